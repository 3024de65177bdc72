import LedgerDomain
import LedgerReference
import MerkleLog

/// The policy parameters and prime rates of a release as the events that `init` records.
enum PolicyDrafts {
    static func drafts(region: RegionCode, on today: Day) -> [Draft] {
        let pack = (try? PolicyPack(ShippedReference.bytes(of: .policyParameters)))?.rows ?? []
        let rates = (try? PrimeRates(ShippedReference.bytes(of: .primeRates)))?.announcements ?? []
        return pack.enumerated().map { parameter($1, row: $0 + 2, region, today) }
            + rates.enumerated().flatMap { rate($1, row: $0 + 2, region, today) }
    }

    /// The same release gives the same identifiers, so that an export of one ledger repeats in another.
    private static func id(_ table: ShippedReference.File, _ row: Int, _ part: Int) -> String {
        let digest = MerkleTree.sha256(ShippedReference.bytes(of: table)).hex
        return UUIDText.text(
            of: MerkleTree.sha256(Array("linkedfund/policy/1\n\(digest)\n\(row)\n\(part)".utf8)).bytes, version: 8)
    }

    private static func parameter(_ row: [String: String], row number: Int, _ region: RegionCode, _ today: Day) -> Draft
    {
        func cell(_ name: String) -> String? { row[name].flatMap { $0.isEmpty ? nil : $0 } }
        var body: [JSONMember] = []
        for (key, name) in [
            ("parameter", "parameter"), ("value", "value"), ("unit", "unit"), ("level", "level"),
            ("place", "region_code6"),
            ("valid_from", "valid_from"), ("valid_to", "valid_to"), ("applies_by", "applies_by"), ("status", "status"),
            ("comparator", "comparator"), ("basis", "basis"), ("measure", "measure"), ("applies_to", "applies_to"),
            ("target_year", "fiscal_year"),
        ] {
            if let text = cell(name) { body.append(JSONMember(key, text)) }
        }
        if let floor = cell("prior_year_floor") { body.append(JSONMember("prior_year_floor", .bool(floor == "yes"))) }
        body.append(JSONMember("source_doc", cell("source") ?? "release default"))
        return draft(id(.policyParameters, number, 0), body, region, today)
    }

    private static func rate(_ rate: PrimeRate, row: Int, _ region: RegionCode, _ today: Day) -> [Draft] {
        [("lpr.1y", rate.oneYearPPM), ("lpr.5y_plus", rate.fiveYearsPPM)].enumerated().map { part, named in
            let body = [
                JSONMember("parameter", named.0), JSONMember("value", String(named.1)),
                JSONMember("unit", PolicyUnit.partsPerMillion.rawValue),
                JSONMember("level", PolicyLevel.national.rawValue),
                JSONMember("valid_from", rate.publishedOn.description),
                JSONMember("applies_by", PolicyDate.signedOn.rawValue), JSONMember("status", "public"),
                JSONMember("source_doc", "LPR \(rate.publishedOn)"),
            ]
            return draft(id(.primeRates, row, part), body, region, today)
        }
    }

    private static func draft(_ id: String, _ body: [JSONMember], _ region: RegionCode, _ today: Day) -> Draft {
        Draft(
            id: id, type: EventKind.policyParameterSet.type.name, effectiveOn: today.description,
            region: region.description, fiscalYear: String(today.year), body: .object(body))
    }
}
