import MerkleLog

/// What a store promises about what stands beside the records.
extension StorePromises {
    /// The first tile of level 1 is full at 65,536 records, whether one append or many filled it.
    func tiles() throws {
        let log = try log()
        let records = Self.records(0..<65_600)
        var tree = Frontier()
        var expected: [Hash] = []
        for record in records { tree.append(MerkleTree.leafHash(record)) { if $0 == 8 { expected.append($1) } } }
        _ = try log.append { try $0.add(Array(records[..<40_001])) }
        expectEqual(try log.storedTile(level: 1, number: 0), nil, "a tile that is not full")
        _ = try log.append { try $0.add(Array(records[40_001...])) }
        expect(try log.storedTile(level: 1, number: 0) == expected, "the tile has other hashes")
        expectEqual(try log.storedTile(level: 1, number: 1), nil, "the next tile")
        expectEqual(try log.storedTile(level: 2, number: 0), nil, "the tile above")
        expectEqual(
            try log.storedLeaves(1_020..<1_030), records[1_020..<1_030].map { MerkleTree.leafHash($0) },
            "leaves of two batches")
        expectThrows(.damaged("leaves 65599")) { _ = try log.storedLeaves(65_599..<65_601) }
        expectEqual(try log.tree.root(size: 65_600), tree.root, "the root from leaves and tiles")
        let path = try log.tree.inclusion(of: 41_000, in: 65_600)
        expect(
            Proof.verifyInclusion(
                of: MerkleTree.leafHash(records[41_000]), at: 41_000, in: 65_600, root: tree.root, path: path),
            "the proof of a record does not hold")
    }

    func facts() throws {
        let log = try log()
        _ = try log.append { appender in
            try appender.add([Self.record(0)])
            try appender.setFacts([(key: 4, seq: 0, state: [3]), (key: -9, seq: 0, state: [1, 2])])
            expectEqual(try appender.facts([4, -9, 7]), [4: [3], -9: [1, 2]], "facts within the append")
            try appender.setFacts([(key: 4, seq: 0, state: [5])])
            expectEqual(try appender.facts([4]), [4: [5]], "a replaced fact within the append")
        }
        _ = try log.append { appender in
            expectEqual(try appender.facts([4, -9]), [4: [5], -9: [1, 2]], "facts of an earlier append")
            try appender.add([Self.record(1)])
            try appender.setFacts([
                (key: 4, seq: 1, state: nil), (key: 8, seq: 1, state: []), (key: -9, seq: 1, state: [6]),
            ])
            expectEqual(try appender.facts([4]), [:], "a removed fact within the append")
        }
        expectEqual(try log.facts([4, -9, 8]), [-9: [6], 8: []], "facts after both")
        expectEqual(try StoreContent(log).facts, ["-9 1 [6]", "8 1 []"], "all facts in the order of keys")
    }

    func exchangedFacts() throws {
        let log = try log()
        expectEqual(try log.factVersion(), nil, "the version where none was said")
        expect(try log.replaceFacts([], version: "1", at: 0), "an empty log is not taken for empty")
        expectEqual(try log.factVersion(), "1", "the version")
        _ = try log.append {
            try $0.add([Self.record(0)])
            try $0.setFacts([(key: 1, seq: 0, state: [1])])
        }
        expect(try !log.replaceFacts([(key: 2, seq: 0, state: [2])], version: "2", at: 0), "the size is not looked at")
        expectEqual(try log.facts([1, 2]), [1: [1]], "facts that were not exchanged")
        let given: [FactChange] = [
            (key: 3, seq: 0, state: [3]), (key: 2, seq: 0, state: [2]), (key: 4, seq: 0, state: nil),
        ]
        expect(try log.replaceFacts(given, version: "2", at: 1), "facts are not exchanged")
        expectEqual(try StoreContent(log).facts, ["2 0 [2]", "3 0 [3]"], "facts that were exchanged")
        expectEqual(try log.factVersion(), "2", "the new version")
    }

    private static let signatures = [
        StoredCosignature(size: 1, key: "b", time: 5, line: "— b\n"),
        StoredCosignature(size: 1, key: "a", time: 9, line: "— a\n"),
    ]

