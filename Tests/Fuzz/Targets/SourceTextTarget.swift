import LedgerDomain
import LedgerInterchange
import LedgerWorkbook

/// Texts in GB18030, UTF-16 and UTF-8 (``SourceText``, ``TextDecoder``): the first byte says in which encoding they are
/// read, the second in what pieces. Sheets are then read out of them, whatever they hold.
struct SourceTextTarget: FuzzTarget {
    static let name = "text"
    static let maximumLength = 2_048
    static let dictionary = [
        "区划代码,日期,指标编号", "金额（万元）", "合计", "单位：元", "２０２３．５", "\u{FEFF}", "\u{E000}", "\u{20000}", ",", "\n",
    ]

    private let context: ImportContext

    init() throws { context = try SampleSheets.context() }

    func seeds() throws -> [[UInt8]] {
        var seeds: [[UInt8]] = []
        for (index, text) in SampleSheets.texts.enumerated() {
            let utf16 = Array(text.utf16)
            let little = utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
            let big = utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            let piece = UInt8(index)
            seeds += [
                [0, piece] + Array(text.utf8), [4, piece] + little, [5, piece] + big, [0, piece, 0xFF, 0xFE] + little,
            ]
        }
        // 甲,乙 and 万元 in GBK; 㐀 as four bytes; a character cut off.
        let gbk: [[UInt8]] = [
            [0xBC, 0xD7, 0x2C, 0xD2, 0xD2, 0x0A], [0xCD, 0xF2, 0xD4, 0xAA, 0x0A], [0x81, 0x39, 0xEE, 0x39],
            [0x41, 0xBC],
        ]
        return seeds + gbk.map { [3, 1] + $0 } + gbk.map { [0, 0] + $0 }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else { return }
        let all = TextEncoding.allCases
        let given = Int(bytes[0]) % (all.count + 1)
        let encoding = given == 0 ? nil : all[given - 1]
        let text = Array(bytes.dropFirst(2))
        if let encoding { decode(text, encoding, pieceBytes: 1 + Int(bytes[1]) % 8) }
        for profile in [Profile.allotments, .microloans, .households, .plan, .statistics, .events] {
            SampleSheets.read(text, as: profile, encoding: encoding, context)
        }
    }

    private func decode(_ text: [UInt8], _ encoding: TextEncoding, pieceBytes: Int) {
        let whole = Self.decoded(text, encoding, pieceBytes: max(1, text.count))
        let parts = Self.decoded(text, encoding, pieceBytes: pieceBytes)
        expect(whole == parts, "decoded in pieces it is another text")
        guard case .success(let decoded) = whole else { return }
        guard let string = String(validating: decoded, as: UTF8.self) else {
            fatalError("what was decoded is no UTF-8")
        }
        switch encoding {
        case .utf8, .utf8WithMark: expect(decoded == text, "UTF-8 was changed")
        case .utf16LittleEndian, .utf16BigEndian:
            let low = encoding == .utf16LittleEndian ? 0 : 1
            let units = stride(from: 0, to: text.count, by: 2).map {
                UInt16(text[$0 + low]) | UInt16(text[$0 + 1 - low]) << 8
            }
            expect(string.utf16.elementsEqual(units), "UTF-16 was read as another text")
        case .gb18030: break
        }
    }

    private static func decoded(
        _ text: [UInt8], _ encoding: TextEncoding, pieceBytes: Int
    ) -> Result<[UInt8], Fault> {
        do throws(Fault) {
            var decoder = try TextDecoder(encoding)
            var decoded: [UInt8] = []
            var offset = 0
            while offset < text.count {
                let end = min(text.count, offset + pieceBytes)
                decoded += try decoder.decode(text[offset..<end], isLast: end == text.count)
                offset = end
            }
            return .success(decoded)
        } catch { return .failure(error) }
    }
}
