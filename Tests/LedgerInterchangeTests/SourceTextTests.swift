import LedgerDomain
@testable import LedgerInterchange
import LedgerWorkbook
import Testing

@Suite struct SourceTextTests {
    private func text(_ bytes: [UInt8]) -> String? {
        guard let source = try? SourceText(FileBytes(bytes)), let bytes = try? source.whole() else { return nil }
        return "\(source.encoding.rawValue) \(String(decoding: bytes, as: UTF8.self))"
    }

    @Test func encodings() {
        #expect(text(Array("汉a".utf8)) == "UTF-8 汉a")
        #expect(text([0xEF, 0xBB, 0xBF] + Array("汉".utf8)) == "UTF-8-BOM 汉")
        #expect(text([0xBA, 0xBA, 0x61]) == "GB18030 汉a")
        #expect(text([0x95, 0x32, 0x82, 0x36, 0x0A]) == "GB18030 𠀀\n")
        #expect(text([0xFF, 0xFE, 0x49, 0x6C]) == "UTF-16LE 汉")
        #expect(text([0xFE, 0xFF, 0x6C, 0x49]) == "UTF-16BE 汉")
    }

    @Test func refused() {
        #expect(text([]) == nil)
        #expect(text([0x61, 0, 0x62]) == nil)
        #expect(text([0xBA]) == nil)
        #expect(text(Array("汉".utf8) + [0xFF]) == nil)
    }

    @Test func utf16WithoutAMark() {
        let text = "代码,1\n522633,2\n".utf16
        #expect(text.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }.withText == "UTF-16LE 代码,1\n522633,2\n")
        #expect(text.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }.withText == "UTF-16BE 代码,1\n522633,2\n")
    }

    @Test func anEncodingThatIsGivenIsTaken() throws {
        // Two characters of GB18030 that are valid UTF-8 as well.
        let bytes: [UInt8] = [0xC4, 0xA3, 0xC4, 0xA3]
        #expect(try SourceText(FileBytes(bytes)).encoding == .utf8)
        #expect(try String(decoding: SourceText(FileBytes(bytes), as: .gb18030).whole(), as: UTF8.self) == "模模")
        #expect((try? SourceText(FileBytes([0xBA, 0xBA]), as: .utf8).whole()) == nil)
    }

    /// Characters of two and four bytes lie across the ends of pieces.
    @Test func charactersAcrossPieces() throws {
        let text = String(repeating: "汉𠀀a", count: 40_000)
        let unit: [UInt8] = [0xBA, 0xBA, 0x95, 0x32, 0x82, 0x36, 0x61]
        let bytes = [UInt8](repeating: 0x61, count: 1) + (0..<40_000).flatMap { _ in unit }
        let source = try SourceText(FileBytes(bytes))
        #expect(source.encoding == .gb18030)
        #expect(String(decoding: try source.whole(), as: UTF8.self) == "a" + text)
    }

    @Test func aBreakIsNamedByItsLine() {
        let bytes = Array("a\nb\n".utf8) + [0xBA, 0xBA, 0xFF, 0xFF]
        do throws(Fault) { _ = try SourceText(FileBytes(bytes)).whole() } catch {
            #expect(error.remedy.chinese.contains("第 3 行（第 6 字节）"))
        }
    }
}

extension [UInt8] {
    fileprivate var withText: String? {
        guard let source = try? SourceText(FileBytes(self)), let bytes = try? source.whole() else { return nil }
        return "\(source.encoding.rawValue) \(String(decoding: bytes, as: UTF8.self))"
    }
}
