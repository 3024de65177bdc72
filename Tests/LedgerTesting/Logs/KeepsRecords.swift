public import MerkleLog
public import Testing

/// Opens the log of one place, as often as it is called.
public typealias LogOpener = (LogWriter) throws -> any LogStore

/// Holds a store against what every store promises (``LogStore``): order, all or none, records, heads, tiles, facts,
/// signatures and stamps, trials, and that all of it is there when the log is opened again.
///
/// ```swift
/// @Test func keepsRecords() { expectKeepsRecords { try TemporaryLog().open } }
/// ```
///
/// - Parameter place: makes an empty log at a fresh place and gives what opens it. It is called for each promise.
public func expectKeepsRecords(
    sourceLocation: SourceLocation = #_sourceLocation, _ place: () throws -> LogOpener
) {
    for broken in brokenPromises(place) {
        Issue.record("\(broken.promise): \(broken.what)", sourceLocation: sourceLocation)
    }
}

/// What a store does otherwise than every store promises.
///
/// - Parameter place: as for ``expectKeepsRecords(sourceLocation:_:)``.
public func brokenPromises(_ place: () throws -> LogOpener) -> [(promise: String, what: String)] {
    StorePromises.all.flatMap { promise in
        let broken = StorePromises.Broken()
        do { try promise.check(StorePromises(open: try place(), broken: broken)) } catch {
            broken.all.append("throws \(error)")
        }
        return broken.all.map { (promise.name, $0) }
    }
}

/// The promises of a store, each tried on a place of its own.
struct StorePromises {
    /// Where failures are gathered.
    final class Broken {
        var all: [String] = []
    }

    let open: LogOpener
    let broken: Broken

    static let all: [(name: String, check: @Sendable (StorePromises) throws -> Void)] = [
        ("records come back as they were, in order", { try $0.records() }),
        ("an append sees its own records", { try $0.recordsWithinAnAppend() }),
        ("a refused append leaves everything as it was", { try $0.allOrNone() }),
        ("a record that is too long is refused", { try $0.tooLong() }),
        ("heads are the tree's, and signed", { try $0.heads() }),
        ("time never goes back", { try $0.time() }),
        ("nothing is signed that does not go on from what was signed", { try $0.signing() }),
        ("leaves and tiles are the tree's", { try $0.tiles() }),
        ("facts are set, replaced and removed within the append", { try $0.facts() }),
        ("facts are exchanged as a whole", { try $0.exchangedFacts() }),
        ("signatures and stamps are kept", { try $0.outsideSignatures() }),
        ("a trial leaves nothing", { try $0.trial() }),
        ("a reader sees what is committed", { try $0.reader() }),
        ("a log opened again holds the same", { try $0.reopening() }),
    ]

    static let origin = "example.org/log"
    static let now: Int64 = 1_700_000_000

    static func key(_ seed: UInt8 = 7) throws -> NoteSignerKey {
        try NoteSignerKey(name: origin, seed: [UInt8](repeating: seed, count: 32))
    }

    /// Opens the log to append to it.
    func log(
        now: Int64 = now, key seed: UInt8 = 7, memory: (any HeadMemory)? = nil
    ) throws -> any LogStore {
        try open(LogWriter(origin: Self.origin, key: try Self.key(seed), memory: memory) { now })
    }

    func expect(_ condition: Bool, _ what: @autoclosure () -> String) {
        if !condition { broken.all.append(what()) }
    }

    func expectEqual<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: @autoclosure () -> String) {
        if found != wanted { broken.all.append("\(what()) is \(found), not \(wanted)") }
    }

    func expectThrows(_ wanted: LogStoreError, _ body: () throws -> Void) {
        do {
            try body()
            expect(false, "\(wanted) is not thrown")
        } catch { expectEqual(error as? LogStoreError, wanted, "the error") }
    }

    static func record(_ index: Int) -> [UInt8] { Array(#"{"seq":"\#(index)","type":"x"}"#.utf8) }

    static func records(_ range: Range<Int>) -> [[UInt8]] { range.map(record) }
}

/// Everything that a store holds, to show that it is the same or became what it should.
struct StoreContent: Equatable {
    var records: [[UInt8]] = []
    var leaves: [Hash] = []
    var heads: [StoredHead] = []
    var facts: [String] = []
    var factVersion: String?
    var cosignatures: [StoredCosignature] = []
    var stamps: [StoredStamp] = []

    init(_ log: any LogStore) throws {
        try log.read(0..<UInt64.max) { _, bytes in
            records.append(Array(bytes))
            return true
        }
        leaves = try log.storedLeaves(0..<UInt64(records.count))
        heads = try log.heads(after: 0, through: .max)
        try log.forEachFact { key, seq, state in facts.append("\(key) \(seq) \(Array(state))") }
        factVersion = try log.factVersion()
        cosignatures = try log.cosignatures()
        stamps = try log.stamps()
    }
}

/// What a machine remembers, in memory.
public final class RememberedHead: HeadMemory, @unchecked Sendable {
    private var kept: (size: UInt64, root: Hash)?

    /// Nothing, or a head.
    public init(_ kept: (size: UInt64, root: Hash)? = nil) { self.kept = kept }

    public func last() throws(LogStoreError) -> (size: UInt64, root: Hash)? { kept }

    public func keep(size: UInt64, root: Hash) throws(LogStoreError) { kept = (size, root) }
}
