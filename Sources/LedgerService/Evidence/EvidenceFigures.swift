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

    /// One row of a figure, and what makes it up.
    private struct Row {
        let report: ReportName
        let members: [JSONMember]
        let selection: FigureSelection
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
        var rows: [Row] = []
        var ranges: [Range<Int>] = []
        for year in years.sorted() {
            let first = rows.count
            let scope = ReportScope(region: region, year: year, today: today)
            rows += shareRows(fold, scope) + growthRows(fold, scope)
            ranges.append(first..<rows.count)
        }
        try addPositions(to: &rows)
        let sets = zip(years.sorted(), ranges).map { year, range in set(year, rows[range]) }
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
        return IndustryShareReport.figures(
            money: fold.money, attributes: fold.attributes, policies: fold.policies, scope: scope, options: options,
            reference: MoneyReference(
                regions: reference.regions, taxonomy: reference.taxonomy, keyCounties: reference.keyCounties.codes)
        ).map { figure in
            Row(
                report: .industryShare, members: Self.members(IndustryShareReport.columns, figure.values),
                selection: figure.selection())
        }
    }

    private func growthRows(_ fold: LedgerFold, _ scope: ReportScope) -> [Row] {
        MicroloanGrowthReport.figures(
            loans: fold.loans, figures: fold.figures, policies: fold.policies, scope: scope, regions: reference.regions
        ).map { figure in
            Row(
                report: .microloanGrowth,
                members: Self.members(MicroloanGrowthReport.columns(reference.regions), figure.values),
                selection: figure.selection())
        }
    }

    /// The columns of a row as strings, those without a value left out.
    private static func members(_ columns: [ReportColumn], _ values: [ReportValue]) -> [JSONMember] {
        zip(columns, values).compactMap { column, value in
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

    /// Each entry stands behind a row once for each amount that it moves in the row's cells.
    private func addPositions(to rows: inout [Row]) throws {
        // One cell is behind the rows of several bases, measures and classes.
        var behind: [MoneyCellKey: [Int]] = [:]
        for (index, row) in rows.enumerated() {
            for cell in row.selection.money.keys { behind[cell, default: []].append(index) }
        }
        let growth = rows.indices.filter { rows[$0].report == .microloanGrowth }
        try entries { entry in
            guard let seq = entry.seq else { return }
            let position = JSONValue.string(String(seq))
            Movement.each(of: entry) { movement in
                for index in behind[MoneyCellKey(movement)] ?? [] where movement.isOfMoney {
                    rows[index].positions.append(position)
                }
                for index in growth where rows[index].selection.amounts(of: movement, entry) != nil {
                    rows[index].positions.append(position)
                }
            }
        }
    }

    private func set(_ year: Int, _ rows: ArraySlice<Row>) -> JSONValue {
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
