public import LedgerAudit
import LedgerDomain
import LedgerInterchange
import LedgerLog
import LedgerReference
import LedgerRules
import LedgerViews
import MerkleLog

/// What an auditor brings.
public struct AuditRequest: Sendable {
    /// Heads held from elsewhere: paths of notes, or `SIZE:ROOT`.
    public var against: [String] = []
    /// A policy file that pins the log's key (C2SP tlog-policy).
    public var policy: String?
    /// Whether the stored views must be there.
    public var demandsViews = false

    /// A request without evidence from elsewhere.
    public init() {}
}

extension Ledger {
    /// Replays the whole log and holds every part of it against every other; never writes.
    public static func audit(_ directory: String, _ request: AuditRequest) throws -> AuditReport {
        let log = try SQLiteLog(reading: directory)
        defer { try? log.close() }
        let reference = try ShippedReference()
        return try Auditor(directory: directory, log: log, reference: reference, request: request).run()
    }
}

/// One audit of one ledger directory.
private struct Auditor {
    let directory: String
    let log: SQLiteLog
    let reference: ShippedReference
    let request: AuditRequest

    func run() throws -> AuditReport {
        let opening = try opening()
        let trusted = try request.against.map(trustedHead)
        var stops = Set(HeadChecks.sizes(of: trusted))
        try log.forEachHead { stops.insert($0.size) }
        let views = try viewsPosition()
        var replay = LogReplay(
            form: EntryForm(taxonomy: reference.taxonomy),
            context: RuleContext(ledgerRegion: opening.region, regions: reference.regions, entry: lookup()),
            stops: stops,
            foldsUntil: views?.size ?? 0, isHistory: { Profile(rawValue: $0)?.isPublishedHistory ?? false })
        try log.forEachBatch { batch in
            replay.read(
                AuditBatch(
                    first: batch.first, count: batch.count, entries: batch.entries, leaves: batch.leaves,
                    digest: batch.digest))
            return true
        }
        var report = replay.report
        report.origin = opening.origin
        report.size = replay.next
        report.root = replay.root.base64
        let (keys, isPinned) = try keys(opening, &report)
        let covered = try checkHeads(replay, opening.origin, keys, &report)
        for head in trusted {
            if let finding = HeadChecks.trusted(
                head, origin: opening.origin, keys: keys, logSize: replay.next, rootAt: { replay.roots[$0] })
            {
                report.add(finding)
            }
        }
        if covered < replay.next {
            report.add(
                AuditFinding(
                    .tail, seq: covered, lastSeq: replay.next - 1, by: "checkpoint:\(covered)",
                    Label("位置 \(covered) 起没有签名的检查点", "no signed head covers the entries from \(covered) on")))
        }
        try checkSchema(&report)
        try checkFacts(replay, &report)
        try checkViews(replay, views, &report)
        say(replay, opening, trusted.count, isPinned: isPinned, hasViews: views != nil, &report)
        return report
    }

    // MARK: Identity and keys

    private func opening() throws -> (origin: String, region: RegionCode, key: NoteVerifierKey?) {
        guard let bytes = try log.entry(at: 0), let entry = try? Entry(bytes), entry.ownKind == .ledgerOpened,
            let origin = entry.text(.origin), let region = entry.region(.region)
        else {
            // The replay says what is wrong with the entry; a strange one has no identity to hold heads to.
            return ("", .nation, nil)
        }
        return (origin, region, entry.text(.logVerifierKey).flatMap { try? NoteVerifierKey($0) })
    }

