/// The rate that a subsidy scheme is measured by (贴息基准).
public enum SubsidyBase: String, LedgerCode {
    case primeRateOneYear = "LPR_1Y"
    case primeRateFiveYears = "LPR_5Y_PLUS"
    /// The prime rate of the loan's own term.
    case bracket = "BRACKET"
    case fixed = "FIXED"
    case contract = "CONTRACT"

    public static let listName = "subsidy_base"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .primeRateOneYear: Label("1年期 LPR", "One-year LPR")
        case .primeRateFiveYears: Label("5年期以上 LPR", "Five-year LPR")
        case .bracket: Label("贷款期限对应的 LPR", "LPR of the loan's term")
        case .fixed: Label("固定基准", "Fixed")
        case .contract: Label("合同利率", "Contract rate")
        }
    }
}

/// The day whose base rate counts (基准日).
public enum SubsidyBaseDate: String, LedgerCode {
    case signed = "SIGNED"
    case segment = "SEGMENT"

    public static let listName = "subsidy_base_date"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .signed: Label("签订日", "The day of signing")
        case .segment: Label("分段起始日", "The first day of each segment")
        }
    }
}

/// How tiers of principal share a subsidy (分档方式).
public enum TierMode: String, LedgerCode {
    case whole = "WHOLE"
    case marginal = "MARGINAL"

    public static let listName = "tier_mode"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .whole: Label("全额按所在档", "One share for all of it")
        case .marginal: Label("各档分别计算", "A share for each slice")
        }
    }
}

/// What a contract buys (采购类别); the threshold above which it must be tendered depends on it.
public enum ContractCategory: String, LedgerCode {
    case works = "WORKS"
    case goods = "GOODS"
    case services = "SERVICES"

    public static let listName = "contract_category"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .works: Label("施工", "Works")
        case .goods: Label("货物", "Goods")
        case .services: Label("服务", "Services")
        }
    }
}

/// Whether work was accepted (验收结论).
public enum AcceptanceResult: String, LedgerCode {
    case passed = "PASSED"
    case failed = "FAILED"

    public static let listName = "acceptance_result"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .passed: Label("合格", "Passed")
        case .failed: Label("不合格", "Failed")
        }
    }
}

/// What a loan may not be used for (贷款用途禁止项), and that it was used for farming.
public enum LoanUse: String, LedgerCode {
    case production = "PRODUCTION"
    case shares = "SHARES"
    case relending = "RELENDING"
    case quotaExchange = "QUOTA_EXCHANGE"
    case enterprise = "ENTERPRISE"
    case wedding = "WEDDING"
    case housing = "HOUSING"
    case investment = "INVESTMENT"
    case householdGoods = "HOUSEHOLD_GOODS"
    case other = "OTHER"

    public static let listName = "loan_use"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .production: Label("发展生产", "Production")
        case .shares: Label("入股分红", "Shares in an enterprise")
        case .relending: Label("转贷", "Lent on")
        case .quotaExchange: Label("指标交换", "Quota exchanged")
        case .enterprise: Label("交由企业或组织使用", "Used by an enterprise or organisation")
        case .wedding: Label("结婚", "Wedding")
        case .housing: Label("建房", "Housing")
        case .investment: Label("理财", "Investment")
        case .householdGoods: Label("购置家庭用品", "Household goods")
        case .other: Label("其他", "Other")
        }
    }
}
