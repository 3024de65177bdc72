public import LedgerDomain

/// How cells of money are stored: codes as text, empty where there is none, and sums as decimal text.
extension MoneyCells {
    /// The table of its rows.
    public static let table = ViewTable(
        "money",
        key: [
            .text("region"), .integer("fiscal_year"), .integer("line_year"), .text("source"), .text("level"),
            .text("task"), .text("class"), .text("nature"), .text("holder_kind"), .text("holder"),
        ],
        MoneyCell.sums.map { .text($0.name) } + [.integer("receipts")] + Evidence.columns)

    /// All rows, sorted by key.
    public var rows: [ViewRow] {
        var rows: [ViewRow] = []
        each { rows.append($0.row + $1.row) }
        return rows.sorted { ViewOrder.precedes($0, $1, keyCount: Self.table.keyCount) }
    }

    /// The state that some rows stand for; a row of another shape is left out.
    public init(rows: [ViewRow]) {
        self.init()
        for row in rows where row.count == Self.table.columns.count {
            guard let key = MoneyCellKey(row: row) else { continue }
            replace(key, MoneyCell(row: row[Self.table.keyCount...]))
        }
    }
}

extension MoneyCellKey {
    var row: ViewRow {
        let (kind, id) = holder.parts
        return [
            .text(region.description), .integer(Int64(fiscalYear)), .integer(Int64(lineYear)),
            .text(source?.rawValue ?? ""), .text(level?.rawValue ?? ""), .text(task?.rawValue ?? ""),
            .text(projectClass?.description ?? ""), .text(nature?.rawValue ?? ""), .text(kind), .text(id),
        ]
    }

    /// Reads the key of a stored row; `nil` where it is not one.
    init?(row: ViewRow) {
        guard let region = RegionCode(row[0].text) else { return nil }
        self.region = region
        fiscalYear = Int32(clamping: row[1].number)
        lineYear = Int32(clamping: row[2].number)
        source = FundSource(rawValue: row[3].text)
        level = FundLevel(rawValue: row[4].text)
        task = TaskDirection(rawValue: row[5].text)
        projectClass = ClassCode(row[6].text)
        nature = ProjectNature(rawValue: row[7].text)
        holder = LineReference(kind: row[8].text, id: row[9].text)
    }
}

extension MoneyCell {
    /// The sums by the name of their column, in the order of the table.
    static var sums: [(name: String, path: WritableKeyPath<MoneyCell, Int128>)] {
        [
            ("issued_fen", \.issued), ("received_fen", \.received), ("distributed_own_fen", \.distributedOwn),
            ("passed_down_fen", \.passedDown), ("arrived_fen", \.arrived), ("carried_out_fen", \.carriedOut),
            ("carried_in_fen", \.carriedIn), ("lapsed_fen", \.lapsed), ("recovered_fen", \.recovered),
            ("committed_fen", \.committed), ("paid_fen", \.paid),
        ]
    }

    var row: ViewRow {
        Self.sums.map { .text(String(self[keyPath: $0.path])) } + [.integer(receipts)] + evidence.row
    }

    init(row: ArraySlice<ViewValue>) {
        self.init()
        var column = row.startIndex
        for sum in Self.sums {
            self[keyPath: sum.path] = Int128(row[column].text) ?? 0
            column += 1
        }
        receipts = row[column].number
        evidence = Evidence(row: row[(column + 1)...])
    }
}

extension LineReference {
    /// `L` or `P` and the identifier, both empty where there is neither.
    var parts: (kind: String, id: String) {
        switch self {
        case .none: ("", "")
        case .line(let identity): ("L", identity.description)
        case .pool(let identity): ("P", identity.description)
        }
    }

    init(kind: String, id: String) {
        switch kind {
        case "L": self = .line(Identity(id))
        case "P": self = .pool(Identity(id))
        default: self = .none
        }
    }
}
