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

    /// Gives each row to `body`, sorted by key.
    public func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E) {
        try eachInOrder { key, cell throws(E) in
            var row = key.row
            row.reserveCapacity(Self.table.columns.count)
            cell.append(to: &row)
            try body(row)
        }
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

    func append(to row: inout ViewRow) {
        for sum in [
            issued, received, distributedOwn, passedDown, arrived, carriedOut, carriedIn, lapsed, recovered, committed,
            paid,
        ] { row.append(.sum(sum)) }
        row.append(.integer(receipts))
        evidence.append(to: &row)
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

    /// The order of ``parts``.
    func precedes(_ other: LineReference) -> Bool {
        switch (self, other) {
        case (.none, .none), (.line, .none), (.pool, .none), (.pool, .line): false
        case (.none, _), (.line, .pool): true
        case (.line(let left), .line(let right)), (.pool(let left), .pool(let right)): left < right
        }
    }

    /// Numbers that order references as far as they decide.
    var sortWords: (kind: UInt64, head: UInt64, tail: UInt64) {
        switch self {
        case .none: (0, 0, 0)
        case .line(let identity): (1, identity.orderWords.0, identity.orderWords.1)
        case .pool(let identity): (2, identity.orderWords.0, identity.orderWords.1)
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
