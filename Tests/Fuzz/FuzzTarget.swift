/// A reader of bytes from outside that libFuzzer tries to break.
///
/// To add one: a file in `Targets` with a type of this protocol, and its line in ``FuzzTargets/all``. `tools/fuzz`
/// finds it there.
protocol FuzzTarget: SendableMetatype {
    /// The name on the command line and of the corpus.
    static var name: String { get }
    /// Longer inputs are not tried: they cost time and show nothing that shorter ones do not.
    static var maximumLength: Int { get }
    /// Words that chance would not find: the names, codes and marks of the format.
    static var dictionary: [String] { get }

    /// Whether memory that nothing points to is a finding: where C allocates.
    static var findsLeaks: Bool { get }

    /// Makes what the runs share.
    init() throws

    /// Inputs to start from: real ones, made by the product or published.
    func seeds() throws -> [[UInt8]]

    /// Reads an input. A trap is a finding, and so is a claim that does not hold (``expect(_:_:)``).
    mutating func run(_ bytes: [UInt8])

    /// Another input of the same shape; `nil` leaves it to libFuzzer, which changes bytes without knowing the format.
    func mutation(of bytes: [UInt8], _ random: inout FuzzRandom) -> [UInt8]?
}

extension FuzzTarget {
    static var maximumLength: Int { 4_096 }
    static var dictionary: [String] { [] }
    static var findsLeaks: Bool { false }

    func mutation(of bytes: [UInt8], _ random: inout FuzzRandom) -> [UInt8]? { nil }
}

/// All targets, in the order in which they are run.
enum FuzzTargets {
    static let all: [any FuzzTarget.Type] = [
        CanonicalEntryTarget.self, DraftTarget.self, EntryFoldTarget.self, ReportTarget.self,
        SignedNoteTarget.self, NoteKeysTarget.self, CheckpointTarget.self, InclusionProofTarget.self,
        ConsistencyProofTarget.self,
        TileTarget.self, TrustPolicyTarget.self, TimeStampTarget.self,
        CSVTarget.self, SourceTextTarget.self, WorkbookTarget.self, SheetTarget.self,
    ]
}

/// Ends the run where a claim does not hold; libFuzzer then keeps the input.
func expect(_ holds: Bool, _ claim: @autoclosure () -> String) {
    if !holds { fatalError(claim()) }
}

/// SplitMix64: what libFuzzer chose once it can choose again from the same seed.
struct FuzzRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A number below a bound of at least 1.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
