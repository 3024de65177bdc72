/// A closed list of codes, each with its Chinese and English name.
///
/// Entries hold the code, people see the name. A code is never renamed and never means something else.
public protocol LedgerCode: RawRepresentable<String>, CaseIterable, Hashable, Sendable where AllCases: Sendable {
    /// What the list is called in schemas.
    static var listName: String { get }
    /// The codes prepared to be recognised in bytes.
    static var table: CodeTable<Self> { get }
    /// The name people see.
    var label: Label { get }
}

/// A list of codes as data, for schemas, templates, help and checks.
public struct CodeList: Sendable {
    /// What the list is called in schemas.
    public let name: String
    /// The codes in their usual order.
    public let codes: [(code: String, label: Label)]

    private let known: [NameCode]

    /// The list of a code type.
    public init<Code: LedgerCode>(_ type: Code.Type) {
        name = type.listName
        codes = type.allCases.map { ($0.rawValue, $0.label) }
        known = codes.map { NameCode($0.code) }
    }

    /// The codes, joined by commas.
    public var names: String { codes.map(\.code).joined(separator: ", ") }

    func contains(_ name: NameCode) -> Bool { known.contains(name) }
}

/// Where money comes from (资金来源). Only `LINKED` enters the industry share.
public enum FundSource: String, LedgerCode {
    case linked = "LINKED"
    case eastWest = "EAST_WEST"
    case designated = "DESIGNATED"
    case social = "SOCIAL"
    case lottery = "LOTTERY"
    case other = "OTHER"

    public static let listName = "fund_source"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .linked: Label("衔接资金", "Linked funds")
        case .eastWest: Label("东西部协作财政援助资金", "East-west cooperation aid")
        case .designated: Label("定点帮扶资金", "Designated assistance")
        case .social: Label("社会组织帮扶资金", "Social organisations")
        case .lottery: Label("彩票公益金", "Lottery fund")
        case .other: Label("其他", "Other")
        }
    }
}

/// The level of government whose money it is (资金级次).
public enum FundLevel: String, LedgerCode {
    case central = "CENTRAL"
    case provincial = "PROV"
    case city = "CITY"
    case county = "COUNTY"
    /// Central and provincial money that the source does not split; only published plans have it.
    case centralAndProvincial = "CENTRAL_PROV"

    public static let listName = "fund_level"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .central: Label("中央", "Central")
        case .provincial: Label("省级", "Provincial")
        case .city: Label("市级", "City")
        case .county: Label("县级", "County")
        case .centralAndProvincial: Label("中央和省级（未拆分）", "Central and provincial, not split")
        }
    }
}

/// The task direction of an allotment line (任务方向).
public enum TaskDirection: String, LedgerCode {
    case consolidate = "CONSOLIDATE"
    case workRelief = "WORK_RELIEF"
    case ethnic = "ETHNIC"
    case stateFarm = "STATE_FARM"
    case stateForest = "STATE_FOREST"
    case sanxi = "SANXI"

    public static let listName = "task"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .consolidate: Label("巩固拓展脱贫攻坚成果和乡村振兴", "Consolidation and rural revitalisation")
        case .workRelief: Label("以工代赈", "Work relief")
        case .ethnic: Label("少数民族发展", "Ethnic minority development")
        case .stateFarm: Label("欠发达国有农场巩固提升", "State farms")
        case .stateForest: Label("欠发达国有林场巩固提升", "State forest farms")
        case .sanxi: Label("“三西”农业建设", "Sanxi agriculture")
        }
    }
}

/// Who a project serves (项目性质).
public enum ProjectNature: String, LedgerCode {
    case business = "BUSINESS"
    case publicGood = "PUBLIC"
    case household = "HOUSEHOLD"

    public static let listName = "nature"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .business: Label("经营性", "Business")
        case .publicGood: Label("公益性", "Public")
        case .household: Label("到户", "To households")
        }
    }
}

/// Whether all projects of a line are in the log (项目是否列全).
public enum Completeness: String, LedgerCode {
    case yes = "YES"
    case no = "NO"
    case unknown = "UNKNOWN"

    public static let listName = "projects_complete"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .yes: Label("已列全", "Complete")
        case .no: Label("未列全", "Incomplete")
        case .unknown: Label("不详", "Unknown")
        }
    }
}

/// How an allotment is divided (分配方式).
public enum DistributionMethod: String, LedgerCode {
    case factor = "FACTOR"
    case project = "PROJECT"

    public static let listName = "distribution_method"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .factor: Label("因素法", "By factors")
        case .project: Label("项目法", "By projects")
        }
    }
}

/// Whether an allotment may be spent (指标可执行标志).
public enum Executability: String, LedgerCode {
    case executable = "1"
    case toDistribute = "2"

    public static let listName = "executable"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .executable: Label("可执行", "Executable")
        case .toDistribute: Label("待分", "To be distributed")
        }
    }
}

/// What kind of payee a payment goes to (收款人类别).
public enum PayeeClass: String, LedgerCode {
    case enterprise = "ENTERPRISE"
    case cooperative = "COOP"
    case collective = "COLLECTIVE"
    case person = "PERSON"
    case budgetUnit = "BUDGET_UNIT"
    case townshipAccount = "TOWNSHIP_ACCOUNT"
    case specialAccount = "SPECIAL_ACCOUNT"

    public static let listName = "payee_class"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .enterprise: Label("企业", "Enterprise")
        case .cooperative: Label("合作社", "Cooperative")
        case .collective: Label("村集体", "Village collective")
        case .person: Label("个人", "Person")
        case .budgetUnit: Label("预算单位", "Budget unit")
        case .townshipAccount: Label("乡镇账户", "Township account")
        case .specialAccount: Label("财政专户", "Special fiscal account")
        }
    }
}

/// How a payment is made (支付方式).
public enum PaymentMethod: String, LedgerCode {
    case direct = "DIRECT"
    case authorised = "AUTHORISED"

    public static let listName = "pay_method"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .direct: Label("直接支付", "Direct")
        case .authorised: Label("授权支付", "Authorised")
        }
    }
}

/// How exact a business date is (日期精度). Days are exact where the member is absent.
public enum DatePrecision: String, LedgerCode {
    /// Only the year is known; the date is 31 December.
    case year = "YEAR"
    /// Nothing is known; the date is the day of recording, shown and never computed with.
    case none = "NONE"

    public static let listName = "date_precision"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .year: Label("只知年份", "Year only")
        case .none: Label("日期不详", "Unknown")
        }
    }
}
