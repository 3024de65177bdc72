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
}
