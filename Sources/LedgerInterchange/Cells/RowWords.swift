import LedgerDomain

/// What kind of row it is, by the words it begins with.
struct RowWords {
    private let row: SheetRow
    private let first: [String]

    init(_ row: SheetRow) {
        self.row = row
        var found: [String] = []
        for cell in row.cells {
            let text = CellText.trimmed(cell)
            if !text.isEmpty { found.append(text) }
            if found.count == 3 { break }
        }
        first = found
    }

    private static let wholes = ["合计", "总计", "共计", "总合计", "total", "grandtotal"]
    private static let parts = ["小计", "本页小计", "本页合计", "累计", "subtotal"]

    /// Whether the row adds up others, and only some of them; `nil` for a row of data.
    var total: Bool? {
        for cell in first where cell.utf8.count <= 40 && Self.mayBeTotal(cell) {
            var word = CellText.plain(cell).lowercased()
            word.removeAll { $0.isWhitespace || $0 == ":" }
            // The unit may follow: 合计（万元）.
            if let open = word.firstIndex(of: "("), open > word.startIndex { word = String(word[..<open]) }
            if Self.wholes.contains(word) { return false }
            if Self.parts.contains(word) { return true }
        }
        return nil
    }

    /// Whether it has the last character of 合计, 小计 and the like, or an l as in total; most cells have neither.
    private static func mayBeTotal(_ cell: String) -> Bool {
        var previous: (UInt8, UInt8) = (0, 0)
        for byte in cell.utf8 {
            // 计 is E8 AE A1.
            if byte == 0xA1, previous == (0xE8, 0xAE) { return true }
            // Letters in full width begin with EF.
            if byte == 0xEF { return true }
            if byte | 0x20 == UInt8(ascii: "l"), previous.1 | 0x20 == UInt8(ascii: "a") { return true }
            previous = (previous.1, byte)
        }
        return false
    }

    /// The row of the template that shows how to fill it, known by its mark wherever it stands.
    var isExample: Bool {
        // 示, 【, （ and [ begin with these bytes.
        guard let word = first.first, let byte = word.utf8.first, [0xE7, 0xE3, 0xEF, 0x5B].contains(byte) else {
            return false
        }
        return word.hasPrefix("示例") || word.hasPrefix("【示例】") || word.hasPrefix("（示例）")
            || word.lowercased().hasPrefix("[example]")
    }

    private static let remarks = ["注", "备注", "说明", "填表人", "制表人", "审核人", "复核人", "填表说明", "单位负责人", "填报单位", "填报日期", "联系电话"]

    /// A line below the table: 注：…, 填表人：…
    var isRemark: Bool {
        guard let word = first.first, word.utf8.contains(where: { $0 == 0x3A || $0 == 0xEF }),
            let colon = word.firstIndex(where: { $0 == "：" || $0 == ":" })
        else {
            return false
        }
        return Self.remarks.contains(String(word[..<colon].filter { !$0.isWhitespace }))
    }

    /// The line of column numbers below the header of a form: 栏次, 1, 2, 3 …
    var areColumnNumbers: Bool {
        var filled = row.cells.map { CellText.plain($0) }.filter { !$0.isEmpty }
        if filled.first == "栏次" || filled.first == "行次" { filled.removeFirst() }
        return filled.count >= 3 && filled.enumerated().allSatisfy { $1 == String($0 + 1) }
    }
}
