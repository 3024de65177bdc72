/// The codes of one list, prepared to be recognised in an entry's bytes.
public struct CodeTable<Code: LedgerCode>: Sendable {
    private let codes: [(name: NameCode, code: Code)]

    /// The table of all codes.
    public init() {
        codes = Code.allCases.map { (NameCode($0.rawValue), $0) }
    }

    func code(_ name: NameCode) -> Code? {
        for entry in codes where entry.name == name { return entry.code }
        return nil
    }
}
