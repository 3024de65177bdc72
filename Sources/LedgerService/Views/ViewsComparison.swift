import LedgerDomain
import LedgerLog
import LedgerViews

/// Stored views against a fold.
enum ViewsComparison {
    /// A cell that differs.
    typealias Cell = (view: String, key: String, expected: String, actual: String)

    /// How many cells are named.
    static let limit = 100

    /// The first hundred cells that differ, in the order of views and keys.
    static func cells(_ file: ViewsFile, _ expected: LedgerFold) throws -> [Cell] {
        var cells: [Cell] = []
        for view in StoredView.allCases where cells.count < limit { try add(file, view, expected, to: &cells) }
        return cells
    }

    /// Adds the cells of a view, or of some places of it, that differ.
    static func add(
        _ file: ViewsFile, _ view: StoredView, _ expected: LedgerFold,
        in places: (first: RegionCode, last: RegionCode)? = nil, to cells: inout [Cell]
    ) throws {
        // Rows are nearly always equal, and comparing their bytes keeps none of them.
        let count = try file.comparing(view.table, isOfPlaces: places != nil) { comparison in
            try comparison.count(of: places) { next in try expected.eachPackedRow(of: view, next) }
        }
        if count != nil { return }
        var wanted: [ViewRow: ViewRow] = [:]
        var found: [ViewRow: ViewRow] = [:]
        expected.eachRow(of: view) { wanted[Array($0.prefix(view.table.keyCount))] = $0 }
        try file.forEachRow(of: view.table, in: places) { found[Array($0.prefix(view.table.keyCount))] = $0 }
        let keys = Set(wanted.keys).union(found.keys).filter { wanted[$0] != found[$0] }
        for key in keys.sorted(by: { text($0) < text($1) }).prefix(limit - cells.count) {
            cells.append((view.name, text(key), wanted[key].map(text) ?? "-", found[key].map(text) ?? "-"))
        }
    }

    /// Adds stored rows that belong to none of the groups of places.
    static func addStrays(_ file: ViewsFile, _ view: StoredView, besides groups: Set<Int>, to cells: inout [Cell])
        throws
    {
        try file.forEachRow(of: view.table) { row in
            guard cells.count < limit, case .text(let place) = row[0] else { return }
            if let region = RegionCode(place), groups.contains(LedgerFold.group(of: region)) { return }
            cells.append((view.name, text(Array(row.prefix(view.table.keyCount))), "-", text(row)))
        }
    }

    private static func text(_ values: ViewRow) -> String {
        let parts = values.map { value in
            switch value {
            case .integer(let number): String(number)
            case .text(let text): text.isEmpty ? "·" : text
            }
        }
        return String(parts.joined(separator: " ").prefix(400))
    }
}
