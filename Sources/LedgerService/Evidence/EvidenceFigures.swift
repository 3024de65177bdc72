import LedgerDomain
import LedgerReference
import LedgerViews

/// The two figures of an evidence bundle with the positions behind every row (`figures.json`).
///
/// A pure function of the disclosed entries: whoever has the entries makes the same bytes.
struct EvidenceFigures {
    let reference: ShippedReference
    let region: RegionCode
    /// The years; where none are given, those in which money was received or loans were made.
    let year: Int?
    /// Gives the disclosed entries in order, each time it is called.
    let entries: ((Entry) throws -> Void) throws -> Void

    /// One row of a figure, and which movements are behind it.
    private struct Row {
        var report: ReportName
        var members: [JSONMember]
        var scope: WhyScope
        var positions: [JSONValue] = []
    }

    /// The bytes of the file.
    func text() throws -> [UInt8] {
        var fold = LedgerFold()
        var years: Set<Int> = year.map { [$0] } ?? []
        var today = Day.first(of: 2000)
        try entries { entry in
            fold.apply(entry)
            today = entry.recordedAt?.day ?? today
            guard year == nil else { return }
            Movement.each(of: entry) { movement in
                if let found = Self.year(of: movement, entry), reference.regions.contains(region, movement.region) {
                    years.insert(found)
                }
            }
        }
        var rows: [Int: [Row]] = [:]
        for year in years {
            let scope = ReportScope(region: region, year: year, today: today)
            rows[year] = shareRows(fold, scope) + growthRows(fold, scope)
        }
        try addPositions(to: &rows)
        let sets = years.sorted().map { year in set(year, rows[year] ?? []) }
        return CanonicalJSON.encode(.object([JSONMember("sets", .array(sets)), JSONMember("v", "1")])) + [0x0A]
    }

    private static func year(of movement: Movement, _ entry: Entry) -> Int? {
        switch movement.quantity {
        case .received, .arrived: movement.money.source == .linked ? movement.money.lineYear : nil
        case .loanDisbursed: entry.countsOn?.year
        default: nil
        }
    }

    // MARK: Rows

    private func shareRows(_ fold: LedgerFold, _ scope: ReportScope) -> [Row] {
        var options = ShareOptions()
        options.by = .total
        let report = IndustryShareReport.make(
            money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: scope, options: options,
            reference: MoneyReference(
                regions: reference.regions, taxonomy: reference.taxonomy, keyCounties: reference.keyCounties.codes))
        return report.rows.map { values in
            let members = Self.members(report, values)
            func code(_ name: String) -> String { members.first { $0.name == name }?.value.text ?? "" }
            return Row(
                report: .industryShare, members: members,
                scope: whyScope(
                    scope.year, ShareBasis(rawValue: code("basis")), ShareMeasure(rawValue: code("measure")),
                    ShareClasses(rawValue: code("classes"))))
        }
    }

    private func growthRows(_ fold: LedgerFold, _ scope: ReportScope) -> [Row] {
        let report = MicroloanGrowthReport.make(
            loans: fold.loans, figures: fold.figures, policies: fold.policies, scope: scope, regions: reference.regions)
        return report.rows.map { values in
            let members = Self.members(report, values)
            let caliber = members.first { $0.name == "caliber" }?.value.text
            return Row(
                report: .microloanGrowth, members: members, scope: whyScope(scope.year, nil, nil, nil, caliber: caliber)
            )
        }
    }

    private func whyScope(
        _ year: Int, _ basis: ShareBasis?, _ measure: ShareMeasure?, _ classes: ShareClasses?, caliber: String? = nil
    ) -> WhyScope {
        WhyScope(
            region: region, year: year, basis: basis ?? .central, measure: measure ?? .arranged,
            classes: classes ?? .all, caliber: caliber, reference: reference.taxonomy)
    }

    /// The columns of a row as strings, those without a value left out.
    private static func members(_ report: Report, _ values: [ReportValue]) -> [JSONMember] {
        zip(report.columns, values).compactMap { column, value in
            let text: String? =
                switch value {
                case .fen(let amount): String(amount)
                case .basisPoints(let number), .integer(let number): String(number)
                case .progress(let permille): permille.map { String($0) }
                case .text(let text), .code(let text, _): text
                case .list(let codes): codes.joined(separator: ",")
                case .day(let day): day.description
                case .missing: nil
                }
            return text.flatMap { $0.isEmpty ? nil : JSONMember(column.key, $0) }
        }
    }

    private func addPositions(to rows: inout [Int: [Row]]) throws {
        try entries { entry in
            guard let seq = entry.seq else { return }
            var listed: Set<[Int]> = []
            Movement.each(of: entry) { movement in
                guard reference.regions.contains(region, movement.region) else { return }
                for (year, own) in rows {
                    for (index, row) in own.enumerated() where !listed.contains([year, index]) {
                        if row.scope.part(of: movement, entry, row.report) != nil { listed.insert([year, index]) }
                    }
                }
            }
            for place in listed { rows[place[0]]?[place[1]].positions.append(.string(String(seq))) }
        }
    }

    private func set(_ year: Int, _ rows: [Row]) -> JSONValue {
        func list(_ report: ReportName) -> JSONValue {
            .array(
                rows.filter { $0.report == report }.map { row in
                    .object(row.members + [JSONMember("positions", .array(row.positions))])
                })
        }
        return .object([
            JSONMember("industry_share", list(.industryShare)), JSONMember("microloan_growth", list(.microloanGrowth)),
            JSONMember("region", region.description), JSONMember("year", String(year)),
        ])
    }
}
