import LedgerAudit
import LedgerDomain

/// What an audit says that it showed, by which evidence, and what it did not show.
enum AuditWords {
    static func say(_ outcome: inout AuditOutcome, hasFacts: Bool, hasViews: Bool, _ request: AuditRequest) {
        let found = Set(outcome.report.findings.map(\.verdict))
        let size = outcome.bytes.next
        var proven: [Label] = []
        func prove(_ blocking: Set<VerdictClass>, _ text: Label) {
            if found.isDisjoint(with: blocking) { proven.append(text) }
        }
        if let disclosed = outcome.disclosedCount {
            prove(
                [.content, .sequence, .encoding, .software, .truncated],
                Label(
                    "公开的 \(disclosed) 条记录逐字节与哈希、位置和规范形式相符；全部 \(size) 个位置都有哈希，无一缺失",
                    "the \(disclosed) disclosed entries match their hashes, positions and canonical form, byte by byte; all \(size) positions are accounted for"
                ))
        } else {
            prove(
                [.content, .sequence, .encoding, .software, .truncated],
                Label(
                    "\(size) 条记录逐字节与哈希、位置和规范形式相符",
                    "\(size) entries match their hashes, positions and canonical form, byte by byte"))
        }
        if outcome.hasFigures {
            prove(
                [.projection, .content],
                Label("包内的两个指标等于由记录重算", "both figures of the bundle equal those recomputed from the entries"))
        }
        prove(
            [.signature, .key, .truncated, .content, .sequence, .tail],
            Label(
                "\(outcome.headCount) 个检查点的签名、密钥与根均成立",
                "all \(outcome.headCount) heads are signed by the key of their time and have the replayed root"))
        if !outcome.signers.isEmpty {
            let list = outcome.signers.joined(separator: ", ")
            prove([.signature, .key], Label("签署者：\(list)", "signers: \(list)"))
        }
        if outcome.rules != nil {
            prove(
                [.rule, .replay, .content, .sequence],
                Label("没有未经豁免的违规，没有重复的编号和主键", "no rule is broken without a waiver; no id or key repeats"))
        }
        if hasFacts, outcome.rules != nil {
            prove([.projection, .content], Label("余额等于重算", "balances equal the replay"))
        }
        if hasViews { prove([.projection, .content], Label("视图等于重算", "views equal the replay")) }
        prove(
            [.schema, .reference],
            Label("结构和参考表与账本所固定的相同", "tables and reference data are those that the ledger fixes"))
        if outcome.heldCount > 0 {
            prove(
                [.fork, .truncated, .signature, .key, .sequence],
                Label(
                    "与所持 \(outcome.heldCount) 项证据一致", "consistent with the \(outcome.heldCount) pieces of evidence held"
                ))
        }
        if let witnessed = outcome.witnessedSize {
            prove(
                [.fork, .truncated, .signature, .key],
                Label(
                    "规模 \(witnessed) 的检查点有法定数的见证签名",
                    "the head of size \(witnessed) is signed by the quorum of witnesses"))
        }
        if let (oldest, newest) = outcome.outsideTimes {
            prove(
                [.time],
                Label(
                    "外部证明的时刻：最早 \(oldest)，最新 \(newest)",
                    "times attested from outside: the oldest \(oldest), the newest \(newest)"))
        }
        outcome.report.proven = proven
        outcome.report.unproven = unproven(outcome, hasViews: hasViews, request)
        if request.demandsSeal { seal(&outcome) }
    }

    private static func unproven(_ outcome: AuditOutcome, hasViews: Bool, _ request: AuditRequest) -> [Label] {
        var texts: [Label] = []
        if outcome.heldCount == 0, outcome.witnessedSize == nil {
            texts.append(
                Label(
                    "没有对照外部检查点：持有密钥者重写全部历史不会被发现（用 \(Choice.against)）",
                    "no head from outside was compared: a rewrite by whoever holds the key would not show (use \(Choice.against))"
                ))
        }
        if !outcome.isPinned {
            texts.append(
                Label(
                    "公钥取自账本自身，未由外部确认（用 \(Choice.policy)）",
                    "key not pinned: it came with the ledger (use \(Choice.policy))"))
        }
        if let witnessed = outcome.witnessedSize, witnessed < outcome.bytes.next {
            texts.append(
                Label("位置 \(witnessed) 起的记录尚无见证", "entries from \(witnessed) on are not witnessed yet"))
        }
        if outcome.rules == nil {
            texts.append(Label("没有重放规则、余额和重复检查", "rules, balances and repeats were not replayed"))
        }
        if outcome.outsideTimes == nil {
            texts.append(
                Label("没有外部时间：入账时间只是记账方的说法", "no time from outside: recorded times are the operator's word"))
        }
        if !outcome.missingStamps.isEmpty {
            let list = outcome.missingStamps.prefix(10).map(String.init).joined(separator: ", ")
            texts.append(Label("已登记而缺失的时间戳：位置 \(list)", "stamps that were logged and are not here: positions \(list)"))
        }
        if !hasViews, !outcome.hasFigures { texts.append(Label("没有视图可核对", "no views were there to compare")) }
        texts += outcome.notes
        texts.append(Label("本程序不能为自身作证", "this program cannot vouch for itself"))
        return texts
    }

    private static func seal(_ outcome: inout AuditOutcome) {
        let size = outcome.bytes.next
        let sealed = max(outcome.witnessedSize ?? 0, outcome.heldSize)
        guard sealed < size else { return }
        outcome.report.add(
            AuditFinding(
                .tail, seq: sealed, lastSeq: size - 1, by: "seal",
                Label(
                    "位置 \(sealed) 起没有外部持有的检查点",
                    "no head that somebody outside holds covers the entries from \(sealed) on")))
    }
}
