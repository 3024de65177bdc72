/// A unit in which amounts are written (金额单位).
public enum MoneyUnit: String, CaseIterable, Sendable {
    /// 分, the unit of every stored amount.
    case fen
    /// 元 = 100 分.
    case yuan
    /// 万元 = 10⁶ 分.
    case wanYuan
    /// 亿元 = 10¹⁰ 分.
    case yiYuan

    /// How many decimals of this unit make 分.
    public var decimals: Int {
        switch self {
        case .fen: 0
        case .yuan: 2
        case .wanYuan: 6
        case .yiYuan: 10
        }
    }

    /// How many 分 it is.
    public var fen: Int64 {
        switch self {
        case .fen: 1
        case .yuan: 100
        case .wanYuan: 1_000_000
        case .yiYuan: 10_000_000_000
        }
    }

    /// The name people see.
    public var label: Label {
        switch self {
        case .fen: Label("分", "fen")
        case .yuan: Label("元", "yuan")
        case .wanYuan: Label("万元", "10,000 yuan")
        case .yiYuan: Label("亿元", "100 million yuan")
        }
    }

    /// The unit that a heading or a cell names, by its Chinese word or its English one with underscores.
    public init?(named name: some StringProtocol) {
        switch String(name) {
        case "分", "fen": self = .fen
        case "元", "yuan", "人民币元": self = .yuan
        case "万元", "万", "wan_yuan", "wan": self = .wanYuan
        case "亿元", "亿", "yi_yuan", "yi": self = .yiYuan
        default: return nil
        }
    }
}
