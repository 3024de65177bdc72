/// The status of a household in the register (农户类型).
public enum HouseholdStatus: String, LedgerCode {
    case liftedEntitled = "LIFTED_ENTITLED"
    case liftedNotEntitled = "LIFTED_NOT_ENTITLED"
    case monitoredOpen = "MONITORED_OPEN"
    case monitoredCleared = "MONITORED_CLEARED"

    public static let listName = "hh_status"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .liftedEntitled: Label("脱贫户（继续享受政策）", "Lifted out, entitled")
        case .liftedNotEntitled: Label("脱贫户（不享受政策）", "Lifted out, not entitled")
        case .monitoredOpen: Label("监测对象（风险未消除）", "Monitored, risk open")
        case .monitoredCleared: Label("监测对象（风险已消除）", "Monitored, risk cleared")
        }
    }
}

/// Why a household is monitored (监测类型).
public enum MonitorType: String, LedgerCode {
    case unstable = "UNSTABLE"
    case marginal = "MARGINAL"
    case sudden = "SUDDEN"

    public static let listName = "monitor_type"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .unstable: Label("脱贫不稳定", "Unstable")
        case .marginal: Label("边缘易致贫", "Marginal")
        case .sudden: Label("突发严重困难", "Sudden hardship")
        }
    }
}

/// The programme a loan belongs to (贷款项目). Growth of new microloans counts the first alone.
public enum LoanProgramme: String, LedgerCode {
    case povertyMicroloan = "POVERTY_MICROLOAN"
    case predecessor = "PREDECESSOR"
    case provincialLowIncome = "PROVINCIAL_LOW_INCOME"
    case ruralCredit = "RURAL_CREDIT"

    public static let listName = "programme"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .povertyMicroloan: Label("脱贫人口小额信贷", "Microloan for people lifted out of poverty")
        case .predecessor: Label("扶贫小额信贷", "Earlier poverty microloan")
        case .provincialLowIncome: Label("低收入农户小额信贷", "Provincial low-income microloan")
        case .ruralCredit: Label("农户小额信用贷款", "Rural credit loan")
        }
    }
}

/// What kind of new loan it is (贷款种类). An extension is no new loan.
public enum LoanKind: String, LedgerCode {
    case new = "NEW"
    case renewal = "RENEWAL"
    case topUp = "TOPUP"

    public static let listName = "loan_kind"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .new: Label("首贷", "New")
        case .renewal: Label("续贷", "Renewal")
        case .topUp: Label("追加", "Top-up")
        }
    }
}

/// The loan prime rate a contract refers to (LPR 期限).
public enum PrimeRateTenor: String, LedgerCode {
    case oneYear = "1Y"
    case fiveYearsPlus = "5Y_PLUS"

    public static let listName = "lpr_tenor"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .oneYear: Label("1年期", "One year")
        case .fiveYearsPlus: Label("5年期以上", "Five years and more")
        }
    }
}

/// How a loan is secured (担保方式). Microloans have none; other values are recorded and become findings.
public enum LoanSecurity: String, LedgerCode {
    case none = "NONE"
    case guarantor = "GUARANTOR"
    case mortgage = "MORTGAGE"
    case pledge = "PLEDGE"

    public static let listName = "security"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .none: Label("免担保免抵押", "None")
        case .guarantor: Label("保证", "Guarantor")
        case .mortgage: Label("抵押", "Mortgage")
        case .pledge: Label("质押", "Pledge")
        }
    }
}
