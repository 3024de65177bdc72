import LedgerDomain

/// What is known of a table from its header: its columns by name, and their units.
struct Sheet {
    /// One column.
    struct Column {
        /// As printed.
        let heading: String
        /// The names it goes by, without spaces and unit, the best first.
        let names: [String]
        /// The unit its heading names.
        let unit: MoneyUnit?
        /// Its letters in a workbook, else empty.
        let letters: String
        /// The unit of its amounts: the heading's, else the sheet's, else 元.
        var amountUnit = MoneyUnit.yuan

        var name: String { names.first ?? "" }
    }

    let columns: [Column]
    /// The unit that a line above the header names.
    let unit: MoneyUnit?
    let headerRow: Int
    /// The lower row of a header of two.
    let lastHeaderRow: Int
    let sheetName: String?
    let countsFrom1904: Bool

    /// Where each name stands; of two equal ones the first.
    private let places: [String: Int]

    /// The sheet of a table, by its first rows; `nil` where they are no table.
    init?(_ head: [SheetRow], of table: some TableRows, for layouts: [any RowProfile.Type]) {
        guard let header = HeaderSearch(layouts).find(in: head, isWorkbook: table.isWorkbook) else { return nil }
        sheetName = table.sheetName
        countsFrom1904 = table.countsFrom1904
        headerRow = head[header.index].number
        lastHeaderRow = head[header.index + header.depth - 1].number
        let unit = UnitLine.unit(in: head[..<header.index])
        columns = header.columns.map { column in
            var column = column
            column.amountUnit = column.unit ?? unit ?? .yuan
            return column
        }
        self.unit = unit
        var places: [String: Int] = [:]
        // Later names are poorer guesses, so all first names are placed before them.
        for rank in 0..<(columns.map(\.names.count).max() ?? 0) {
            for (index, column) in columns.enumerated().reversed() where rank < column.names.count {
                let name = column.names[rank]
                if rank == 0 || places[name] == nil { places[name] = index }
            }
        }
        self.places = places
    }

    func heading(_ index: Int) -> String { columns.indices.contains(index) ? columns[index].heading : "" }

    /// How a person finds a column: by its heading, else by its place.
    func place(_ index: Int) -> String { heading(index).isEmpty ? "第\(index + 1)列" : heading(index) }

    /// Whether a column holds amounts, each of which belongs to one row.
    func holdsAmounts(_ index: Int) -> Bool {
        columns[index].unit != nil || columns[index].names.contains { $0.contains("金额") || $0.hasPrefix("amount") }
    }

    func index(of name: String) -> Int? { places[name] }

    func index(ofAny names: [String]) -> Int? { names.lazy.compactMap { places[$0] }.first }

    func has(_ names: String...) -> Bool { names.allSatisfy { index(of: $0) != nil } }
}
