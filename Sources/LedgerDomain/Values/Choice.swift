/// What a person may choose or give when asking for something, as texts below their door name it (选项).
///
/// A text says `\(Choice.sheet)`, and a ``Vocabulary`` says what stands there: the command line an option, a server the
/// name of a field of its form. So a rule or a service can say what to do next and knows no `--sheet`.
///
/// To add one, write the case and its ``label``; a door whose vocabulary does not name it yet does not compile.
public enum Choice: String, CaseIterable, Sendable {
    /// The sheet of a workbook that is imported.
    case sheet
    /// The encoding of a text.
    case encoding
    /// What an imported sheet holds.
    case profile
    /// To check and write nothing.
    case dryRun
    /// To take the rows without faults.
    case acceptValid
    /// The code of a check, under which exactly its result is recorded.
    case check
    /// The ledger's place.
    case ledger
    /// The last that was known.
    case knownAt
    /// The breakdown of a report.
    case by
    /// The basis of an industry share.
    case basis
    /// The business date of a reversal.
    case on
    /// The first of a stretch of positions.
    case from
    /// The last of a stretch of positions.
    case to
    /// How many rows are listed.
    case limit
    /// A type of entries.
    case type
    /// The seed of a sample.
    case seed
    /// Waived findings too.
    case waived
    /// All details.
    case details
    /// A directory of tiles in place of the ledger.
    case tiles
    /// Heads kept elsewhere.
    case against
    /// A policy that pins keys.
    case policy
    /// Certificates of time-stamping authorities.
    case authorities
    /// The logs that a witness follows.
    case followedLogs
    /// The entry that a proof is about.
    case entry
    /// The older head that a proof is about.
    case old
    /// A consistency proof from a size, which follows.
    case proofFrom
    /// Findings under the policies of today.
    case findingsOfToday

    /// The words where a door has none of its own.
    public var label: Label {
        switch self {
        case .sheet: Label("工作表名称", "its name")
        case .encoding: Label("“编码”", "the setting for it")
        case .profile: Label("“表格内容”", "that was chosen")
        case .dryRun: Label("试导入", "a trial import")
        case .acceptValid: Label("“只入账无错误的行”", "the choice of rows without faults")
        case .check: Label("校验码", "with the code")
        case .ledger: Label("账本的位置", "the ledger's place")
        case .knownAt: Label("已知截止", "the cut-off of what was known")
        case .by: Label("分组", "the breakdown")
        case .basis: Label("口径", "the basis")
        case .on: Label("冲销的业务日期", "the date of the reversal")
        case .from: Label("起点", "the start")
        case .to: Label("终点", "the end")
        case .limit: Label("条数上限", "the limit")
        case .type: Label("“记录类型”", "The choice of a type")
        case .seed: Label("种子", "seed")
        case .waived: Label("可一并列出", "may be listed")
        case .details: Label("明细", "the details")
        case .tiles: Label("瓦片目录", "a directory of tiles")
        case .against: Label("外部检查点", "a head kept elsewhere")
        case .policy: Label("策略文件", "a policy file")
        case .authorities: Label("时间戳机构证书", "the authorities")
        case .followedLogs: Label("所见证的日志", "among those given")
        case .entry: Label("所证记录", "the entry")
        case .old: Label("较早的检查点", "the older head")
        case .proofFrom: Label("一致性证明，自规模", "the consistency proof from size")
        case .findingsOfToday: Label("按今日政策的疑点", "the findings under today's policies")
        }
    }
}

extension Choice: CustomStringConvertible {
    /// The choice inside a text, until a vocabulary names it: its name between the control characters for the start and
    /// the end of a text (STX, ETX), which no text of an entry may hold.
    public var description: String { "\u{2}\(rawValue)\u{3}" }
}

/// What the choices of people are called at one door (选项用语).
public struct Vocabulary: Sendable {
    private let label: @Sendable (Choice) -> Label

    /// A vocabulary.
    ///
    /// - Parameter label: what stands in a text for a choice.
    public init(_ label: @escaping @Sendable (Choice) -> Label) {
        self.label = label
    }

    /// Plain words, for a door that has none of its own.
    public static let plain = Vocabulary { $0.label }

    /// A text with its choices named.
    public func text(_ text: String, _ language: Language) -> String {
        guard text.utf8.contains(2) else { return text }
        var named = ""
        var rest = text.unicodeScalars[...]
        while let open = rest.firstIndex(of: "\u{2}") {
            named.unicodeScalars += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "\u{3}"),
                let choice = Choice(rawValue: String(rest[rest.index(after: open)..<close]))
            else {
                named.unicodeScalars.append("\u{2}")
                rest = rest.dropFirst()
                continue
            }
            named += label(choice).text(language)
            rest = rest[rest.index(after: close)...]
        }
        return named + String(rest)
    }
}

extension Label {
    /// The text in one language, with its choices as a door names them.
    public func text(_ language: Language, _ vocabulary: Vocabulary) -> String {
        vocabulary.text(language == .chinese ? chinese : english, language)
    }

    /// The label with its choices as a door names them.
    public func named(by vocabulary: Vocabulary) -> Label {
        Label(vocabulary.text(chinese, .chinese), vocabulary.text(english, .english))
    }
}

extension Fault {
    /// The fault with its choices as a door names them.
    public func named(by vocabulary: Vocabulary) -> Fault {
        Fault(
            rule: rule, outcome: outcome, path: path, given: given, expected: expected.named(by: vocabulary),
            remedy: remedy.named(by: vocabulary), difference: difference, severity: severity)
    }
}
