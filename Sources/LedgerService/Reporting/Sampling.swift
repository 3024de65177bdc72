public import LedgerAudit
public import LedgerDomain
import LedgerReference
import MerkleLog

/// What a sample is asked for.
public struct SampleRequest: Sendable {
    /// How it is drawn.
    public var method: SampleMethod
    /// How many entries, of monetary-unit samples how many hits.
    public var count: Int
    /// The seed; the same draws the same sample again.
    public var seed: UInt64
    /// What strata are made of.
    public var strata = SampleStrata.amount
    /// Which entries may be drawn.
    public var scope = SamplingFrame.Scope()
    /// What was known; everything where it is not limited.
    public var knownAt: KnownAt?

    /// A request for a sample of all entries.
    public init(_ method: SampleMethod, count: Int, seed: UInt64) {
        (self.method, self.count, self.seed) = (method, count, seed)
    }
}

/// A sample with its entries and with what proves it.
public struct MadeSample: Sendable {
    /// What was asked for.
    public let request: SampleRequest
    /// What it was drawn from.
    public let population: SamplingPopulation
    /// What was drawn.
    public let sample: AuditSample
    /// The entries drawn, in the order of ``AuditSample/drawn``.
    public let entries: [Entry]
    /// The log's identity.
    public let origin: String
    /// How many entries are known.
    public let size: UInt64
    /// The root over them, in base64; `nil` where no signed head stands at that size.
    public let root: String?
    /// The names of the places of the entries drawn.
    public let places: [RegionCode: String]
    /// The digest of the rule set.
    public let rules: String
}

extension Ledger {
    /// The name of a place; its code where the tables do not have it.
    public func placeName(_ code: RegionCode) -> String { reference.regions.name(of: code) ?? code.description }

    /// Draws a sample of entries (审计抽样). The same request on the same entries draws the same; with ``SampleRequest/knownAt``
    /// also after the log has grown.
    ///
    /// - Complexity: one reading of the log, and memory of about 24 bytes for each entry that may be drawn.
    public func sample(_ request: SampleRequest) throws(ServiceError) -> MadeSample {
        try atBorder {
            if let region = request.scope.region, reference.regions.name(of: region) == nil {
                throw ServiceError.usage(Label("区划代码 \(region) 不存在", "there is no division \(region)"))
            }
            return try reading { log in
                let size = try cutOff(request.knownAt, log, try log.head()?.size ?? 0)
                let regions = reference.regions
                var frame = SamplingFrame(request.scope) { regions.contains($0, $1) }
                var entry = Entry()
                try log.read(0..<size) { _, bytes in
                    do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                    frame.apply(entry)
                    return true
                }
                let population = frame.population
                let sample = AuditSample(
                    of: population.items, request.method, count: request.count, seed: request.seed,
                    strata: request.strata)
                let entries = try sample.drawn.compactMap { drawn in
                    try log.entry(at: drawn.item.seq).flatMap { try? Entry($0) }
                }
                let codes = Set(sample.drawn.map(\.item.region))
                return MadeSample(
                    request: request, population: population, sample: sample, entries: entries, origin: genesis.origin,
                    size: size, root: try log.root(at: size)?.base64,
                    places: Dictionary(
                        codes.map { ($0, regions.name(of: $0) ?? $0.description) }, uniquingKeysWith: { $1 }),
                    rules: Digests.rules.hex)
            }
        }
    }
}