    func outsideSignatures() throws {
        let log = try log()
        _ = try log.append { try $0.add([Self.record(0)]) }
        try log.keep(Self.signatures, now: Self.now)
        try log.keep([Self.signatures[0]], now: Self.now)
        try log.keep([StoredCosignature(size: 1, key: "a", time: 8, line: "— c\n")], now: Self.now)
        expectEqual(try log.cosignatures().map { "\($0.key)\($0.time)" }, ["a8", "a9", "b5"], "the signatures")
        expectEqual(try log.cosignatures().last, Self.signatures[0], "the last signature")
        _ = try log.append {
            try $0.add([Self.record(1)])
            try $0.addStamp([7], size: 1)
            try $0.addStamp([8], size: 1)
        }
        _ = try log.append {
            try $0.add([Self.record(2)])
            try $0.addStamp([9], size: 2)
        }
        expectEqual(
            try log.stamps(),
            [
                StoredStamp(size: 1, number: 0, response: [7]), StoredStamp(size: 1, number: 1, response: [8]),
                StoredStamp(size: 2, number: 0, response: [9]),
            ], "the stamps")
    }

    func trial() throws {
        let log = try log()
        _ = try log.append {
            try $0.add([Self.record(0)])
            try $0.setFacts([(key: 1, seq: 0, state: [1])])
        }
        _ = try log.append { appender in
            try appender.add([Self.record(1)])
            let size = try appender.trial { trial in
                try trial.add(Self.records(2..<2_100))
                try trial.setFacts([(key: 1, seq: 2, state: nil), (key: 2, seq: 2, state: [2])])
                expectEqual(try trial.entry(at: 1), Self.record(1), "a record before the trial, within it")
                expectEqual(try trial.entry(at: 2_000), Self.record(2_000), "a record of the trial, within it")
                expectEqual(try trial.facts([1, 2]), [2: [2]], "facts within the trial")
                return trial.next
            }
            expectEqual(size, 2_100, "the size of the trial")
            expectEqual(appender.next, 2, "the next position after the trial")
            expectEqual(try appender.facts([1, 2]), [1: [1]], "facts after the trial")
            expectEqual(try appender.entry(at: 2), nil, "a record of the trial after it")
            do {
                try appender.trial { trial in
                    try trial.add([Self.record(9)])
                    throw Refused()
                }
                expect(false, "the error of the trial is lost")
            } catch is Refused {}
            try appender.add([Self.record(2)])
            try appender.setFacts([(key: 3, seq: 2, state: [3])])
        }
        let content = try StoreContent(log)
        expectEqual(content.records, Self.records(0..<3), "the records")
        expectEqual(content.facts, ["1 0 [1]", "3 2 [3]"], "the facts")
        expectEqual(content.heads.map(\.size), [1, 3], "the heads")
    }

    func reader() throws {
        let log = try log()
        _ = try log.append { try $0.add([Self.record(0)]) }
        let reader = try self.log()
        _ = try log.append { appender in
            try appender.add(Self.records(1..<2_000))
            expectEqual(try reader.head()?.size, 1, "the size while an append is open")
            expectEqual(try reader.entry(at: 1), nil, "a record of an open append")
        }
        expectEqual(try reader.head()?.size, 2_000, "the size afterwards")
        expectEqual(try reader.entry(at: 1_999), Self.record(1_999), "a record afterwards")
    }

    func reopening() throws {
        let log = try log()
        _ = try log.replaceFacts([], version: "1", at: 0)
        for start in stride(from: 0, to: 3_000, by: 1_000) {
            _ = try log.append {
                try $0.add(Self.records(start..<start + 1_000))
                try $0.setFacts([
                    (key: Int64(start), seq: UInt64(start), state: [1]), (key: 7, seq: UInt64(start), state: [2]),
                ])
                try $0.addStamp([UInt8(start / 1_000)], size: 1)
            }
            // What an append acknowledged is kept then, and not when the log is closed.
            let again = try self.log()
            expectEqual(try again.head()?.size, UInt64(start + 1_000), "the size where the log was not closed")
            expectEqual(try again.entry(at: UInt64(start + 999)), Self.record(start + 999), "the newest record there")
            expectEqual(try again.facts([7]), [7: [2]], "the newest fact there")
        }
        try log.keep(Self.signatures, now: Self.now)
        let before = try StoreContent(log)
        expectEqual(before.records.count, 3_000, "the number of records")
        expectEqual(before.facts.count, 4, "the number of facts")
        try log.close()
        expect(try StoreContent(try self.log()) == before, "what was closed is opened with other contents")
        let head = try self.log().append { try $0.add([Self.record(3_000)]) }
        var tree = Frontier()
        for record in Self.records(0..<3_001) { tree.append(MerkleTree.leafHash(record)) }
        expectEqual(head.root, tree.root, "the root that goes on from there")
    }
}
