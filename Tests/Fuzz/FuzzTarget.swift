import LedgerTesting

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
    func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]?
}

extension FuzzTarget {
    static var maximumLength: Int { 4_096 }
    static var dictionary: [String] { [] }
    static var findsLeaks: Bool { false }

    func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8]? { nil }
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
