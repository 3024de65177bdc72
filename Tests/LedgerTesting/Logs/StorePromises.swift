import MerkleLog

/// What a store promises about records and heads.
extension StorePromises {
    func records() throws {
        let wanted = Self.records(0..<2_503)
        let log = try log()
        var end = 0
        for size in [2_000, 1, 499, 3] {
            let head = try log.append { appender in
                expectEqual(appender.next, UInt64(end), "the next position")
                try appender.add(Array(wanted[end..<end + size]))
            }
            end += size
            expectEqual(head.size, UInt64(end), "the size")
        }
        expect(try StoreContent(log).records == wanted, "the records are others")
        expect(try StoreContent(log).leaves == wanted.map { MerkleTree.leafHash($0) }, "the leaves are others")
        for seq in [0, 1_023, 1_024, 2_000, 2_502] {
            expectEqual(try log.entry(at: UInt64(seq)), wanted[seq], "record \(seq)")
        }
        expectEqual(try log.entry(at: 2_503), nil, "the record past the end")
        var part: [UInt64] = []
        try log.read(1_000..<2_100) { seq, _ in
            part.append(seq)
            return seq < 2_050
        }
        expectEqual(part, Array(1_000...2_050), "the part that was read")
        try batches(of: log, from: 0)
        try batches(of: log, from: 1_500)
    }

    /// Batches follow each other, hold the position asked for and what they say they hold.
    private func batches(of log: any LogStore, from first: UInt64) throws {
        var next: UInt64?
        try log.forEachBatch(from: first) { batch in
            if let next { expectEqual(batch.first, next, "the first position of a batch") }
            if next == nil { expect(batch.first <= first, "the first batch begins at \(batch.first)") }
            expect((1...StoredBatch.mostRecords).contains(batch.count), "a batch holds \(batch.count)")
            expect(batch.first + UInt64(batch.count) > first, "a batch before the position is given")
            expectEqual(MerkleTree.sha256(batch.entries).bytes, Array(batch.digest), "the digest")
            var leaves: [UInt8] = []
            batch.forEachEntry { leaves += MerkleTree.leafHash($0).bytes }
            expect(leaves == Array(batch.leaves), "the leaves of batch \(batch.first) are not its records'")
            expectEqual(leaves.count, batch.count * Hash.length, "the length of the leaves")
            next = batch.first + UInt64(batch.count)
            return true
        }
        expectEqual(next, try log.head()?.size, "the end of the batches")
    }

    func recordsWithinAnAppend() throws {
        let log = try log()
        _ = try log.append { appender in
            expectEqual(try appender.entry(at: 0), nil, "record 0 before it is added")
            try appender.add(Self.records(0..<1_500))
            try appender.add(Self.records(1_500..<1_501))
            for seq in [0, 1_023, 1_024, 1_499, 1_500] {
                expectEqual(try appender.entry(at: UInt64(seq)), Self.record(seq), "record \(seq)")
            }
            expectEqual(try appender.entry(at: 1_501), nil, "the record past the end")
            expectEqual(appender.next, 1_501, "the next position")
        }
        _ = try log.append { expectEqual(try $0.entry(at: 1_500), Self.record(1_500), "a record of an earlier append") }
    }

    struct Refused: Error {}

    func allOrNone() throws {
        let log = try log()
        _ = try log.append {
            try $0.add([Self.record(0)])
            try $0.setFacts([(key: 5, seq: 0, state: [1])])
            try $0.addStamp([1], size: 1)
        }
        let before = try StoreContent(log)
        do {
            _ = try log.append {
                try $0.add(Self.records(1..<3_000))
                try $0.setFacts([(key: 5, seq: 1, state: nil), (key: 6, seq: 1, state: [2])])
                try $0.addStamp([2], size: 1)
                throw Refused()
            }
            expect(false, "the error of the body is lost")
        } catch is Refused {}
        expect(try StoreContent(log) == before, "something changed")
        let head = try log.append { try $0.add([Self.record(1)]) }
        expectEqual(head.size, 2, "the size after the next append")
    }

