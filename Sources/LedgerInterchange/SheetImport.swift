import LedgerDomain

/// Runs a profile over a sheet.
struct SheetImport {
    let sheet: Sheet
    let context: ImportContext

    init(_ sheet: Sheet, _ context: ImportContext) {
        self.sheet = sheet
        self.context = context
    }

    func run(_ type: any RowProfile.Type) -> ImportResult {
        var result = ImportResult(faults: sheet.faults)
        result.variant = type.variant
        result.sheet = sheet.sheetName
        result.headerRow = sheet.headerRow
        result.warnings = sheet.notes
        for column in sheet.columns where !column.letters.isEmpty {
            for name in [column.heading] + column.names where result.letters[name] == nil {
                result.letters[name] = column.letters
            }
        }
        let missing = type.columns.filter { sheet.index(ofAny: $0) == nil }
        guard missing.isEmpty else {
            result.faults += missing.map(missingColumn)
            return result
        }
        read(type, &result)
        if result.rows == 0, result.faults.isEmpty {
            result.faults.append(
                RowFault(
                    row: sheet.headerRow, column: "",
                    fault: Fault(.missing, path: "", expected: Label("至少一行数据", "at least one row of data"))))
        }
        checkTotals(type, &result)
        return result
    }

    private func missingColumn(_ names: [String]) -> RowFault {
        RowFault(
            row: sheet.headerRow, column: names[0],
            fault: Fault(
                rule: EntryCheck.missing.rawValue, path: names[0], given: "",
                expected: Label("有“\(names.joined(separator: "”或“"))”列", "a column \(names.joined(separator: " or "))"),
                remedy: Label("核对 --as 的模板是否正确，并补上该列。", "Check the profile after --as, and add the column.")))
    }

    private func read(_ type: any RowProfile.Type, _ result: inout ImportResult) {
        var profile = type.init(sheet)
        var used: Set<Int> = []
        var fields = [String?](repeating: nil, count: sheet.columns.count)
        var tidied: [Int: [CellNote: (row: Int, count: Int)]] = [:]
        for record in sheet.rows {
            var row = RowReader(sheet, record, fields: fields)
            let drafts = profile.drafts(&row, context)
            fields = row.fields
            used.formUnion(row.used)
            result.faults += row.faults
            result.identities += row.identities
            if let seq = row.repeated { result.repeats.append((record.number, seq)) }
            result.rows += 1
            for (column, note) in Set(row.notes.map(Tidied.init)).map({ ($0.column, $0.note) }) {
                tidied[column, default: [:]][note, default: (record.number, 0)].count += 1
            }
            for (ordinal, draft) in drafts.enumerated() {
                var draft = draft
                if draft.id.isEmpty { draft.id = context.rowID(sheet.sheetName ?? "", record.number, ordinal) }
                result.drafts.append(RowDraft(row: record.number, draft: draft))
            }
        }
        for column in tidied.keys.sorted() {
            for note in CellNote.allCases {
                guard let found = tidied[column]?[note] else { continue }
                result.warnings.append(.note(found.row, column: sheet.heading(column), note.label(found.count)))
            }
        }
        result.mapping = used.sorted().map { index in
            (sheet.heading(index), fields[index] ?? described(sheet.columns[index], type) ?? sheet.columns[index].name)
        }
        result.unused = sheet.columns.indices.filter { !used.contains($0) }.map { sheet.heading($0) }
            .filter { !$0.isEmpty }
        result.unit = sheet.columns.compactMap(\.unit).first ?? sheet.unit
    }

    /// The field of an event type that a column is.
    private func described(_ column: Sheet.Column, _ type: any RowProfile.Type) -> String? {
        for field in type.kinds.lazy.flatMap({ $0.type.fields.map(\.field) }) {
            let names = DescribedRows.names(of: field)
            if names.contains(where: { column.names.contains($0) }) { return names[1] }
        }
        return nil
    }

