import Foundation
import LedgerDomain
import LedgerLog
import MerkleLog
import Testing

@Suite final class ViewsFileTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("views-" + UUID().uuidString).path
    let table = ViewTable("paid", key: [.text("region"), .integer("year")], [.text("fen")])

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func row(_ region: String, _ year: Int64, _ fen: String) -> ViewRow {
        [.text(region), .integer(year), .text(fen)]
    }

    private func make(_ name: String, _ rows: [ViewRow]) throws -> ViewsFile {
        let file = try ViewsFile(folder + "/" + name, tables: [table])
        let position = ViewsFile.Position(version: 1, size: 7, root: MerkleTree.emptyRoot)
        try file.write([(table, rows)], positions: ["paid": position])
        return file
    }

    @Test func rowsComeBackInTheOrderOfTheKey() throws {
        let file = try make(
            "v.sqlite", [row("b", 2, "20"), row("a", 9, "-170141183460469231731687303715884105728"), row("b", 1, "1")])
        #expect(try file.rows(of: table).map { $0[0] } == [.text("a"), .text("b"), .text("b")])
        try file.write([(table, [row("b", 1, "3")])], positions: [:])
        #expect(try file.rows(of: table, keys: [row("b", 1, ""), row("c", 1, "")]) == [row("b", 1, "3")])
        #expect(try file.rows(of: table, where: "year", in: 2...9).count == 2)
        #expect(try file.position(of: "paid")?.size == 7)
        #expect(try file.position(of: "other") == nil)
    }

    @Test func theDigestIsOfContentAndOrder() {
        let rows = [row("a", 1, "2"), row("b", 1, "2")]
        #expect(
            ViewsFile.digest(of: rows) == MerkleTree.sha256(Array("[\"a\",\"1\",\"2\"]\n[\"b\",\"1\",\"2\"]\n".utf8)))
        #expect(ViewsFile.digest(of: rows) != ViewsFile.digest(of: rows.reversed()))
    }

    @Test func aSwapPutsTheNewFileInPlace() throws {
        try make("live.sqlite", [row("a", 1, "old")]).close()
        try make("new.sqlite", [row("a", 1, "new")]).close()
        try ViewsFile.swap(folder + "/new.sqlite", over: folder + "/live.sqlite", keepingAs: folder + "/kept.sqlite")
        #expect(try ViewsFile(folder + "/live.sqlite", tables: []).rows(of: table) == [row("a", 1, "new")])
        #expect(try ViewsFile(folder + "/kept.sqlite", tables: []).rows(of: table) == [row("a", 1, "old")])
        #expect(!FileManager.default.fileExists(atPath: folder + "/new.sqlite"))
    }
}
