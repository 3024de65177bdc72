/// How grave a finding is (级别).
public enum Severity: String, LedgerCode {
    case info
    case warn
    case error

    public static let listName = "severity"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .info: Label("提示", "Info")
        case .warn: Label("警告", "Warning")
        case .error: Label("错误", "Error")
        }
    }
}

/// The official types of findings (违规类型), as the supervision system of transfer payments lists them.
public enum FindingType: String, LedgerCode {
    case lateBudget = "F01"
    case idle = "F02"
    case diverted = "F03"
    case scope = "F04"
    case moved = "F05"
    case falseEntry = "F06"
    case falseClaim = "F07"
    case pay = "F08"
    case data = "F09"
    case other = "F10"

    public static let listName = "finding_type"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .lateBudget: Label("预算下达不及时", "Budget not issued in time")
        case .idle: Label("滞留闲置直达资金", "Direct funds held back or idle")
        case .diverted: Label("挤占挪用直达资金", "Direct funds diverted")
        case .scope: Label("违反规定扩大开支范围、提高开支标准", "Scope or standard of spending exceeded")
        case .moved:
            Label("违规将直达资金划转至财政专户、单位或乡镇实有资金账户", "Moved to special, unit or township accounts")
        case .falseEntry: Label("以拨代支、虚列支出", "Allocation or false entry booked as spending")
        case .falseClaim: Label("虚报、冒领、套取直达资金", "False claims")
        case .pay: Label("违规发放工资、奖金、津补贴", "Pay and bonuses")
        case .data: Label("监控平台数据不完整、不真实", "Incomplete or untrue data")
        case .other: Label("其他", "Other")
        }
    }
}

/// What became of a finding when a person judged it (违规认定).
public enum FindingResult: String, LedgerCode {
    case normal = "NORMAL"
    case violation = "VIOLATION"

    public static let listName = "finding_result"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .normal: Label("正常", "Normal")
        case .violation: Label("违规", "Violation")
        }
    }
}
