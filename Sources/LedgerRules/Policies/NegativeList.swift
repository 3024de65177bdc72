import LedgerDomain

/// What linked funds never pay for (负面清单), as words of a purpose and economic classes.
///
/// The list is that of 财农〔2021〕19号; its wording, and which words and classes stand for it, are defaults, to be
/// confirmed by the office.
enum NegativeList: CaseIterable {
    case basicExpense
    case vehicle
    case communication
    case building
    case bonus
    case debt
    case advance

    /// The name of the list's item.
    var label: Label {
        switch self {
        case .basicExpense: Label("单位基本支出", "basic expenditure of a unit")
        case .vehicle: Label("交通工具", "vehicles")
        case .communication: Label("通讯设备", "communication equipment")
        case .building: Label("楼堂馆所", "office buildings and halls")
        case .bonus: Label("奖金津贴福利", "bonuses, allowances and welfare")
        case .debt: Label("偿还债务", "repayment of debt")
        case .advance: Label("垫资", "money advanced by others")
        }
    }

    /// The item that a purpose names first.
    ///
    /// It runs for every payment of an import, so that it looks at bytes, once: words are found by their first character.
    static func item(inPurpose text: String) -> NegativeList? {
        let bytes = Array(text.utf8)
        var index = 0
        while index + characterLength <= bytes.count {
            let found = words[packed(bytes[index...])]?.first { bytes[index...].starts(with: $0.word) }
            if let found { return found.item }
            index += 1
        }
        return nil
    }

    /// The item that an economic class stands for.
    static func item(ofEconomicClass code: String) -> NegativeList? {
        classes.first { $0.isExact ? $0.code == code : code.utf8.starts(with: $0.code.utf8) }?.item
    }

    /// The length of every Chinese character of the words in UTF-8.
    private static let characterLength = 3

    private static func packed(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.prefix(characterLength).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The words by their first character.
    private static let words: [UInt32: [(word: [UInt8], item: NegativeList)]] = {
        let all = allCases.flatMap { item in item.words.map { (word: Array($0.utf8), item: item) } }
        return Dictionary(grouping: all) { packed($0.word[...]) }
    }()

    private static let classes: [(code: String, isExact: Bool, item: NegativeList)] = allCases.flatMap { item in
        item.exactClasses.map { ($0, true, item) } + item.classes.map { ($0, false, item) }
    }

    private var words: [String] {
        switch self {
        case .basicExpense: ["基本支出", "办公经费", "办公费", "公用经费", "人员经费", "机关运行"]
        case .vehicle: ["交通工具", "公务用车", "公车", "小汽车", "轿车"]
        case .communication: ["通讯设备", "通讯工具", "手机", "对讲机"]
        case .building: ["楼堂馆所", "办公楼", "办公用房", "招待所"]
        case .bonus: ["奖金", "津贴", "津补贴", "福利"]
        case .debt: ["偿还债务", "偿债", "还债", "归还借款", "归还贷款", "还本付息", "清偿欠款"]
        case .advance: ["垫资", "垫付", "垫款"]
        }
    }

    /// Economic classes with all below them, of the government's chart (five digits from 5) and the departments' (from 3).
    ///
    /// Wages are ``A12PayAndBonus``'s to report.
    private var classes: [String] {
        switch self {
        case .basicExpense: ["50201", "50206", "50207", "50208", "30201", "30212", "30217", "30231"]
        case .vehicle: ["50303", "50403", "30913", "31013"]
        case .building: ["50301"]
        case .debt: ["511", "512", "307"]
        case .communication, .bonus, .advance: []
        }
    }

    /// Economic classes that stand for an item only where they are written without more digits: most of what 503 has
    /// below it builds roads and wells.
    private var exactClasses: [String] { self == .building ? ["503"] : [] }
}
