import LedgerDomain
@testable import LedgerInterchange
import Testing

@Suite struct SourceTextTests {
    private func text(_ bytes: [UInt8]) -> String? {
        guard let source = try? SourceText(bytes), let bytes = try? source.whole() else { return nil }
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
        #expect(text(Array("\u{E000}".utf8)) == nil)
    }
}
