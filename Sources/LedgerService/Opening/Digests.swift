import LedgerDomain
import LedgerReference
import LedgerRules
import MerkleLog

/// The digests by which a ledger's first entry fixes what it was opened with.
enum Digests {
    /// The table of divisions, then the table of changes.
    static let regions = MerkleTree.sha256(
        ShippedReference.bytes(of: .regions) + ShippedReference.bytes(of: .regionChanges))

    /// The project taxonomy.
    static let taxonomy = MerkleTree.sha256(ShippedReference.bytes(of: .taxonomy))

    /// The budget codes.
    static let accounts = MerkleTree.sha256(ShippedReference.bytes(of: .budgetCodes))

    /// The rules: identifier, outcome and definition, a line each.
    static let rules = MerkleTree.sha256(Array(rulesText.utf8))

    /// The text that the digest of the rules is of.
    static var rulesText: String {
        RuleCatalogue.rules.map { "\($0.id) \($0.outcome.rawValue) \($0.definition.english)\n" }.joined()
    }

    /// The schemas of all event types in the order of the catalogue.
    static let schemas = MerkleTree.sha256(
        Array(EventType.catalogue.map { JSONSchema.text(of: $0) }.joined().utf8))
}
