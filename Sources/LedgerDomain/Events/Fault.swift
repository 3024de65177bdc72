/// What is wrong with an entry or a row, as a value; text is made of it where a person reads it.
///
/// ```
/// E05 body.money.fund_level: given CENTRE, expected one of CENTRAL, PROV, CITY, COUNTY, CENTRAL_PROV. Use a code of the list.
/// ```
public struct Fault: Error, Hashable, Sendable {
    /// What becomes of the entry.
    public enum Outcome: String, Hashable, Sendable {
        /// It is not a record and is not appended.
        case refuse = "REFUSE"
        /// It is recorded and must be answered for.
        case warn = "WARN"
    }

    /// The check that speaks: `E…` for the form of entries, `A…` for the field's rules.
    public let rule: String
    /// What becomes of the entry.
    public let outcome: Outcome
    /// Where in the entry, as member names joined by dots.
    public let path: String
    /// What is there. Empty where nothing is. Numbers of people are masked, whoever makes the fault.
    public let given: String
    /// What should be there.
    public let expected: Label
    /// What to do.
    public let remedy: Label
    /// By how much it misses, where that is a number.
    public let difference: String?
    /// How grave it is, where that is another grade than its rule's.
    public let severity: Severity?

    /// A fault of any check.
    public init(
        rule: String, outcome: Outcome = .refuse, path: String, given: String, expected: Label, remedy: Label,
        difference: String? = nil, severity: Severity? = nil
    ) {
        self.rule = rule
        self.outcome = outcome
        self.path = PersonalDataScan.masked(path)
        let isAmount = difference != nil || ["_fen", "_ppm", "_bp", "seq", "corrects"].contains { path.hasSuffix($0) }
        self.given = PersonalDataScan.masked(given, isAmount: isAmount)
        self.expected = expected
        self.remedy = remedy
        self.difference = difference
        self.severity = severity
    }

    /// What people read: the check, the field, what is there, what should be, by how much it misses, and what to do.
    ///
    /// ```
    /// A06 body.amount_fen: given "30100", expected 30000 fen or less, off by 100. Pay less, or record …
    /// ```
    public func text(_ language: Language) -> String {
        "\(statement(language))\(language == .chinese ? "。" : ". ")\(remedy.text(language))"
    }

    /// ``text(_:)`` without what to do.
    public func statement(_ language: Language) -> String {
        let isChinese = language == .chinese
        var what = (isChinese ? "应为 " : "expected ") + expected.text(language)
        if !given.isEmpty { what = (isChinese ? "给出“\(given)”，" : "given \"\(given)\", ") + what }
        if let difference { what += isChinese ? "，相差 \(difference)" : ", off by \(difference)" }
        return [rule, path].filter { !$0.isEmpty }.joined(separator: " ") + ": " + what
    }

    /// A fault in the form of an entry.
    public init(
        _ check: EntryCheck, path: String, given: String = "", expected: Label, difference: String? = nil
    ) {
        self.init(
            rule: check.rawValue, outcome: check.isNote ? .warn : .refuse, path: path, given: given,
            expected: expected, remedy: check.remedy, difference: difference)
    }
}

/// The checks of an entry's form and of its arithmetic. None of them can be waived.
public enum EntryCheck: String, CaseIterable, Sendable {
    case syntax = "E01"
    case unknownType = "E02"
    case unknownField = "E03"
    case missing = "E04"
    case form = "E05"
    case document = "E06"
    case personalData = "E07"
    case dateAfterRecording = "E08"
    case combination = "E09"
    case repeatedID = "E10"
    case repeatedKey = "E11"
    case arithmetic = "E12"
    case reversal = "E13"
    case tooLarge = "E14"
    case moneyCopy = "E15"
    case unknownReference = "E16"
    /// A note about how a sheet was read: a warning, never a refusal.
    case sheetReading = "E17"
    case waiver = "E18"
    case findingStep = "E19"
    /// An import is not what its dry run said it would be.
    case changedSinceCheck = "E20"
    /// What an entry says in two places does not agree.
    case contradiction = "E21"
    /// A53: an expected field is empty.
    case expectedMissing = "A53"

    /// Whether it only notes something and refuses nothing.
    public var isNote: Bool { self == .expectedMissing || self == .sheetReading }

