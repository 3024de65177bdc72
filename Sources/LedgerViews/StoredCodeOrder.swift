import LedgerDomain

/// The places of a list's codes in the order of their bytes, in which rows are stored.
struct StoredCodeOrder: Sendable {
    static let source = StoredCodeOrder(FundSource.self)
    static let level = StoredCodeOrder(FundLevel.self)
    static let task = StoredCodeOrder(TaskDirection.self)
    static let nature = StoredCodeOrder(ProjectNature.self)
    static let programme = StoredCodeOrder(LoanProgramme.self)
    static let loanQuantity = StoredCodeOrder(LoanDays.Quantity.self)
    static let lineAttribute = StoredCodeOrder(LineAttribute.self)

    /// By discriminator.
    private let ranks: [UInt8]

    private init<Code: CaseIterable & RawRepresentable<String>>(_ type: Code.Type) {
        var ranks = [UInt8](repeating: 0, count: 256)
        let inOrder = type.allCases.sorted { Identity($0.rawValue) < Identity($1.rawValue) }
        for (rank, code) in inOrder.enumerated() { ranks[Int(discriminator(of: code))] = UInt8(rank + 1) }
        self.ranks = ranks
    }

    /// The place of a code, from 1; 0 for none.
    func rank<Code>(of code: Code?) -> UInt64 { code.map { UInt64(ranks[Int(discriminator(of: $0))]) } ?? 0 }
}

/// A small number for each value of an enumeration without payloads, optional or not, for packed keys. It means
/// nothing outside the running process.
@inline(__always)
func discriminator<Code>(of value: Code) -> UInt64 {
    // Such an enumeration is one byte.
    withUnsafeBytes(of: value) { UInt64($0[0]) }
}
