import Foundation
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

@Suite struct SQLiteLogTests {
    private struct Refused: Error {}

    @Test func recordsComeBackAsTheyWere() throws {
        let files = try TemporaryLog()
        let records = (0..<2_500).map(TemporaryLog.record)
        var log = try files.open()
        let head = try log.append { try $0.add(Array(records[..<2_000])) }
        #expect(head.size == 2_000)
        _ = try log.append { try $0.add([records[2_000]]) }
        try log.close()
        log = try files.open()
        _ = try log.append { try $0.add(Array(records[2_001...])) }
        var read: [[UInt8]] = []
        try log.read(0..<5_000) { seq, bytes in
            #expect(seq == UInt64(read.count))
            read.append(Array(bytes))
            return true
        }
        #expect(read == records)
        #expect(try log.entry(at: 1_023) == records[1_023])
        #expect(try log.entry(at: 2_500) == nil)
        var counts: [Int] = []
        try log.forEachBatch {
            counts.append($0.count)
            return true
        }
        #expect(counts == [1_024, 976, 1, 499])
    }

    /// The head is the tree's, signed, after each append; the frontier goes on across openings.
    @Test func headsAreTheTreesAndSigned() throws {
        let files = try TemporaryLog()
        var tree = Frontier()
        for size in [1, 3, 1_030, 5] {
            let log = try files.open()
            let first = Int(tree.size)
            let records = (first..<first + size).map(TemporaryLog.record)
            for record in records { tree.append(MerkleTree.leafHash(record)) }
            let head = try log.append { try $0.add(records) }
            #expect(head.root == tree.root)
            let note = try SignedNote(head.note)
            #expect(try note.verified(by: [files.key.verifier]) == [files.key.verifier])
            #expect(
                try Checkpoint(text: note.text)
                    == Checkpoint(origin: "example.org/log", size: tree.size, root: tree.root))
            try log.close()
        }
    }

    @Test func anAppendSeesItsOwnEntries() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        _ = try log.append { appender in
            #expect(try appender.entry(at: 0) == nil)
            try appender.add((0..<1_500).map(TemporaryLog.record))
            for seq in [0, 1_023, 1_024, 1_499] {
                #expect(try appender.entry(at: UInt64(seq)) == TemporaryLog.record(seq))
            }
            #expect(try appender.entry(at: 1_500) == nil)
        }
    }

    @Test func aRefusedAppendLeavesEverythingAsItWas() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        _ = try log.append {
            try $0.add([TemporaryLog.record(0)])
            try $0.setFacts([(key: 5, seq: 0, state: [1])])
        }
        let before = try files.content()
        #expect(throws: Refused.self) {
            try log.append {
                try $0.add((1..<3_000).map(TemporaryLog.record))
                try $0.setFacts([(key: 5, seq: 1, state: nil), (key: 6, seq: 1, state: [2])])
                throw Refused()
            }
        }
        #expect(try files.content() == before)
    }

    @Test func factsAreReadAndWrittenInTheAppend() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        _ = try log.append { appender in
            try appender.add([TemporaryLog.record(0)])
            try appender.setFacts([(key: -9, seq: 0, state: [1, 2]), (key: 4, seq: 0, state: [3])])
            #expect(try appender.facts([4, -9, 7]) == [4: [3], -9: [1, 2]])
        }
        _ = try log.append { appender in
            try appender.add([TemporaryLog.record(1)])
            try appender.setFacts([(key: 4, seq: 1, state: nil)])
        }
        #expect(try log.facts([4, -9]) == [-9: [1, 2]])
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

    @Test func aWriterWaitsAndThenGivesUp() throws {
        let files = try TemporaryLog()
        let lock = try FileLock(directory: files.folder)
        #expect(throws: LogStoreError.busy(path: files.folder + "/lock")) {
            _ = try FileLock(directory: files.folder, waitingSeconds: 0.1)
        }
        withExtendedLifetime(lock) {}
    }

    @Test func aReaderIsUndisturbedByAWriter() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        _ = try log.append { try $0.add([TemporaryLog.record(0)]) }
        let reader = try SQLiteLog(reading: files.folder)
        _ = try log.append { appender in
            try appender.add([TemporaryLog.record(1)])
            #expect(try reader.head()?.size == 1)
        }
        #expect(try reader.head()?.size == 2)
    }

    @Test func timeNeverGoesBack() throws {
        let files = try TemporaryLog()
        _ = try files.open(now: 1_000).append { try $0.add([TemporaryLog.record(0)]) }
        let head = try files.open(now: 941).append { try $0.add([TemporaryLog.record(1)]) }
        #expect(head.recordedAt == 1_000)
        #expect(throws: LogStoreError.clock(last: 1_000, now: 939)) {
            try files.open(now: 939).append { try $0.add([TemporaryLog.record(2)]) }
        }
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

    @Test func tooLongARecordIsRefused() throws {
        let files = try TemporaryLog()
        let log = try files.open()
        #expect(throws: LogStoreError.tooLong(bytes: 32_769)) {
            try log.append { try $0.add([[UInt8](repeating: 0x61, count: 32_769)]) }
        }
        #expect(try log.head() == nil)
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