    /// What the check is about.
    public var label: Label {
        switch self {
        case .syntax: Label("格式不能读取", "Cannot be read")
        case .unknownType: Label("未知的记录类型", "Unknown type")
        case .unknownField: Label("未知的字段", "Unknown field")
        case .missing: Label("缺少必填字段", "Missing field")
        case .form: Label("字段内容不合格式", "Wrong form")
        case .document: Label("文号不完整", "Incomplete document number")
        case .personalData: Label("文本含个人信息", "Personal data in text")
        case .dateAfterRecording: Label("业务日期晚于入账日期", "Business date after the day of recording")
        case .combination: Label("字段组合不允许", "Fields that do not go together")
        case .repeatedID: Label("编号重复而内容不同", "Same id, other content")
        case .repeatedKey: Label("业务主键重复", "Business key already taken")
        case .arithmetic: Label("金额超过可能的余额", "More than there is")
        case .reversal: Label("不能冲销", "Cannot be reversed")
        case .tooLarge: Label("记录过大", "Entry too large")
        case .moneyCopy: Label("资金属性与指标行不符", "Money differs from its line")
        case .unknownReference: Label("引用的对象不在账中", "Refers to something not in the log")
        case .sheetReading: Label("表格读取提示", "How a sheet was read")
        case .waiver: Label("豁免无效", "Waiver that does not hold")
        case .findingStep: Label("疑点处理次序不对", "Step about a finding out of order")
        case .changedSinceCheck: Label("检查之后有变化", "Changed since the check")
        case .contradiction: Label("内容互相矛盾", "Contradicts itself or the log")
        case .expectedMissing: Label("数据不完整", "Incomplete record")
        }
    }

    /// What to do about it.
    public var remedy: Label {
        switch self {
        case .syntax: Label("按格式改正后重试。", "Correct the text and try again.")
        case .unknownType: Label("使用已有的记录类型。", "Use a type of the catalogue.")
        case .unknownField: Label("删除该字段，或改正字段名。", "Remove the field or correct its name.")
        case .missing: Label("补填该字段。", "Fill in the field.")
        case .form: Label("按要求的格式填写。", "Write it in the form that is asked for.")
        case .document:
            Label(
                "按原件填写完整文号，如 财农〔2022〕14号；不要猜测。",
                "Copy the whole number from the document, as 财农〔2022〕14号; do not guess.")
        case .personalData:
            Label("删除身份证号、手机号或卡号。", "Remove the identity, phone or card number.")
        case .dateAfterRecording: Label("核对业务日期。", "Check the business date.")
        case .combination: Label("只保留适用的字段。", "Keep only the fields that apply.")
        case .repeatedID: Label("新业务使用新编号；更正请先冲销。", "Use a new id for a new event; to correct one, reverse it first.")
        case .repeatedKey:
            Label(
                "核对是否重复入账；更正请先冲销原记录。", "Check whether it is recorded already; to correct it, reverse the entry first.")
        case .arithmetic: Label("核对金额，或先登记缺少的业务。", "Check the amount, or record what is missing first.")
        case .reversal: Label("核对要冲销的记录。", "Check which entry is to be reversed.")
        case .tooLarge: Label("拆成几条记录，或缩短文本。", "Split it into several entries or shorten the text.")
        case .moneyCopy: Label("照指标行填写资金属性。", "Copy source, level, year and task from the line.")
        case .unknownReference: Label("先登记所引用的对象，或改正编码。", "Record what it refers to first, or correct the code.")
        case .changedSinceCheck:
            Label(
                "检查之后，文件、规则或账本有了变化；请重新 \(Choice.dryRun)，再用新的校验码导入。",
                "The file, the rules or the ledger changed after the check; run \(Choice.dryRun) again and import with its new code."
            )
        case .sheetReading:
            Label("核对表格；有误时改正后再导入。", "Check the sheet; where that is wrong, correct it and import it again.")
        case .waiver:
            Label(
                "去掉该项豁免，按规则办理；可以豁免的规则见 explain，须由他人批准。",
                "Leave the waiver out and follow the rule; explain says which rules can be waived, and another person approves."
            )
        case .findingStep:
            Label("先冲销与之矛盾的认定或整改，再登记。", "Reverse the judgement or rectification that contradicts it first.")
        case .contradiction: Label("核对原件，改正日期、金额或编码。", "Compare the paper, and correct the date, amount or code.")
        case .expectedMissing: Label("尽快补充。", "Supply it when it is known.")
        }
    }
}
