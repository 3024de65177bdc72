import LedgerDomain

/// A code that stands in keys: stored as its text, sorted by the bytes of it, and one byte while it waits.
protocol StoredCode: ColumnValue, OptionalColumnValue, RawRepresentable<String>, CaseIterable {
    /// Its list, made once.
    static var list: CodeList<Self> { get }
}

extension StoredCode {
    static var isInteger: Bool { false }
    var stored: ViewValue { .text(rawValue) }
    init?(stored: ViewValue) { self.init(rawValue: stored.text) }
    func append(to row: inout ViewRowBytes) { row.append(text: rawValue) }
    func pack(into bytes: inout PackedBytes) { Self.pack(self, into: &bytes) }
    static func unpack(_ reader: inout PackedReader) -> Self? { unpackOptional(&reader) }

    var storedText: String { rawValue }
    init?(storedText: String) { self.init(rawValue: storedText) }

    static func pack(_ value: Self?, into bytes: inout PackedBytes) {
        bytes.append(UInt8(truncatingIfNeeded: discriminator(of: value)))
    }

    static func unpackOptional(_ reader: inout PackedReader) -> Self? { list.code(reader.next()) }
}

extension FundSource: StoredCode { static let list = CodeList<FundSource>() }
extension FundLevel: StoredCode { static let list = CodeList<FundLevel>() }
extension TaskDirection: StoredCode { static let list = CodeList<TaskDirection>() }
extension ProjectNature: StoredCode { static let list = CodeList<ProjectNature>() }
extension LoanProgramme: StoredCode { static let list = CodeList<LoanProgramme>() }
extension LoanDays.Quantity: StoredCode { static let list = CodeList<LoanDays.Quantity>() }
extension Subsidies.Kind: StoredCode { static let list = CodeList<Subsidies.Kind>() }
extension LineAttribute: StoredCode { static let list = CodeList<LineAttribute>() }
extension HolderKind: StoredCode { static let list = CodeList<HolderKind>() }

/// The codes of a list, by their numbers within the process, and in the order of their bytes, in which rows are stored.
struct CodeList<Code: CaseIterable & RawRepresentable<String> & Sendable>: Sendable {
    /// By discriminator of the optional code.
    private let codes: [Code?]
    private let ranks: [UInt8]

    init() {
        var codes = [Code?](repeating: nil, count: 256)
        var ranks = [UInt8](repeating: 0, count: 256)
        let inOrder = Code.allCases.sorted { Identity($0.rawValue) < Identity($1.rawValue) }
        for (rank, code) in inOrder.enumerated() {
            let number = Int(discriminator(of: Optional(code)))
            codes[number] = code
            ranks[number] = UInt8(rank + 1)
        }
        self.codes = codes
        self.ranks = ranks
    }

    /// The code of a number that ``discriminator(of:)`` gave.
    func code(_ number: UInt8) -> Code? { codes[Int(number)] }

    /// Where a code stands in the order, from 1; 0 for none.
    func rank(of code: Code?) -> UInt64 { UInt64(ranks[Int(discriminator(of: code))]) }
}

/// A small number for each value of an enumeration without payloads, optional or not, for packed keys. It means
/// nothing outside the running process.
@inline(__always)
func discriminator<Code>(of value: Code) -> UInt64 {
    // Such an enumeration is one byte.
    withUnsafeBytes(of: value) { UInt64($0[0]) }
}
