import Testing

@testable import LedgerDomain

@Suite struct ReferenceCSVTests {
    static func read(_ text: String) throws -> [[String]] {
        let table = try ReferenceCSV(Array(text.utf8))
        return [table.columns] + table.rows.map { row in table.columns.indices.map { row[$0] } }
    }

    typealias Table = (text: String, cells: [[String]])

    static let tables: [Table] = [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a,b\n1,", [["a", "b"], ["1", ""]]),
        ("a\n\n1\n", [["a"], [""], ["1"]]),
        ("a,b\n\"1,5\",\"two\nlines\"\n", [["a", "b"], ["1,5", "two\nlines"]]),
        ("a,b\n\"\"\"三西\"\"农业建设\",\"\"\r\n", [["a", "b"], ["\"三西\"农业建设", ""]]),
        ("\"a\",b\n1,2\"3\n", [["a", "b"], ["1", "2\"3"]]),
    ]

    @Test(arguments: tables) func reads(_ given: Table) throws {
        #expect(try Self.read(given.text) == given.cells)
    }

    typealias Broken = (text: String, line: Int, reason: String)

    static let broken: [Broken] = [
        ("", 1, "empty"),
        ("a,b\n1\n", 2, "1 cells, expected 2"),
        ("a,b\n1,2\n1,2,3\n", 3, "3 cells, expected 2"),
        ("a,b\n1,2\n\n", 3, "1 cells, expected 2"),
        ("a,b\n1,\"2\n", 2, "a quote is not closed"),
        ("a,b\n1,\"\"\"\n", 2, "a quote is not closed"),
        ("a,b\n\"1\"2,3\n", 2, "text after a quoted cell"),
    ]

    @Test(arguments: broken) func refuses(_ given: Broken) {
        #expect(throws: ReferenceFault(line: given.line, reason: given.reason)) { try Self.read(given.text) }
    }

    @Test func aMissingColumnIsAFault() throws {
        let table = try ReferenceCSV(Array("code,name\n".utf8))
        #expect(try table.column("name") == 1)
        #expect(throws: ReferenceFault(line: 1, reason: "no column level")) { try table.column("level") }
    }
}
