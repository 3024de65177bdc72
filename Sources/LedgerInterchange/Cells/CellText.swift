public import LedgerDomain
import LedgerWorkbook

/// Why a cell does not hold what its column asks for.
public struct CellFault: Error, Hashable, Sendable {
    /// What should be there.
    public let expected: Label
    /// What to do.
    public let remedy: Label
}

/// Reading cells as people fill them: full-width digits, thousands commas, units, several ways to write a date.
///
/// Nothing passes through binary floating point.
public enum CellText {
    /// A cell without spaces around it and with full-width letters, digits and marks made half width.
    public static func plain(_ cell: String) -> String {
        if isTidy(cell) { return cell }
        var scalars = String.UnicodeScalarView()
        for scalar in cell.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            case 0xA0, 0x3000: scalars.append(" ")
            case 0xFFE5, 0xA5: continue
            default: scalars.append(scalar)
            }
        }
        return trimmed(String(scalars))
    }

    /// A text without white space around it and without characters that nobody sees, in normalisation form C: two names
    /// that look alike would be two lines or two loans.
    public static func trimmed(_ cell: String) -> String {
        if isTidy(cell) { return cell }
        let seen =
            hasInvisible(cell)
            ? String(String.UnicodeScalarView(cell.unicodeScalars.filter { !isInvisible($0) })) : cell
        var scalars = Substring(seen).unicodeScalars
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return TextRules.normalised(String(scalars))
    }

    /// Whether a cell has characters that nobody sees, as programs leave them when texts are copied.
    static func hasInvisible(_ cell: String) -> Bool {
        // They begin with C2, E2 and EF in UTF-8.
        cell.utf8.contains { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF }
            && cell.unicodeScalars.contains(where: isInvisible)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// A text in one line. A break between letters or digits of Latin script becomes a space, another one nothing.
    public static func joinedLines(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return cell }
        var result = ""
        for line in cell.split(whereSeparator: \.isNewline).map({ trimmed(String($0)) }) where !line.isEmpty {
            if let last = result.last, let first = line.first, last.isASCII, first.isASCII, !last.isPunctuation {
                result += " "
            }
            result += line
        }
        return result
    }

    /// Whether a cell is ASCII and common Chinese characters (U+5000 to U+9FFF) without anything to trim or to
    /// normalise, as most are.
    private static func isTidy(_ cell: String) -> Bool {
        var first: UInt8?
        var last: UInt8 = 0x21
        // Of a character of three bytes, those that follow its first.
        var following = 0
        for byte in cell.utf8 {
            if first == nil { first = byte }
            last = byte
            if following > 0 {
                following -= 1
            } else if (0xE5...0xE9).contains(byte) {
                following = 2
            } else if byte >= 0x80 {
                return false
            }
        }
        return (first ?? 0x21) > 0x20 && last > 0x20
    }

    /// Whether a cell says that there is nothing.
    public static func isMissing(_ cell: String) -> Bool {
        if cell.utf8.count > 6 { return trimmed(cell).isEmpty }
        if let first = cell.utf8.first, (0x30...0x39).contains(first) { return false }
        return ["", "-", "--", "—", "——", "–", "－", "/", "无"].contains(trimmed(cell))
    }

    /// An amount; a unit in the cell must be the column's.
    ///
    /// - Throws: ``CellFault``.
    public static func amount(_ cell: String, in unit: MoneyUnit) throws(CellFault) -> Fen {
        var text = plain(cell)
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let amount = Fen(text, in: unit) {
            return amount
        }
        var isNegative = false
        if text.hasPrefix("("), text.hasSuffix(")") {
            isNegative = true
            text = String(text.dropFirst().dropLast())
        }
        for (suffix, found) in [("亿元", MoneyUnit.yiYuan), ("万元", .wanYuan), ("元", .yuan)] where text.hasSuffix(suffix) {
            guard found == unit else {
                throw CellFault(
                    expected: Label("单位\(unit.label.chinese)", "in \(unit.label.english)"),
                    remedy: Label("这一格的单位与表头不同，请换算成表头的单位。", "The cell has another unit than the heading; convert it."))
            }
            text = trimmed(String(text.dropLast(suffix.count)))
            break
        }
        if text.contains(where: { $0 == "e" || $0 == "E" }) {
            throw CellFault(
                expected: Label("普通数字", "a plain number"),
                remedy: Label(
                    "Excel 把数字转成了科学记数法；把该列设为数值或文本后重新填写。",
                    "The spreadsheet turned the number into scientific notation; format the column as a number and fill it in again."
                ))
        }
        if isGrouped(text) { text.removeAll { $0 == "," } }
        if text.hasPrefix("-") {
            isNegative.toggle()
            text.removeFirst()
        }
        guard !text.hasPrefix("-"), let magnitude = Fen(text, in: unit) else {
            throw CellFault(
                expected: Label(
                    "\(unit.label.chinese)，至多 \(unit.decimals) 位小数",
                    "\(unit.label.english) with at most \(unit.decimals) decimals"),
                remedy: Label(
                    "填写精确到分的数字；若单位不同请改表头。",
                    "Write a number that is exact to the fen; correct the heading if the unit is another."))
        }
        return isNegative ? Fen(0 - magnitude.count) : magnitude
    }

    /// Whether commas stand before every third digit of the whole part.
    private static func isGrouped(_ text: String) -> Bool {
        let whole = text.prefix { $0 != "." }.drop { $0 == "-" }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        return groups.count > 1 && (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    }

    /// A date in one of the usual ways: 2024-05-06, 20240506, 2024.5.6, 2024/5/6, 2024年5月6日.
    ///
    /// - Throws: ``CellFault``.
    public static func day(_ cell: String) throws(CellFault) -> Day {
        if let day = Day(cell) { return day }
        let text = withoutTime(plain(cell))
        let parts = text.split { "-./年月日".contains($0) }.map(String.init)
        if parts.count == 1, text.utf8.count == 8, let number = Int(text),
            let day = Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        {
            return day
        }
        if parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]),
            let number = Int(parts[2]), let day = Day(year: year, month: month, day: number)
        {
            return day
        }
        throw CellFault(
            expected: Label("存在的日期，如 2024-05-06", "a date that exists, as 2024-05-06"), remedy: advice(text, parts))
    }

    /// A date without the time of day that programs put behind it: `2024/5/6 0:00`, `2024-05-06 08:30:00`.
    private static func withoutTime(_ text: String) -> String {
        guard let space = text.firstIndex(of: " ") else { return text }
        let time = text[text.index(after: space)...]
        let isTime = time.contains(":") && time.utf8.allSatisfy { (0x30...0x3A).contains($0) || $0 == 0x2E }
        return isTime ? String(text[..<space]) : text
    }

    private static func advice(_ text: String, _ parts: [String]) -> Label {
        // A text file does not say from which year its spreadsheet counted, so the day is only suggested.
        if parts.count == 1, text.utf8.count == 5, let day = SerialDate.day(text, countsFrom1904: false) {
            return Label(
                "\(text) 像是 Excel 的日期序号（可能是 \(day)）；请把该列设为日期格式后重新导出。",
                "\(text) looks like a spreadsheet's serial number (perhaps \(day)); format the column as dates and export it again."
            )
        }
        if parts.count == 2, parts.allSatisfy({ $0.utf8.count <= 2 }) {
            return Label("缺少年份，按 年-月-日 填写完整日期。", "The year is missing; write year, month and day.")
        }
        return Label("按 年-月-日 填写完整日期。", "Write year, month and day.")
    }

    /// A whole number, thousands commas allowed.
    ///
    /// - Throws: ``CellFault``.
    public static func number(_ cell: String) throws(CellFault) -> Int64 {
        var text = plain(cell)
        if isGrouped(text) { text.removeAll { $0 == "," } }
        guard let number = Fen(text, in: .fen) else {
            throw CellFault(expected: Label("整数", "a whole number"), remedy: Label("只填整数。", "Write a whole number."))
        }
        return number.count
    }

    /// A decimal number times a power of ten, exactly: 155.7 万 is 1,557,000.
    ///
    /// - Throws: ``CellFault`` where something would be left over.
    public static func scaled(_ cell: String, decimals: Int) throws(CellFault) -> Int64 {
        // 万元 has six decimals; other powers go through the unit with at least as many.
        var text = plain(cell)
        if isGrouped(text) { text.removeAll { $0 == "," } }
        let unit: MoneyUnit = decimals <= 2 ? .yuan : decimals <= 6 ? .wanYuan : .yiYuan
        guard let value = Fen(text, in: unit) else {
            throw CellFault(expected: Label("数字", "a number"), remedy: Label("填写数字。", "Write a number."))
        }
        var divisor: Int64 = 1
        for _ in 0..<(unit.decimals - decimals) { divisor *= 10 }
        guard value.count % divisor == 0 else {
            throw CellFault(
                expected: Label("至多 \(decimals) 位小数", "at most \(decimals) decimals"),
                remedy: Label("减少小数位。", "Use fewer decimals."))
        }
        return value.count / divisor
    }

    /// 是 or 否 in their usual spellings.
    ///
    /// - Throws: ``CellFault``.
    public static func flag(_ cell: String) throws(CellFault) -> Bool {
        switch plain(cell).lowercased() {
        case "是", "yes", "y", "true", "1", "有": true
        case "否", "no", "n", "false", "0": false
        default: throw CellFault(expected: Label("是 或 否", "yes or no"), remedy: Label("填 是 或 否。", "Write yes or no."))
        }
    }

    /// A heading's name without spaces and marks, and the unit it names: `拨付金额（万元）*`, `金额（单位：元）`, `拨付金额万元`,
    /// `amount_wan_yuan`.
    public static func heading(_ cell: String) -> (name: String, unit: MoneyUnit?) {
        var name = plain(cell).lowercased()
        name.removeAll { $0.isWhitespace || $0 == "*" || $0 == "：" || $0 == ":" }
        if name.hasSuffix("(必填)") { name.removeLast(4) }
        if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
            var word = name[name.index(after: open)...].dropLast()
            if word.hasPrefix("单位") { word = word.dropFirst(2) }
            if let unit = MoneyUnit(named: word) { return (String(name[..<open]), unit) }
        }
        for (suffix, unit) in [
            ("_yi_yuan", MoneyUnit.yiYuan), ("_wan_yuan", .wanYuan), ("_yuan", .yuan), ("_fen", .fen),
            ("/万元", .wanYuan),
            ("/元", .yuan), ("亿元", .yiYuan), ("万元", .wanYuan),
        ]
        where name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count {
            return (String(name.dropLast(suffix.count)), unit)
        }
        return (name, nil)
    }
}
