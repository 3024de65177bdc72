import CReferenceData
public import LedgerDomain

/// The reference tables that this release ships, as files and as values.
public struct ShippedReference: Sendable {
    /// The division table.
    public let regions: RegionTable
    /// The project taxonomy.
    public let taxonomy: TaxonomyTable
    /// The loan prime rates.
    public let primeRates: PrimeRates
    /// The 160 key counties.
    public let keyCounties: KeyCounties
    /// The provinces.
    public let provinces: Provinces
    /// The budget and transfer codes.
    public let budgetCodes: BudgetCodes
    /// The policy parameters.
    public let policies: PolicyPack

    /// Reads the embedded tables; about 2 ms, most of it for the divisions.
    ///
    /// - Throws: ``ReferenceFault`` if a table of the release is broken, which its tests exclude.
    public init() throws(ReferenceFault) {
        regions = try RegionTable(divisions: Self.bytes(of: .regions), changes: Self.bytes(of: .regionChanges))
        taxonomy = try TaxonomyTable(Self.bytes(of: .taxonomy))
        primeRates = try PrimeRates(Self.bytes(of: .primeRates))
        keyCounties = try KeyCounties(Self.bytes(of: .keyCounties))
        provinces = try Provinces(Self.bytes(of: .provinces))
        budgetCodes = try BudgetCodes(Self.bytes(of: .budgetCodes))
        policies = try PolicyPack(Self.bytes(of: .policyParameters))
    }

    /// A table by its file.
    public enum File: String, CaseIterable, Sendable {
        case regions = "admin_divisions_2026.csv"
        case regionChanges = "admin_division_changes_2019_2026.csv"
        case provinces = "gbt2260_provinces.csv"
        case keyCounties = "key_counties_160.csv"
        case taxonomy = "project_taxonomy.csv"
        case budgetCodes = "budget_codes.csv"
        case primeRates = "lpr_history.csv"
        case policyParameters = "policy_parameters.csv"
    }

    /// The bytes of a table, as they stand in `schemas/codes`.
    public static func bytes(of file: File) -> [UInt8] {
        let table =
            switch file {
            case .regions: reference_regions()
            case .regionChanges: reference_region_changes()
            case .provinces: reference_provinces()
            case .keyCounties: reference_key_counties()
            case .taxonomy: reference_taxonomy()
            case .budgetCodes: reference_budget_codes()
            case .primeRates: reference_prime_rates()
            case .policyParameters: reference_policy_parameters()
            }
        return bytes(of: table)
    }

    /// The notes on formats, `schemas/formats.md`.
    public static var formatNotes: [UInt8] { bytes(of: reference_format_notes()) }
    /// The second verifier, `tools/verify.py`.
    public static var verifier: [UInt8] { bytes(of: reference_verifier()) }

    private static func bytes(of table: reference_table) -> [UInt8] {
        Array(UnsafeBufferPointer(start: table.bytes, count: table.length))
    }
}
