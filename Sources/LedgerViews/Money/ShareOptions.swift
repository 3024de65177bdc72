public import LedgerDomain

/// Which classes of projects count as industry (计入范围); taken from the numerator alone.
public enum ShareClasses: String, CaseIterable, Sendable {
    /// 产业发展, doubtful classes included.
    case all = "ALL"
    /// Without classes on which sources differ.
    case noDoubtful = "NO_DOUBTFUL"
    /// Without 小额贷款贴息 (01.05.01).
    case noMicroloanSubsidy = "NO_MICROLOAN_SUBSIDY"

    /// The name people see.
    public var label: Label {
        switch self {
        case .all: Label("全部产业", "All industry")
        case .noDoubtful: Label("不含存疑类型", "Without doubtful classes")
        case .noMicroloanSubsidy: Label("不含小额贷款贴息", "Without microloan subsidy")
        }
    }
}

/// What money figures are broken down by (`--by`).
public enum MoneyGrouping: String, CaseIterable, Sendable {
    /// The place alone.
    case total = "none"
    /// The first level of the project taxonomy; its share of all money.
    case projectClass = "class"
    /// Who the project serves, 到户 among them; its share of all money.
    case nature
    /// The task direction.
    case task
    /// The source; only linked funds enter the share, the others stand beside.
    case source
    /// The level of the money.
    case level
    /// 重点帮扶县 and the others.
    case keyCounties = "key-counties"
    /// The provinces.
    case province
    /// Each place below that has money.
    case place
    /// The batch.
    case batch

    /// The code of its rows, as `CLASS`.
    public var code: String {
        self == .total ? "TOTAL" : rawValue.uppercased().replacingHyphens
    }
}

extension String {
    fileprivate var replacingHyphens: String { String(map { $0 == "-" ? "_" : $0 }) }
}

/// The tables that money reports read.
public struct MoneyReference: Sendable {
    /// Names and nesting of places.
    public var regions: RegionTable
    /// Which classes are doubtful, and the names of their groups.
    public var taxonomy: TaxonomyTable
    /// 国家乡村振兴重点帮扶县.
    public var keyCounties: Set<RegionCode>

    /// The tables.
    public init(regions: RegionTable, taxonomy: TaxonomyTable, keyCounties: Set<RegionCode> = []) {
        self.regions = regions
        self.taxonomy = taxonomy
        self.keyCounties = keyCounties
    }
}

/// A place whose year is closed: its figures are final.
public struct ClosedYear: Hashable, Sendable {
    /// The place, and all below it.
    public var region: RegionCode
    /// The budget year.
    public var year: Int

    /// A closed year of a place.
    public init(region: RegionCode, year: Int) {
        self.region = region
        self.year = year
    }
}

/// What an industry share report is asked for.
public struct ShareOptions: Sendable {
    /// The breakdown; `nil` is the default: the classes, and the places below.
    public var by: MoneyGrouping?
    /// The basis; `nil` is all three for the place itself and the headline for breakdowns.
    public var basis: ShareBasis?
    /// The measure; `nil` is both for the place itself and ARRANGED for breakdowns.
    public var measure: ShareMeasure?
    /// The classes; `nil` is all three for the place itself and ALL for breakdowns.
    public var classes: ShareClasses?
    /// The years that are closed.
    public var closed: Set<ClosedYear>

    /// A report without limits but these.
    public init(
        by: MoneyGrouping? = nil, basis: ShareBasis? = nil, measure: ShareMeasure? = nil, classes: ShareClasses? = nil,
        closed: Set<ClosedYear> = []
    ) {
        self.by = by
        self.basis = basis
        self.measure = measure
        self.classes = classes
        self.closed = closed
    }
}
