import Glibc
public import MerkleLog

/// What single parts of the product cost, each by the product's own code: the baselines of `tools/bench`.
public enum Measures {
    /// The cost of computing a tree.
    public struct TreeCost: Sendable {
        /// The number of entries.
        public var entries: UInt64 = 0
        /// Their bytes.
        public var bytes: UInt64 = 0
        /// CPU time in nanoseconds.
        public var nanoseconds: UInt64 = 0
        /// The root, so that nothing was left out.
        public var root = MerkleTree.emptyRoot
    }

    /// The cost of proofs.
    public struct ProofCost: Sendable {
        /// How many proofs of each kind.
        public var count = 0
        /// CPU time of all, in nanoseconds, under names as `inclusion_make`.
        public var nanoseconds: [(name: String, value: UInt64)] = []
    }

    /// The cost of the tree alone: leaves, nodes, and a root each `entriesPerHead` entries, over entries in memory.
    ///
    /// Entries are read in pieces that no cache holds, and the clock runs between the readings only.
    public static func tree(_ directory: String, entriesPerHead: UInt64) throws(ServiceError) -> TreeCost {
        try atBorder {
            let log = try LedgerStores.logs.open(reading: directory)
            defer { try? log.close() }
            var cost = TreeCost()
            var frontier = Frontier()
            var piece: [UInt8] = []
            var ends: [Int] = []
            func measure() {
                let start = processorTime()
                piece.withUnsafeBytes { bytes in
                    var entryStart = 0
                    for end in ends {
                        frontier.append(MerkleTree.leafHash(UnsafeRawBufferPointer(rebasing: bytes[entryStart..<end])))
                        if frontier.size.isMultiple(of: entriesPerHead) { cost.root = frontier.root }
                        entryStart = end
                    }
                }
                cost.root = frontier.root
                cost.nanoseconds += processorTime() - start
                cost.bytes += UInt64(piece.count)
                piece.removeAll(keepingCapacity: true)
                ends.removeAll(keepingCapacity: true)
            }
            try log.forEachBatch { batch in
                batch.forEachEntry { entry in
                    piece.append(contentsOf: entry)
                    ends.append(piece.count)
                }
                if piece.count >= 64 << 20 { measure() }
                return true
            }
            measure()
            cost.entries = frontier.size
            return cost
        }
    }

    /// The cost of making and verifying proofs, for positions and sizes spread over the whole log.
    public static func proofs(_ directory: String, count: Int) throws(ServiceError) -> ProofCost {
        try atBorder {
            let log = try LedgerStores.logs.open(reading: directory)
            defer { try? log.close() }
            guard let head = try log.head(), head.size > 1 else { throw LogStoreError.notALedger(path: directory) }
            var cost = ProofCost(count: count)
            func measure(_ name: String, _ body: (_ place: UInt64) throws -> Void) rethrows {
                let start = processorTime()
                for index in 0..<UInt64(count) {
                    // Multiples of the golden ratio are spread evenly and in no order.
                    try body((index &* 0x9E37_79B9_7F4A_7C15) % (head.size - 1) + 1)
                }
                cost.nanoseconds.append((name, processorTime() - start))
            }
            var inclusion: [UInt64: (leaf: Hash, path: [Hash])] = [:]
            try measure("inclusion_make") { place in
                let leaves = try log.tree.leaves(place..<place + 1)
                inclusion[place] = (leaves[0], try log.tree.inclusion(of: place, in: head.size))
            }
            var failures = 0
            measure("inclusion_verify") { place in
                let proof = inclusion[place] ?? (MerkleTree.emptyRoot, [])
                let holds = Proof.verifyInclusion(
                    of: proof.leaf, at: place, in: head.size, root: head.root, path: proof.path)
                if !holds { failures += 1 }
            }
            var consistency: [UInt64: (root: Hash, path: [Hash])] = [:]
            try measure("consistency_make") { place in
                consistency[place] = (MerkleTree.emptyRoot, try log.tree.consistency(from: place, to: head.size))
            }
            for size in consistency.keys { consistency[size]?.root = try log.tree.root(size: size) }
            measure("consistency_verify") { place in
                let proof = consistency[place] ?? (MerkleTree.emptyRoot, [])
                let holds = Proof.verifyConsistency(
                    from: place, oldRoot: proof.root, to: head.size, root: head.root, path: proof.path)
                if !holds { failures += 1 }
            }
            guard failures == 0 else { throw LogStoreError.damaged("tree") }
            return cost
        }
    }

    /// The CPU time in nanoseconds of what a rebuild does before it writes: reading, damage check, decoding, fold.
    public static func fold(_ ledger: Ledger) throws(ServiceError) -> UInt64 {
        try atBorder {
            try ledger.reading { log in
                let start = processorTime()
                let fold = try ledger.fold(log, 0..<(try log.head()?.size ?? 0))
                return withExtendedLifetime(fold) { processorTime() - start }
            }
        }
    }

    /// The CPU time of this thread in nanoseconds: other work on a shared machine does not count.
    private static func processorTime() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000_000 + UInt64(clamping: time.tv_nsec)
    }
}
