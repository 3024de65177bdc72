import LedgerDomain

extension FieldColumnRows {
    /// The columns that the fields of event types make: what all rows have, then the fields, the most demanded first.
    static func template(_ kinds: [EventKind]) -> [RowColumn] {
        let types = kinds.map(\.type)
        var columns = [
            RowColumn(
                "type", "业务类型", .choice(types.map(\.label)), isRequired: kinds.count > 1,
                help: Label("不填为\(types[0].label.chinese)。", "\(types[0].label.english) where empty.")),
            .region.optional, .year.optional, RowColumn("effective_on", "日期", .day, isRequired: true),
        ]
        if kinds.count == 1 { columns.removeFirst() }
        if types.contains(where: \.needsDocuments) { columns.append(documents) }
        for presence in [Presence.required, .expected, .optional] {
            for type in types {
                for use in type.fields where use.presence == presence { add(use, of: types, to: &columns) }
            }
        }
        return columns + [countsColumn]
    }

    private static func add(_ use: FieldUse, of types: [EventType], to columns: inout [RowColumn]) {
        // Set by the importer where a row has no date.
        guard use.field.key != .datePrecision else { return }
        if case .record(let uses) = use.field.kind {
            // The line that the row names tells what is left empty here.
            for inner in uses { add(column(of: inner.field, demandedBy: [], of: types), to: &columns) }
        } else if kind(of: use.field) != nil {
            let demanding = types.filter { type in
                type.fields.contains {
                    $0.field.key == use.field.key && $0.field.label == use.field.label && $0.presence == .required
                }
            }
            add(column(of: use.field, demandedBy: demanding, of: types), to: &columns)
        }
    }

    private static func add(_ column: RowColumn, to columns: inout [RowColumn]) {
        guard !columns.contains(where: { $0.names[1] == column.names[1] }) else { return }
        columns.append(column)
    }

    private static func column(of field: Field, demandedBy: [EventType], of types: [EventType]) -> RowColumn {
        let names = names(of: field)
        var help = field.key == .ratePPM ? nil : field.help
        if !demandedBy.isEmpty, demandedBy.count < types.count {
            let chinese = demandedBy.map(\.label.chinese).joined(separator: "、")
            let english = demandedBy.map(\.label.english).joined(separator: ", ")
            help = Label("\(chinese)时必填。\(help?.chinese ?? "")", "For: \(english). \(help?.english ?? "")")
        }
        return RowColumn(
            names[1], field.label.chinese, kind(of: field) ?? .text, isRequired: demandedBy.count == types.count,
            help: help)
    }

    /// What the cells of a field hold; `nil` for what no cell can.
    private static func kind(of field: Field) -> RowColumn.Kind? {
        switch field.kind {
        case .fen: .amount
        case .number where field.key == .ratePPM || field.key == .basePPM: .percent
        case .number where field.key == .lineYear: .year
        case .number: .number
        case .flag: .flag
        case .day: .day
        case .region: .region
        case .classCode: .classCode
        case .code(let list): .code(list)
        case .list(.text), .identifier, .capitals, .text, .token, .payee, .hash, .instant, .document, .place: .text
        case .list, .original, .record: nil
        }
    }
}