    private func keys(
        _ opening: (origin: String, region: RegionCode, key: NoteVerifierKey?), _ report: inout AuditReport
    ) throws -> (keys: [NoteVerifierKey], isPinned: Bool) {
        guard let path = request.policy else { return (opening.key.map { [$0] } ?? [], false) }
        guard let bytes = Files.read(path) else {
            throw ServiceError.noInput(path: path, Label("策略文件不能读取", "the policy file cannot be read"))
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
        let keys = lines.filter { $0.first == "log" && $0.count >= 2 }.compactMap { try? NoteVerifierKey($0[1]) }
        guard !keys.isEmpty else {
            throw ServiceError.usage(Label("策略文件没有 log 行", "the policy file has no line \"log <vkey>\""))
        }
        if lines.contains(where: { $0.first == "quorum" && $0.last != "none" }) {
            report.add(
                AuditFinding(
                    .unproven, by: "policy",
                    Label("策略要求见证人，本账本没有见证签名", "the policy asks for witnesses; this ledger has no cosignatures")))
        }
        return (keys, true)
    }

    // MARK: Heads

    private func trustedHead(_ text: String) throws -> TrustedHead {
        if let bytes = Files.read(text) {
            return .note(bytes, name: text.split(separator: "/").last.map(String.init) ?? text)
        }
        let parts = text.split(separator: ":", maxSplits: 1)
        if parts.count == 2, let size = StrictDecimal.decode(parts[0]),
            let root = Hash(base64: parts[1]) ?? Hash(hex: parts[1])
        {
            return .typed(size: size, root: root)
        }
        throw ServiceError.noInput(
            path: text, Label("--against 应为检查点文件或 规模:根", "--against takes the file of a head, or SIZE:ROOT"))
    }

    /// Checks every stored head; gives the size up to which entries are signed for.
    private func checkHeads(
        _ replay: LogReplay, _ origin: String, _ keys: [NoteVerifierKey], _ report: inout AuditReport
    ) throws -> UInt64 {
        var covered: UInt64 = 0
        var lastGood: UInt64 = 0
        var findings: [AuditFinding] = []
        let hasContentFinding = replay.report.findings.contains { $0.verdict == .content && $0.by == "leaf" }
        try log.forEachHead { head in
            covered = max(covered, head.size)
            let finding = HeadChecks.stored(
                size: head.size, storedRoot: head.root, note: head.note, origin: origin, keys: keys,
                root: replay.roots[head.size], lastGood: lastGood, logSize: replay.next)
            guard let finding else {
                lastGood = head.size
                return
            }
            // The exact position is known from the leaf; the interval of a head after it says less.
            if finding.verdict == .content, hasContentFinding || findings.contains(where: { $0.verdict == .content }) {
                return
            }
            findings.append(finding)
        }
        findings.forEach { report.add($0) }
        return covered
    }

    // MARK: Derived tables

    private func checkSchema(_ report: inout AuditReport) throws {
        let found = try log.schemaObjects()
        let wanted = try LogSchema.objects()
        for name in Set(found.keys).union(wanted.keys).sorted() where found[name] != wanted[name] {
            report.add(
                AuditFinding(
                    .schema, want: wanted[name] == nil ? "absent" : "as released",
                    got: found[name] == nil ? "absent" : "changed",
                    by: name, Label("\(name) 与本版本的结构不同", "\(name) is not as this release makes it")))
        }
    }

    private func checkFacts(_ replay: LogReplay, _ report: inout AuditReport) throws {
        var wanted: [Int64: [UInt8]] = [:]
        for change in try FactStore.changes(replay.facts, { _ in [:] }) { wanted[change.key] = change.state }
        var findings: [AuditFinding] = []
        try log.forEachFact { key, seq, state in
            let expected = wanted.removeValue(forKey: key)
            guard expected.map({ !$0.elementsEqual(state) }) ?? true else { return }
            findings.append(
                AuditFinding(
                    .projection, seq: seq, want: expected.map { Hexadecimal.encode($0) } ?? "absent",
                    got: Hexadecimal.encode(state), by: "fact:\(key)",
                    Label("余额表与重算不符", "a stored balance is not the replayed one")))
        }
        for key in wanted.keys.sorted() {
            findings.append(
                AuditFinding(
                    .projection, want: "present", got: "absent", by: "fact:\(key)",
                    Label("余额表缺少一项", "a stored balance is missing")))
        }
        // A changed entry changes balances with it; that is one finding, not many.
        if report.findings.allSatisfy({ $0.verdict != .content && $0.verdict != .sequence }) {
            findings.forEach { report.add($0) }
        }
    }

    private func viewsPosition() throws -> ViewsFile.Position? {
        let path = directory + "/views.sqlite"
        guard Files.exists(path) else { return nil }
        let file = try ViewsFile(reading: path)
        defer { try? file.close() }
        var position: ViewsFile.Position?
        for view in LedgerFold.views {
            guard let found = try file.position(of: view.name), found.version == view.version,
                position == nil || position == found
            else { return nil }
            position = found
        }
        return position
    }

    private func checkViews(_ replay: LogReplay, _ position: ViewsFile.Position?, _ report: inout AuditReport) throws {
        guard let position else {
            if request.demandsViews {
                report.add(AuditFinding(.unproven, by: "views", Label("没有可核对的视图", "there are no views to compare")))
            }
            return
        }
        guard position.size <= replay.next,
            report.findings.allSatisfy({ $0.verdict != .content && $0.verdict != .sequence })
        else { return }
        let file = try ViewsFile(reading: directory + "/views.sqlite")
        defer { try? file.close() }
        for cell in try ViewsComparison.cells(file, replay.fold) {
            report.add(
                AuditFinding(
                    .projection, want: cell.expected, got: cell.actual, by: "view:\(cell.view)",
                    Label(
                        "视图 \(cell.view) 的 \(cell.key) 与重算不符",
                        "view \(cell.view), \(cell.key), is not what the log gives")))
        }
    }

    private func lookup() -> (UInt64) -> [UInt8]? {
        // On a connection of its own: the replay's is in the middle of a scan.
        let past = try? SQLiteLog(reading: directory)
        return { seq in try? past?.entry(at: seq) }
    }

    // MARK: Words

    private func say(
        _ replay: LogReplay, _ opening: (origin: String, region: RegionCode, key: NoteVerifierKey?), _ held: Int,
        isPinned: Bool, hasViews: Bool, _ report: inout AuditReport
    ) {
        let classes = Set(report.findings.map(\.verdict))
        func prove(_ blocking: Set<VerdictClass>, _ text: Label) {
            if classes.isDisjoint(with: blocking) { report.proven.append(text) }
        }
        prove(
            [.content, .sequence, .encoding],
            Label(
                "\(replay.next) 条记录逐字节与哈希、位置和规范形式相符",
                "\(replay.next) entries match their hashes, positions and canonical form, byte by byte"))
        prove(
            [.signature, .truncated, .content, .tail],
            Label("每个检查点的签名与根均成立", "every head is signed and has the replayed root"))
        prove(
            [.rule, .replay], Label("没有未经豁免的违规，没有重复的编号和主键", "no rule is broken without a waiver; no id or key repeats"))
        prove(
            [.projection],
            hasViews
                ? Label("余额与视图等于重算", "balances and views equal the replay")
                : Label("余额等于重算", "balances equal the replay"))
        prove([.schema], Label("表结构与本版本相同", "the tables are those of this release"))
        if held > 0 {
            prove(
                [.fork, .truncated, .signature], Label("与所持 \(held) 个检查点一致", "consistent with the \(held) heads held"))
        } else {
            report.unproven.append(
                Label(
                    "没有对照外部检查点：持有密钥者重写全部历史不会被发现（用 --against）",
                    "no head from outside was compared: a rewrite by whoever holds the key would not show (use --against)"
                ))
        }
        if !isPinned {
            report.unproven.append(
                Label("公钥取自账本自身，未由外部确认（用 --policy）", "key not pinned: it came with the ledger (use --policy)"))
        }
        if !hasViews { report.unproven.append(Label("没有视图可核对", "no views were there to compare")) }
        report.unproven.append(Label("本程序不能为自身作证", "this program cannot vouch for itself"))
    }
}
