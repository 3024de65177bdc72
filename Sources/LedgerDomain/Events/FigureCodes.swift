/// The unit a published value is stored in.
public enum FigureUnit: String, LedgerCode {
    case fen = "FEN"
    case basisPoints = "BP"
    case partsPerMillion = "PPM"
    case count = "COUNT"

    public static let listName = "figure_unit"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .fen: Label("分", "fen")
        case .basisPoints: Label("基点", "basis points")
        case .partsPerMillion: Label("百万分之一", "parts per million")
        case .count: Label("个数", "count")
        }
    }
}

/// How a published value is to be read (限定).
public enum FigureQualifier: String, LedgerCode {
    case exact = "EXACT"
    case moreThan = "MORE_THAN"
    case about = "ABOUT"

    public static let listName = "qualifier"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .exact: Label("准确值", "Exact")
        case .moreThan: Label("超过", "More than")
        case .about: Label("约", "About")
        }
    }
}

/// Where a published value comes from (状态).
public enum FigureStatus: String, LedgerCode {
    case published = "PUBLIC"
    case derived = "DERIVED"
    /// Shown, never computed with.
    case toConfirm = "TO_CONFIRM"

    public static let listName = "figure_status"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .published: Label("公开", "Public")
        case .derived: Label("推算", "Derived")
        case .toConfirm: Label("待确认", "To confirm")
        }
    }
}

/// Whose statistics a figure belongs to (统计口径). Figures of two calibers are never compared.
public enum Caliber: String, LedgerCode {
    case rural = "RURAL"
    case bankRegulator = "BANK_REGULATOR"
    case povertyOffice = "CPAD"
    case local = "LOCAL"
    case toConfirm = "TO_CONFIRM"

    public static let listName = "caliber"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .rural: Label("乡村振兴（农业农村）部门", "Rural agency")
        case .bankRegulator: Label("银行监管部门", "Bank regulator")
        case .povertyOffice: Label("扶贫办", "Poverty relief office")
        case .local: Label("地方", "Local")
        case .toConfirm: Label("待确认", "To confirm")
        }
    }
}

/// What a published count counts (户数单位).
public enum CountUnit: String, LedgerCode {
    case household = "HOUSEHOLD"
    case householdTimes = "HOUSEHOLD_TIMES"
    case person = "PERSON"
    case personTimes = "PERSON_TIMES"
    case personOrHousehold = "PERSON_OR_HOUSEHOLD"
    case loan = "LOAN"

    public static let listName = "count_unit"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .household: Label("户", "households")
        case .householdTimes: Label("户次", "household-times")
        case .person: Label("人", "persons")
        case .personTimes: Label("人次", "person-times")
        case .personOrHousehold: Label("人或户", "persons or households")
        case .loan: Label("笔", "loans")
        }
    }
}

/// The level a policy is made at.
public enum PolicyLevel: String, LedgerCode {
    case national
    case province
    case city
    case county
    case product

    public static let listName = "policy_level"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .national: Label("国家", "National")
        case .province: Label("省级", "Province")
        case .city: Label("市级", "City")
        case .county: Label("县级", "County")
        case .product: Label("本系统", "This product")
        }
    }
}

/// The unit of a policy's value.
public enum PolicyUnit: String, LedgerCode {
    case fen
    case basisPoints = "bp"
    case partsPerMillion = "ppm"
    case days
    case months
    case code = "enum"
    case flag = "bool"
    case count

    public static let listName = "policy_unit"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .fen: Label("分", "fen")
        case .basisPoints: Label("基点", "basis points")
        case .partsPerMillion: Label("百万分之一", "parts per million")
        case .days: Label("天", "days")
        case .months: Label("月", "months")
        case .code: Label("代码", "code")
        case .flag: Label("是否", "yes or no")
        case .count: Label("个数", "count")
        }
    }
}

/// The date by which a policy is chosen.
public enum PolicyDate: String, LedgerCode {
    case effectiveOn = "EFFECTIVE_ON"
    case signedOn = "SIGNED_ON"
    case fiscalYear = "FISCAL_YEAR"

    public static let listName = "applies_by"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .effectiveOn: Label("按业务日期", "By business date")
        case .signedOn: Label("按签订日期", "By signing date")
        case .fiscalYear: Label("按年度", "By fiscal year")
        }
    }
}

/// How a figure is held against its target.
public enum Comparator: String, LedgerCode {
    case atLeast = "GE"
    case greater = "GT"
    /// An aim (力争): softer than a floor.
    case aim = "AIM"
    /// To be kept stable; there is no number.
    case stable = "STABLE"

    public static let listName = "comparator"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .atLeast: Label("不低于", "at least")
        case .greater: Label("高于", "more than")
        case .aim: Label("力争达到", "aim at")
        case .stable: Label("保持总体稳定", "keep stable")
        }
    }
}

/// Whether a target is for the place as a whole or for each place in it.
public enum TargetScope: String, LedgerCode {
    case total = "TOTAL"
    case eachPlace = "EACH_PLACE"

    public static let listName = "applies_to"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .total: Label("全地区合计", "the place as a whole")
        case .eachPlace: Label("所辖各地", "each place below")
        }
    }
}

/// Which money the industry share is computed over (口径).
public enum ShareBasis: String, LedgerCode {
    case central = "CENTRAL"
    case centralAndProvincial = "CENTRAL_PROV"
    case allLevels = "ALL_LEVELS"

    public static let listName = "share_basis"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .central: Label("中央资金", "Central")
        case .centralAndProvincial: Label("中央和省级资金", "Central and provincial")
        case .allLevels: Label("各级资金", "All levels")
        }
    }
}

/// Whether the industry share measures money arranged or money paid.
public enum ShareMeasure: String, LedgerCode {
    case arranged = "ARRANGED"
    case paid = "PAID"

    public static let listName = "share_measure"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .arranged: Label("安排", "Arranged")
        case .paid: Label("支出", "Paid")
        }
    }
}

/// The level at which a notice is posted (公示级别).
public enum NoticeLevel: String, LedgerCode {
    case county = "COUNTY"
    case township = "TOWNSHIP"
    case village = "VILLAGE"

    public static let listName = "notice_level"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .county: Label("县级", "County")
        case .township: Label("乡镇", "Township")
        case .village: Label("村级", "Village")
        }
    }
}

/// What a key is for (密钥用途).
public enum KeyPurpose: String, LedgerCode {
    case log = "LOG"
    case token = "TOKEN"

    public static let listName = "key_purpose"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .log: Label("签名检查点", "Signing heads")
        case .token: Label("生成令牌", "Making tokens")
        }
    }
}

/// How stored views compared with the replayed log (视图核对结果).
public enum ViewsResult: String, LedgerCode {
    case equal = "EQUAL"
    case drift = "DRIFT"
    case notCompared = "NOT_COMPARED"

    public static let listName = "views_result"
    public static let table = CodeTable<Self>()
    public var label: Label {
        switch self {
        case .equal: Label("一致", "Equal")
        case .drift: Label("不一致", "Drift")
        case .notCompared: Label("未比对", "Not compared")
        }
    }
}
