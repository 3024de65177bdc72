import LedgerDomain

/// Where the header of a table is, and what its columns are called.
struct SheetHeader {
    /// Its first row among the rows of the table.
    var index: Int
    /// One row, or two where a heading stands above several narrower ones.
    var depth: Int
    var columns: [Sheet.Column]
    /// Whether it has all columns of one layout.
    var isComplete = false
}

/// Finds the header below titles and unit lines, by the names of columns.
struct HeaderSearch {
    /// A header further down than this is not looked for (people's forms have at most some title lines).
    static let rows = 20

    private let layouts: [[[String]]]
    private let known: Set<String>

    init(_ layouts: [any RowProfile.Type]) {
        self.layouts = layouts.map { $0.columns }
        var names = Set(layouts.flatMap { $0.columns.flatMap { $0 } })
        for kind in layouts.flatMap({ $0.kinds }) {
            for field in kind.type.fields { names.formUnion(FieldColumnRows.names(of: field.field)) }
        }
        names.formUnion(Self.common)
        known = names
    }

    /// Headings that sheets of any kind have.
    private static let common = [
        "序号", "编号", "备注", "区划代码", "地区代码", "地区", "县区", "年度", "预算年度", "文号", "指标文号", "状态", "来源", "日期",
        "note", "source", "status", "document_no", "fiscal_year", "region_code6", "region",
    ]

    /// The header among the first rows of a table; the first of them where nothing looks like one, `nil` of none.
    func find(in rows: [SheetRow], isWorkbook: Bool) -> SheetHeader? {
        var best: (header: SheetHeader, score: Int)?
        for index in rows.indices.prefix(Self.rows) {
            for depth in Self.isContinued(at: index, in: rows) ? [2, 1] : [1] {
                var header = SheetHeader(
                    index: index, depth: depth, columns: Self.columns(at: index, depth, in: rows, isWorkbook))
                let names = Set(header.columns.flatMap(\.names))
                header.isComplete = layouts.contains { $0.allSatisfy { group in !names.isDisjoint(with: group) } }
                if header.isComplete { return header }
                let score = header.columns.count { !known.isDisjoint(with: $0.names) }
                if score > best?.score ?? -1 { best = (header, score) }
            }
        }
        return best?.header
    }

    /// Whether the row below goes on with the header: it fills gaps only, and holds no figures.
    private static func isContinued(at index: Int, in rows: [SheetRow]) -> Bool {
        guard index + 1 < rows.count else { return false }
        let (upper, lower) = (rows[index], rows[index + 1])
        var below = 0
        var spanned = 0
        for column in 0..<max(upper.cells.count, lower.cells.count) {
            let (top, bottom) = (CellText.trimmed(upper.text(column)), CellText.trimmed(lower.text(column)))
            if bottom.isEmpty {
                spanned += top.isEmpty ? 0 : 1
                continue
            }
            if lower.kind(column) != .text || bottom.utf8.allSatisfy({ $0 < 0x3A }) { return false }
            let startsGroup = CellText.trimmed(upper.text(column + 1)).isEmpty && column + 1 < lower.cells.count
            let isUnit = MoneyUnit(named: unit(bottom)) != nil
            guard top.isEmpty || startsGroup || isUnit else { return false }
            below += 1
        }
        return below > 0 && spanned > 0
    }

    /// A cell that is nothing but a unit, without its parentheses.
    private static func unit(_ text: String) -> String {
        String(CellText.plain(text).filter { $0 != "(" && $0 != ")" && !$0.isWhitespace })
    }

    private static func columns(
        at index: Int, _ depth: Int, in rows: [SheetRow], _ isWorkbook: Bool
    ) -> [Sheet.Column] {
        func letters(_ column: Int) -> String { isWorkbook ? ColumnLetters.of(column) : "" }
        let upper = rows[index]
        guard depth == 2 else {
            return upper.cells.indices.map { column in
                let (name, unit) = CellText.heading(upper.cells[column])
                return Sheet.Column(
                    heading: CellText.joinedLines(CellText.trimmed(upper.cells[column])), names: [name], unit: unit,
                    letters: letters(column))
            }
        }
        let lower = rows[index + 1]
        var group = ""
        return (0..<max(upper.cells.count, lower.cells.count)).map { column in
            let own = CellText.joinedLines(CellText.trimmed(upper.text(column)))
            let bottom = CellText.joinedLines(CellText.trimmed(lower.text(column)))
            if !own.isEmpty { group = own }
            // A narrow heading without one above it belongs to the wide one on its left.
            let top = own.isEmpty && !bottom.isEmpty ? group : own
            return joined(top, bottom, letters: letters(column))
        }
    }

    private static func joined(_ top: String, _ bottom: String, letters: String) -> Sheet.Column {
        let (topName, topUnit) = CellText.heading(top)
        let (bottomName, bottomUnit) = CellText.heading(bottom)
        let alone = MoneyUnit(named: unit(bottom))
        var names: [String] = []
        if !bottomName.isEmpty, alone == nil { names = [bottomName, topName + bottomName] }
        // A sum of its parts is what the wide heading means; so is a heading with nothing or a unit below it.
        if names.isEmpty || ["合计", "小计", "总额", "计"].contains(bottomName) { names.append(topName) }
        return Sheet.Column(
            heading: [top, bottom].filter { !$0.isEmpty }.joined(separator: " "), names: names,
            unit: alone ?? bottomUnit ?? topUnit, letters: letters)
    }
}

/// A line such as 单位：万元 above a header, which holds for all amounts without a unit of their own.
enum UnitLine {
    static func unit(in rows: ArraySlice<SheetRow>) -> MoneyUnit? {
        for row in rows {
            for cell in row.cells {
                if let unit = unit(in: cell) { return unit }
            }
        }
        return nil
    }

    /// `编制单位：某局　金额单位：万元`: what follows each 单位 is looked at.
    static func unit(in cell: String) -> MoneyUnit? {
        let text = CellText.plain(cell)
        for part in text.split(separator: "单位", omittingEmptySubsequences: false).dropFirst() {
            var rest = part.drop { $0 == ":" || $0 == "为" || $0.isWhitespace }
            if rest.hasPrefix("人民币") { rest = rest.dropFirst(3) }
            let words = rest.prefix { !")）】]".contains($0) }.split { "、，,;； ".contains($0) }
            for word in words {
                if let unit = MoneyUnit(named: word) { return unit }
            }
        }
        return nil
    }
}