    func tooLong() throws {
        let log = try log()
        let most = LogWriter.maximumBytes
        expectThrows(.tooLong(bytes: most + 1)) {
            _ = try log.append { try $0.add([[UInt8](repeating: 0x61, count: most + 1)]) }
        }
        expectEqual(try log.head(), nil, "the head after the refusal")
        _ = try log.append { try $0.add([[UInt8](repeating: 0x61, count: most)]) }
        expectEqual(try log.entry(at: 0)?.count, most, "the length of the longest record")
    }

    func heads() throws {
        var tree = Frontier()
        var roots: [UInt64: Hash] = [:]
        for size in [1, 3, 1_030, 5] {
            let log = try log(now: Self.now + Int64(tree.size))
            let records = Self.records(Int(tree.size)..<Int(tree.size) + size)
            for record in records { tree.append(MerkleTree.leafHash(record)) }
            let head = try log.append { try $0.add(records) }
            expectEqual(head.root, tree.root, "the root")
            expectEqual(head.frontier, tree, "the edge")
            let note = try SignedNote(head.note)
            let key = try Self.key().verifier
            expectEqual(try note.verified(by: [key]), [key], "who signed")
            let checkpoint = try Checkpoint(origin: Self.origin, size: tree.size, root: tree.root)
            expectEqual(try Checkpoint(text: note.text), checkpoint, "the checkpoint")
            expectEqual(try log.head(), head, "the newest head")
            roots[tree.size] = tree.root
            try log.close()
        }
        let log = try log(now: Self.now + Int64(tree.size))
        let newest = try log.head()
        expectEqual(try log.append { _ in }, newest, "the head after an append of nothing")
        let heads = try log.heads(after: 0, through: .max)
        expectEqual(heads.map(\.size), [1, 4, 1_034, 1_039], "the sizes of heads")
        expectEqual(heads.map(\.recordedAt), [0, 1, 4, 1_034].map { Self.now + $0 }, "their times")
        for head in heads { expectEqual(head.root, roots[head.size]?.bytes, "the stored root of \(head.size)") }
        expectEqual(try log.heads(after: 1, through: 1_034, limit: 1).map(\.size), [4], "a part of the heads")
        expectEqual(try log.heads(after: 1, through: 1_034).map(\.size), [4, 1_034], "the heads between two sizes")
        expectEqual(try log.root(at: 1_034), roots[1_034], "the root at a size")
        expectEqual(try log.root(at: 1_033), nil, "the root where no append ended")
    }

    func time() throws {
        _ = try log(now: 1_000).append { try $0.add([Self.record(0)]) }
        let head = try log(now: 1_000 - LogWriter.clockTolerance).append {
            expectEqual($0.recordedAt, 1_000, "the time of the append")
            try $0.add([Self.record(1)])
        }
        expectEqual(head.recordedAt, 1_000, "the time of the head")
        let late = 1_000 - LogWriter.clockTolerance - 1
        expectThrows(.clock(last: 1_000, now: late)) {
            _ = try log(now: late).append { try $0.add([Self.record(2)]) }
        }
        expectThrows(.clock(last: 1_000, now: late)) { try log(now: late).keep([], now: late) }
    }

    func signing() throws {
        let memory = RememberedHead()
        let head = try log(memory: memory).append { try $0.add([Self.record(0)]) }
        expectEqual(try memory.last()?.size, 1, "the size that is remembered")
        expectThrows(.rolledBack(signed: 2, found: 1)) {
            _ = try log(memory: RememberedHead((2, head.root))).append { try $0.add([Self.record(1)]) }
        }
        expectThrows(.forked(size: 1)) {
            _ = try log(memory: RememberedHead((1, MerkleTree.emptyRoot))).append { try $0.add([Self.record(1)]) }
        }
        let next = try Self.key(8).verifier
        expectThrows(.foreignKey(key: "\(next)")) { _ = try log(key: 8).append { try $0.add([Self.record(1)]) } }
        // The last record names the key that takes over.
        _ = try log().append { try $0.add([Self.record(1), Array("{\"log_vkey\":\"\(next)\"}".utf8)]) }
        expectEqual(try log(key: 8).append { try $0.add([Self.record(3)]) }.size, 4, "the size under the new key")
    }
}
