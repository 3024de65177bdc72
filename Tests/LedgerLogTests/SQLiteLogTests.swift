import Foundation
import LedgerFiles
import LedgerLog
import MerkleLog
import Testing

/// A log in a folder of its own.
final class TemporaryLog {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("log-" + UUID().uuidString).path
    let key: NoteSignerKey

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        key = try NoteSignerKey(name: "example.org/log", seed: [UInt8](repeating: 7, count: 32))
        try SQLiteLog.create(in: folder)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open(_ writer: LogWriter) throws -> any LogStore { try SQLiteLog(folder, writer: writer) }

    func open(now: Int64 = 1_700_000_000) throws -> SQLiteLog {
        let memory = SignerMemory(stateDirectory: folder + "/state", origin: "example.org/log")
        return try SQLiteLog(folder, writer: .init(origin: "example.org/log", key: key, memory: memory) { now })
    }

    static func record(_ index: Int) -> [UInt8] { Array(#"{"seq":"\#(index)","type":"x"}"#.utf8) }

    /// The bytes of every table, to show that nothing changed.
    func content() throws -> [String] {
        let log = try SQLiteLog(reading: folder)
        defer { try? log.close() }
        var lines: [String] = []
        try log.forEachBatch { batch in
            lines.append(
                "batch \(batch.first) \(String(decoding: batch.entries, as: UTF8.self)) \(Hexadecimal.encode(batch.leaves))"
            )
            return true
        }
        for head in try log.heads(after: 0, through: .max) {
            lines.append("head \(head.size) \(head.root) \(head.note)")
        }
        try log.forEachFact { lines.append("fact \($0) \($1) \(Array($2))") }
        return lines
    }
}

/// What the database does beside what every store promises (``KeepsRecordsTests``).
@Suite struct SQLiteLogTests {
    /// An append fills rows of its own, 1,024 entries in each but the last.
    @Test func rowsHoldWhatWasAppendedTogether() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        for size in [2_000, 1, 499] {
            let first = Int(try log.head()?.size ?? 0)
            _ = try log.append { try $0.add((first..<first + size).map(TemporaryLog.record)) }
        }
        var counts: [Int] = []
        try log.forEachBatch {
            counts.append($0.count)
            return true
        }
        #expect(counts == [1_024, 976, 1, 499])
    }

    @Test(arguments: [
        "UPDATE batch SET count = 2", "DELETE FROM head", "DELETE FROM batch",
        "INSERT INTO batch VALUES (7, 1, 'x', zeroblob(32), zeroblob(32))",
        "INSERT OR REPLACE INTO batch VALUES (0, 1, 'x', zeroblob(32), zeroblob(32))",
    ])
    func theTriggersRefuse(sql: String) throws {
        let files = try TemporaryLog()
        let log = try files.open()
        _ = try log.append { try $0.add([TemporaryLog.record(0)]) }
        try log.close()
        let before = try files.content()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3,sys\nc = sqlite3.connect(sys.argv[1] + '/log.sqlite')\nc.execute(sys.argv[2])\nc.commit()",
            files.folder, sql,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus != 0)
        #expect(try files.content() == before)
    }

    @Test func anOldCopyIsNotSignedAgain() throws {
        let files = try TemporaryLog()
        _ = try files.open().append { try $0.add([TemporaryLog.record(0)]) }
        let copy = files.folder + "/copy.sqlite"
        let log = try files.open()
        try log.close()
        try FileManager.default.copyItem(atPath: files.folder + "/log.sqlite", toPath: copy)
        let second = try files.open()
        _ = try second.append { try $0.add([TemporaryLog.record(1)]) }
        try second.close()
        for name in ["log.sqlite", "log.sqlite-wal", "log.sqlite-shm"] {
            try? FileManager.default.removeItem(atPath: files.folder + "/" + name)
        }
        try FileManager.default.moveItem(atPath: copy, toPath: files.folder + "/log.sqlite")
        #expect(throws: LogStoreError.rolledBack(signed: 2, found: 1)) {
            try files.open().append { try $0.add([TemporaryLog.record(7)]) }
        }
    }

    /// Full tiles are written at 65,536 entries, whether one append or many filled them.
    @Test func tilesAreThoseOfTheTree() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        let records = (0..<65_600).map(TemporaryLog.record)
        _ = try log.append { try $0.add(Array(records[..<40_001])) }
        _ = try log.append { try $0.add(Array(records[40_001...])) }
        try log.close()
        var expected: [UInt8] = []
        for start in stride(from: 0, to: 65_536, by: 256) {
            var subtree = Frontier()
            for record in records[start..<start + 256] { subtree.append(MerkleTree.leafHash(record)) }
            expected += subtree.root.bytes
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3,sys\nfor row in sqlite3.connect(sys.argv[1] + '/log.sqlite').execute('select level, number, hex(hashes) from tile'): print(*row)",
            files.folder,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(text == "1 0 \(Hexadecimal.encode(expected).uppercased())\n")
    }

    @Test func theCommittedSchemaIsTheOneInUse() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("schemas/sql/log.sql")
        if ProcessInfo.processInfo.environment["WRITE_SCHEMAS"] != nil { try Data(LogSchema.sql.utf8).write(to: file) }
        #expect(try String(contentsOf: file, encoding: .utf8) == LogSchema.sql)
    }
}