    private struct Tidied: Hashable {
        let column: Int
        let note: CellNote
    }

    /// Adds up the amounts and holds the sums against the sheet's own.
    private func checkTotals(_ type: any RowProfile.Type, _ result: inout ImportResult) {
        guard let name = type.totalColumn,
            let index = sheet.index(ofAny: type.columns.first { $0.contains(name) } ?? [name])
        else { return }
        let column = sheet.columns[index]
        let amounts = sheet.rows.map { amount(of: $0, index) }
        result.total = amounts.reduce(0) { $0 + Int128($1?.count ?? 0) }
        if column.unit == nil, sheet.unit == nil, !result.drafts.isEmpty {
            result.warnings.append(
                .note(sheet.headerRow, column: column.heading, Label("没有写金额单位，按元读取", "no unit is named; read as yuan")))
        }
        // One figure that cannot be read is reported where it stands; its sum would only repeat it.
        guard !zip(sheet.rows, amounts).contains(where: { $1 == nil && !CellText.isMissing($0.text(index)) }) else {
            return
        }
        let parts = amounts.map { $0 ?? Fen(0) }
        for (place, total) in sheet.totals.enumerated() {
            guard let stated = amount(of: total.row, index) else { continue }
            let choices = blocks(place, parts)
            let faults = choices.map { StatedTotal.fault(parts: Array($0), stated: stated, unit: column.amountUnit) }
            if faults.contains(where: { $0 == nil }) { continue }
            if let fault = faults.first ?? nil {
                result.faults.append(RowFault(row: total.row.number, column: column.heading, fault: fault))
            }
        }
    }

    /// The rows that a total may add up, the likeliest first. A 小计 stands below or above its part; a 合计 adds up all,
    /// and where there are several, each may add up a part.
    private func blocks(_ place: Int, _ parts: [Fen]) -> [ArraySlice<Fen>] {
        let totals = sheet.totals
        let position = totals[place].position
        let before = parts[(place == 0 ? 0 : totals[place - 1].position)..<position]
        let after = parts[position..<(place + 1 < totals.count ? totals[place + 1].position : parts.count)]
        let around = [before, after].filter { !$0.isEmpty }
        if totals[place].isPart { return around.isEmpty ? [before] : around }
        return totals.count { !$0.isPart } > 1 ? [parts[...]] + around : [parts[...]]
    }

    private func amount(of row: SheetRow, _ index: Int) -> Fen? {
        let unit = sheet.columns[index].amountUnit
        let text = row.text(index)
        let tidy = row.kind(index) == .number ? BinaryFraction.tidied(text, decimals: unit.decimals) : text
        return try? CellText.amount(tidy, in: unit)
    }
}

/// A stated total against the sum of its parts (A51, A52).
public enum StatedTotal {
    /// A52 where the parts do not add up; A51 where they would if one part were in another unit. Nothing is repaired.
    public static func fault(parts: [Fen], stated: Fen, unit: MoneyUnit) -> Fault? {
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.count) }
        let difference = Int128(stated.count) - sum
        guard difference != 0 else { return nil }
        let isSlip = parts.contains { part in
            let larger = Int128(part.count) * 9_999
            return difference == larger
                || (part.count % 10_000 == 0 && difference == Int128(part.count) / 10_000 - Int128(part.count))
        }
        return Fault(
            rule: isSlip ? "A51" : "A52", path: "total", given: stated.text(in: unit),
            expected: Label(Fen.text(of: sum, in: unit), Fen.text(of: sum, in: unit)),
            remedy: isSlip
                ? Label(
                    "有一项的单位错了（元与万元），请改正该项。", "One part is in the wrong unit (yuan against 10,000 yuan); correct it.")
                : Label("核对各项与合计，改正后重新导入。", "Check the parts and the total, correct them and import again."),
            difference: Fen.text(of: difference, in: unit))
    }
}
