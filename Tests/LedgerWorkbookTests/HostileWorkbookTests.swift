import Glibc
import LedgerDomain
import LedgerWorkbook
import Testing
import WorkbookSamples

/// Files that are broken, too large, or made to hurt. Each is refused as a whole, with one fault.
@Suite struct HostileWorkbookTests {
    private static let plain = SampleWorkbook([SampleSheet("s", [["a"], ["b"]])])

    /// What refuses a file, by what it says was given; `nil` where it is read.
    private func refusal(_ bytes: [UInt8], _ limits: WorkbookLimits = WorkbookLimits()) -> String? {
        do throws(Fault) {
            let workbook = try Workbook(FileBytes(bytes), limits: limits)
            for sheet in workbook.sheets { _ = try workbook.read(sheet) { _ in true } }
            return nil
        } catch {
            return error.expected.chinese
        }
    }

    private func refusal(of part: String, _ content: String?) -> String? {
        var book = Self.plain
        book.set(part, content)
        return refusal(book.bytes())
    }

    @Test func thePlainOneIsRead() { #expect(refusal(Self.plain.bytes()) == nil) }

    @Test func documentTypesAndEntities() {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
            <worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>
            """
        let outside = """
            <!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><sst><si><t>&a;</t></si></sst>
            """
        #expect(refusal(of: "xl/worksheets/sheet1.xml", bomb) == "不含 DOCTYPE 的部件")
        #expect(refusal(of: "xl/sharedStrings.xml", outside) == "不含 DOCTYPE 的部件")
        #expect(refusal(of: "xl/workbook.xml", "<!DOCTYPE s SYSTEM \"http://example.org/x\"><s/>") == "不含 DOCTYPE 的部件")
        #expect(refusal(of: "xl/sharedStrings.xml", "<sst><si><t>&nope;</t></si></sst>") == "完整的 .xlsx 文件")
    }

    @Test(arguments: [
        "<worksheet><sheetData><row><c>", "", "no xml",
        "<worksheet><sheetData><row r=\"2\"/><row r=\"2\"/></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A2\"/></row></sheetData></worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"AAAA1\"/></row></sheetData></worksheet>",
    ])
    func brokenSheets(xml: String) { #expect(refusal(of: "xl/worksheets/sheet1.xml", xml) == "完整的 .xlsx 文件") }

    @Test(arguments: ["_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
    func missingParts(part: String) { #expect(refusal(of: part, nil) == ".xlsx 工作簿的全部部件") }

    @Test func cutAndTurnedFilesAreRefusedOrReadAndNeverTrap() {
        let whole = Self.plain.bytes()
        for count in stride(from: 0, to: whole.count, by: 13) { #expect(refusal(Array(whole[..<count])) != nil) }
        for index in whole.indices.dropLast() where index % 7 == 0 {
            var bytes = whole
            bytes[index] ^= 0x55
            _ = refusal(bytes)
        }
    }

    /// Parts with turned, lost and doubled bytes, in packages that are sound: every answer is a fault or rows.
    @Test func damagedPartsNeverTrap() throws {
        let sheet = SampleSheet(
            "s", [["a", 1, .formula("A1", result: "2")], [.number("45418", style: 1), .flag(true), .error("#N/A")]])
        let whole = SampleWorkbook([sheet])
        var state: UInt64 = 20_240_506
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<400 {
            var parts = whole.parts.map { ($0.name, Array($0.content.utf8)) }
            let part = random(parts.count)
            for _ in 0...random(3) where parts[part].1.count > 2 {
                let place = random(parts[part].1.count)
                switch random(3) {
                case 0: parts[part].1[place] = UInt8(truncatingIfNeeded: random(256))
                case 1: parts[part].1.remove(at: place)
                default: parts[part].1.insert(contentsOf: parts[part].1[place...].prefix(random(40)), at: place)
                }
            }
            // A trap would end the whole run.
            _ = refusal(SamplePackage.bytes(parts.map { ($0.0, .bytes($0.1)) }))
        }
    }

    @Test func aWrongChecksumIsSeen() throws {
        var bytes = Self.plain.bytes()
        let directory = Array("PK\u{1}\u{2}".utf8)
        var starts: [Int] = []
        for index in 0..<bytes.count - 4 where Array(bytes[index..<index + 4]) == directory { starts.append(index) }
        for start in starts { bytes[start + 16] ^= 1 }
        #expect(refusal(bytes) == "完整的 .xlsx 文件")
    }

    @Test func encrypted() {
        let parts = Self.plain.parts.map { ($0.name, SamplePackage.Content.bytes(Array($0.content.utf8))) }
        #expect(refusal(SamplePackage.bytes(parts, password: "x")) == "没有密码的 .xlsx")
    }

    @Test func aBombIsRefusedBeforeItIsUnpacked() {
        var parts = Self.plain.parts.map { ($0.name, SamplePackage.Content.bytes(Array($0.content.utf8))) }
        parts.append(("xl/media/bomb.xml", .bytes([UInt8](repeating: 0x20, count: 64 << 20))))
        #expect(refusal(SamplePackage.bytes(parts)) == "压缩比至多 200")
    }

    @Test func limits() {
        var limits = WorkbookLimits()
        limits.parts = 3
        #expect(refusal(Self.plain.bytes(), limits) == "至多 3 个部件")
        limits = WorkbookLimits()
        limits.unpackedBytes = 1 << 10
        #expect(refusal(Self.plain.bytes(), limits) == "解压后至多 0 MiB")
        limits = WorkbookLimits()
        limits.cells = 1
        #expect(refusal(Self.plain.bytes(), limits) == "至多 1 格")
        limits = WorkbookLimits()
        limits.sharedStrings = 1
        #expect(refusal(Self.plain.bytes(), limits) == "至多 1 个字符串")
    }

    @Test func rowsAndColumnsBeyondTheLimits() {
        let far = "<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>"
        #expect(refusal(of: "xl/worksheets/sheet1.xml", far) == "至多 1048576 行")
        let wide = "<worksheet><sheetData><row r=\"1\"><c r=\"IW1\"><v>1</v></c></row></sheetData></worksheet>"
        #expect(refusal(of: "xl/worksheets/sheet1.xml", wide) == "至多 256 列")
        let formatted = "<worksheet><sheetData><row r=\"1\"><c r=\"XFD1\" s=\"1\"/></row></sheetData></worksheet>"
        #expect(refusal(of: "xl/worksheets/sheet1.xml", formatted) == nil)
        let long = String(repeating: "字", count: 50_000)
        let inline =
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row></sheetData></worksheet>"
        #expect(refusal(of: "xl/worksheets/sheet1.xml", inline) == "每格至多 128 KiB")
    }

    @Test func packagesOfOtherPrograms() {
        #expect(refusal(SamplePackage.bytes([("content.xml", .bytes([]))])) == ".xlsx 工作簿")
        #expect(refusal(SamplePackage.bytes([("word/document.xml", .bytes([]))])) == ".xlsx 工作簿")
        #expect(refusal(SamplePackage.bytes([("a.txt", .bytes([1]))])) == ".xlsx 工作簿的全部部件")
    }

    /// A sheet as long as Excel allows: the reader's memory must not grow with it.
    ///
    /// Every tenth row is there, with so long a text that keeping the rows would take more than is allowed.
    @Test func asManyRowsAsExcelAllowsPassThrough() throws {
        let path = "/tmp/linkedfund-rows-\(getpid()).xml"
        defer { unlink(path) }
        let file = try #require(fopen(path, "w"))
        fputs("<worksheet><sheetData>", file)
        let text = String(repeating: "a", count: 700)
        let rows = Array(stride(from: 6, through: 1_048_576, by: 10))
        for row in rows {
            fputs("<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(row)</v></c><c r=\"B\(row)\" t=\"inlineStr\"><is><t>", file)
            fputs(text, file)
            fputs("</t></is></c></row>", file)
        }
        fputs("</sheetData></worksheet>", file)
        fclose(file)
        var parts = Self.plain.parts.filter { $0.name != "xl/worksheets/sheet1.xml" }
            .map { ($0.name, SamplePackage.Content.bytes(Array($0.content.utf8))) }
        parts.append(("xl/worksheets/sheet1.xml", .file(path)))
        let workbook = try Workbook(FileBytes(SamplePackage.bytes(parts)))
        let before = residentKiB()
        let count = RowCount()
        _ = try workbook.read(workbook.sheets[0]) { row in
            count.rows += 1
            return true
        }
        #expect(count.rows == rows.count && rows.last == 1_048_576)
        #expect(residentKiB() - before < 64 << 10)
    }

    private final class RowCount { var rows = 0 }

    private func residentKiB() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 128)
        guard fgets(&text, 128, file) != nil else { return 0 }
        let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * 4 : 0
    }
}
