import LedgerDomain

/// What was tidied in a cell. Each is noted once for a column, with the row of the first and how many there were.
enum CellNote: String, CaseIterable {
    case fullWidth
    case thousands
    case spaces
    case lineBreaks
    case unit
    case sign
    case parentheses
    case dash
    case binaryFraction
    case serialDate
    case timeOfDay
    case lostDigits
    case invisible

    func label(_ count: Int) -> Label {
        switch self {
        case .fullWidth: Label("\(count) 格全角数字或字母，已转为半角", "\(count) cells in full width, made half width")
        case .thousands: Label("\(count) 格含千分位逗号，已去掉", "thousands commas in \(count) cells, left out")
        case .lineBreaks: Label("\(count) 格含换行，已连成一行", "line breaks in \(count) cells, joined")
        case .spaces: Label("\(count) 格含空格，已去掉", "spaces in \(count) cells, left out")
        case .unit: Label("\(count) 格自带单位，与表头一致", "units in \(count) cells, the same as the heading's")
        case .sign: Label("\(count) 格含货币符号，已去掉", "currency signs in \(count) cells, left out")
        case .parentheses: Label("\(count) 格括号数，按负数读取", "\(count) figures in parentheses, read as negative")
        case .dash: Label("\(count) 格为横线、斜线或“无”，按空白读取", "dashes in \(count) cells, read as empty")
        case .binaryFraction:
            Label(
                "\(count) 格有二进制小数的尾数，已按分取整（差额不到百万分之一元）",
                "binary tails in \(count) cells, less than a millionth of a yuan")
        case .serialDate: Label("\(count) 格日期序号，已换算为日期", "\(count) serial numbers, read as dates")
        case .timeOfDay: Label("\(count) 格带时刻，只取日期", "times of day in \(count) cells, left out")
        case .invisible: Label("\(count) 格含看不见的字符，已去掉", "invisible characters in \(count) cells, left out")
        case .lostDigits:
            Label(
                "\(count) 格长编码以 000 结尾，可能被 Excel 截去尾数，请核对",
                "\(count) long codes end in 000; a spreadsheet may have cut them")
        }
    }

    /// What reading a cell as a number or a date passed over.
    static func notes(of text: String) -> [CellNote] {
        if text.utf8.allSatisfy({ (0x2D...0x39).contains($0) && $0 != 0x2F }) { return [] }
        var notes: [CellNote] = []
        var hasDigits = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF0D, 0xFF0E: add(.fullWidth)
            case 0x2C, 0xFF0C: add(.thousands)
            case 0xA0, 0x3000: add(.spaces)
            case 0xA5, 0xFFE5: add(.sign)
            case 0x28, 0xFF08: if !hasDigits { add(.parentheses) }
            case 0x5143: add(.unit)
            case 0x3A, 0xFF1A: add(.timeOfDay)
            case 0x30...0x39: hasDigits = true
            default: break
            }
        }
        func add(_ note: CellNote) { if !notes.contains(note) { notes.append(note) } }
        return notes
    }

    /// Whether a text is a code written in full width: `５２２６３３`. Names keep their full-width marks.
    static func isFullWidthCode(_ text: String) -> Bool {
        guard text.utf8.contains(0xEF) else { return false }
        var hasWide = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF0D, 0xFF3F: hasWide = true
            case 0x2D, 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
            default: return false
            }
        }
        return hasWide
    }
}

/// A code that a spreadsheet took for a number: it keeps 15 digits and writes the rest as zeros or as a power of ten.
struct LostCode {
    /// Whether digits are lost for certain; else a look at the original is asked for.
    let isCertain: Bool
    private let shown: String

    init?(_ text: String, _ kind: CellKind) {
        let digits = text.prefix { ("0"..."9").contains($0) }
        if kind == .number {
            guard digits.utf8.count > 15 else { return nil }
            isCertain = true
        } else if digits.utf8.count == text.utf8.count {
            // Cards and identity numbers have 16 to 19 digits; one in a thousand ends like this by itself.
            guard (18...20).contains(text.utf8.count), text.hasSuffix("000") else { return nil }
            isCertain = false
        } else {
            guard !digits.isEmpty, Self.isScientific(text) else { return nil }
            isCertain = true
        }
        // The digits may be part of a person's number, so only the first three are shown.
        shown = String(text.prefix(3)) + "…"
    }

    /// `1.23E+17`.
    private static func isScientific(_ text: String) -> Bool {
        guard let mark = text.firstIndex(where: { $0 == "E" || $0 == "e" }) else { return false }
        let (mantissa, exponent) = (text[..<mark], text[text.index(after: mark)...])
        return exponent.hasPrefix("+") && exponent.count > 1 && exponent.dropFirst().allSatisfy(\.isNumber)
            && mantissa.allSatisfy { $0.isNumber || $0 == "." }
    }

    var fault: Fault {
        Fault(
            rule: EntryCheck.form.rawValue, path: "", given: shown, expected: Label("完整的编码", "a whole code"),
            remedy: Label(
                "编码列被 Excel 转成数字，15 位以后的数字已丢失；请把该列设为文本，照原件重新填写，或使用模板。",
                "The spreadsheet turned the code into a number and lost what follows 15 digits; format the column as text and fill it in again."
            ))
    }
}

/// Cells that hold no value.
enum CellKindFault {
    static func fault(_ kind: CellKind, _ text: String) -> Fault {
        let (expected, remedy) =
            switch kind {
            case .uncomputed:
                (
                    Label("公式的结果", "the result of the formula"),
                    Label(
                        "文件里只有公式，没有计算结果；请在 Excel/WPS 中打开并保存，或改填数值。",
                        "The file has the formula without its result; open and save it in a spreadsheet program, or write the value."
                    )
                )
            case .error:
                (
                    Label("有效的值", "a value"),
                    Label("该格的公式出错，请改正或改填数值。", "The formula of the cell failed; correct it or write the value.")
                )
            default: (Label("有效的值", "a value"), Label("请重新填写该格。", "Fill in the cell again."))
            }
        return Fault(
            rule: EntryCheck.form.rawValue, path: "", given: text, expected: expected, remedy: remedy)
    }
}
