import LedgerDomain
@testable import LedgerInterchange
import Testing

@Suite struct CSVReaderTests {
    private func read(_ text: String) -> (records: [[String]], lines: [Int], faults: [Int]) {
        var reader = CSVReader(Array(text.utf8))
        var records: [[String]] = []
        var lines: [Int] = []
        var faults: [Int] = []
        while true {
            do throws(LineFault) {
                guard let record = try reader.next() else { return (records, lines, faults) }
                records.append(record.cells)
                lines.append(record.line)
            } catch { faults.append(error.line) }
        }
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]), ("a\r1\r", [["a"], ["1"]]),
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]), ("a\tb\n1\t\n", [["a", "b"], ["1", ""]]),
        ("\"a,\"\"b\"\"\nc\",d\n", [["a,\"b\"\nc", "d"]]), ("\"\",\"\"\n", [["", ""]]), ("", []), ("\n", [[""]]),
    ])
    func records(text: String, wanted: [[String]]) {
        let found = read(text)
        #expect(found.records == wanted)
        #expect(found.faults.isEmpty)
    }

    @Test func linesAreThoseTheUserSees() {
        #expect(read("h\n\"a\nb\"\nc\n").lines == [1, 2, 4])
    }

    @Test func aStrayQuoteIsNamedAndTheRestIsRead() {
        let found = read("a,b\nx\"y,1\n\"z\"w,2\n3,4\n")
        #expect(found.faults == [2, 3])
        #expect(found.records == [["a", "b"], ["3", "4"]])
    }

    @Test func anUnclosedQuoteIsNamedWhereItOpened() {
        #expect(read("a\n1\n\"2\n3\n4").faults == [3])
    }

    /// Pieces of any size give what the whole gives.
    @Test(arguments: [1, 2, 3, 7]) func pieces(size: Int) throws {
        let text = Array("标题\r\na;\"b\"\"c\r\nd\";汉\r\n;;\r\n1;2;3".utf8)
        var limits = CSVLimits()
        limits.headBytes = 20
        var rest = text[...]
        var reader = CSVReader(limits: limits) { () throws(Fault) -> [UInt8]? in
            defer { rest = rest.dropFirst(size) }
            return rest.isEmpty ? nil : Array(rest.prefix(size))
        }
        var whole = CSVReader(text)
        while let record = try whole.next() {
            let found = try reader.next()
            #expect(found?.line == record.line)
            #expect(found?.cells == record.cells)
        }
        #expect(try reader.next()?.cells == nil)
    }

    @Test func limits() {
        var limits = CSVLimits()
        (limits.cellBytes, limits.columns, limits.rows) = (4, 3, 2)
        func fault(_ text: String) -> String? {
            var reader = CSVReader(Array(text.utf8), limits: limits)
            do throws(LineFault) {
                while try reader.next() != nil {}
                return nil
            } catch {
                return "\(error.line) \(error.column) \(error.fault.expected.chinese)"
            }
        }
        #expect(fault("abcd,b\n1,2\n") == nil)
        #expect(fault("a\nabcde\n") == "2 1 至多 0 KiB")
        #expect(fault("a,b,c,d\n") == "1 0 至多 3 列")
        #expect(fault("a\nb\nc\n") == "3 0 至多 2 行")
        #expect(fault("a,\"bcdefg\n") == "1 2 成对的引号")
    }

    @Test func titlesDoNotDecideTheDelimiter() {
        #expect(read("标题，单位：万元\na;b;c\n1,5;2;3\n").records[2] == ["1,5", "2", "3"])
    }
}
