public import LedgerDomain
public import LedgerViews
public import MerkleLog

/// A time stamp that an entry logged back.
public struct LoggedStamp: Hashable, Sendable {
    /// The position of the entry.
    public let seq: UInt64
    /// The size of the head that was stamped.
    public let size: UInt64
    /// The root of that head, in hexadecimal.
    public let root: String
    /// When, as the entry says.
    public let time: Instant
    /// SHA-256 of the authority's answer, in hexadecimal.
    public let responseHash: String
}

/// Replays the bytes of a stretch of a log: digests, leaves, positions, canonical form, tiles, roots and figures
/// (逐字节重放).
///
/// Rows are given in order. A stretch after the first begins with the edge of the tree that the store claims; whoever
/// joins stretches compares it with the one that the stretch before ends with (``joins(_:)``).
public struct BytesReplay: Sendable {
    /// What was found, in the order of finding.
    public private(set) var report = AuditReport()
    /// The figures of the entries.
    public private(set) var fold = LedgerFold()
    /// The positions whose bytes are not those committed, or cannot be read.
    public private(set) var broken: Set<UInt64> = []
    /// The entries that change the key of the log.
    public private(set) var keyChanges: [(seq: UInt64, key: String)] = []
    /// The stamps logged.
    public private(set) var stamps: [LoggedStamp] = []
    /// The digests in force: of the opening entry, and what was adopted since.
    public private(set) var adopted: [Key: String] = [:]
    /// The roots at the sizes asked for and reached.
    public private(set) var roots: [UInt64: Hash] = [:]
    /// How many rows were read.
    public private(set) var rowCount: UInt64 = 0
    /// The largest size of a head.
    public private(set) var covered: UInt64 = 0
    /// The edge of the tree over all entries up to the end of the stretch.
    public private(set) var frontier: Frontier
    /// When the first and the last entry were recorded.
    public private(set) var firstRecordedAt: Instant?
    public private(set) var lastRecordedAt: Instant?

    private let form: EntryForm
    private let stops: Set<UInt64>
    private let foldsUntil: UInt64
    private let start: Frontier
    private let startTiles: TileBuilder
    private var builder: TileBuilder
    /// When the last entry was recorded, where it can be read.
    private var ownTime: Instant?
    private var lastGoodHead: UInt64 = 0
    private var hasBrokenRoot = false
    /// How many positions no row holds. Beyond such a gap positions go on, and no root can be computed.
    private var missing: UInt64 = 0

    /// The position after the last entry read.
    public var next: UInt64 { frontier.size + missing }
    /// Whether rows are missing in the middle, so that roots beyond them are unknown.
    public var hasGap: Bool { missing > 0 }
    /// The root over the entries up to the end of the stretch.
    public var root: Hash { frontier.root }

    /// A replay.
    ///
    /// - Parameters:
    ///   - frontier: the edge of the tree before the stretch, as the store claims it.
    ///   - builder: the unfinished tiles there.
    ///   - stops: the sizes at which roots are wanted.
    ///   - foldsUntil: figures are folded up to this position.
    public init(
        form: EntryForm, after frontier: Frontier = Frontier(), _ builder: TileBuilder = TileBuilder(),
        stops: Set<UInt64>, foldsUntil: UInt64
    ) {
        self.form = form
        self.stops = stops
        self.foldsUntil = foldsUntil
        self.frontier = frontier
        self.builder = builder
        start = frontier
        startTiles = builder
        if stops.contains(frontier.size) { roots[frontier.size] = frontier.root }
    }

    /// Whether this stretch ends where a later one claims to begin, in the tree and in time.
    public func joins(_ later: BytesReplay) -> Bool {
        guard frontier == later.start, builder == later.startTiles else { return false }
        guard let last = lastRecordedAt, let first = later.firstRecordedAt else { return true }
        return last <= first
    }

    /// Adds a stretch that follows and ``joins(_:)``.
    public mutating func append(_ later: BytesReplay) {
        for finding in later.report.findings { report.add(finding) }
        fold.merge(later.fold)
        broken.formUnion(later.broken)
        keyChanges += later.keyChanges
        stamps += later.stamps
        adopted.merge(later.adopted) { $1 }
        roots.merge(later.roots) { $1 }
        covered = max(covered, later.covered)
        rowCount += later.rowCount
        frontier = later.frontier
        builder = later.builder
        firstRecordedAt = firstRecordedAt ?? later.firstRecordedAt
        lastRecordedAt = later.lastRecordedAt ?? lastRecordedAt
    }

    // MARK: Rows

    /// Reads rows up to a position.
    ///
    /// - Parameter relieve: may put aside cells of the fold; asked after each row.
    public mutating func read(
        _ source: some AuditSource, upTo end: UInt64 = .max, relieve: (inout LedgerFold) throws -> Void = { _ in }
    ) throws {
        var reader = EntryReader(form: form)
        try source.forEachRow(from: next) { row in
            try read(row, source, &reader)
            try relieve(&fold)
            return next < end
        }
    }

    private mutating func read(_ row: AuditRow, _ source: some AuditSource, _ reader: inout EntryReader) throws {
        rowCount += 1
        guard isNext(row) else { return }
        let first = next
        let brokenBefore = broken.count
        var heads = try source.heads(after: first, through: first + UInt64(max(0, row.count)))[...]
        var index = 0
        try row.forEachEntry { bytes in
            defer { index += 1 }
            // What stands beyond the count has no place in the log; the count is reported below.
            guard index < row.count else { return }
            if bytes.isEmpty, row.hidesEntries, let leaf = row.leaf(index) {
                try extend(leaf, source)
            } else {
                try read(bytes, row.leaf(index), source, &reader)
            }
            checkHeads(&heads)
        }
        try checkRow(row, first, found: index, source, &heads)
        // Where a leaf told the position, the digest of the row says less.
        if broken.count == brokenBefore { checkDigest(row, first) }
    }

    /// Whether a row goes on where the one before ended. What lies over another row is not read a second time; after a
    /// gap the row's own positions hold, so that one missing row is one finding.
    private mutating func isNext(_ row: AuditRow) -> Bool {
        guard row.first != next else { return true }
        let isGap = row.first > next
        report.add(
            AuditFinding(
                .sequence, seq: min(row.first, next), lastSeq: isGap ? row.first - 1 : nil, want: "\(next)",
                got: "\(row.first)", by: "batch",
                Label("应为位置 \(next)，实为 \(row.first)", "expected position \(next), found \(row.first)")))
        // Positions of a hostile row must not run over.
        guard isGap, row.first < 1 << 62 else { return false }
        missing += row.first - next
        return true
    }

    private mutating func checkRow(
        _ row: AuditRow, _ first: UInt64, found: Int, _ source: some AuditSource, _ heads: inout ArraySlice<AuditHead>
    ) throws {
        if found != row.count || !row.isWhole {
            // A tile that is short of bytes was cut; a row of the table says another count than it holds.
            let isCut = row.framing == .lengths && found < row.count
            report.add(
                AuditFinding(
                    isCut ? .truncated : .sequence, seq: first + UInt64(min(found, max(0, row.count))),
                    want: "\(row.count)",
                    got: "\(found)",
                    by: "batch",
                    Label(
                        "该行应有 \(row.count) 条，实有 \(found) 条",
                        "the row should hold \(row.count) entries and holds \(found)")))
        }
        // Positions after a row that lost entries stay what they are: the tree goes on over its leaves.
        for missing in stride(from: found, to: row.count, by: 1) {
            guard let leaf = row.leaf(missing) else { break }
            broken.insert(next)
            try extend(leaf, source)
            checkHeads(&heads)
        }
    }

    private mutating func checkDigest(_ row: AuditRow, _ first: UInt64) {
        guard let stored = row.digest else { return }
        let digest = MerkleTree.sha256(row.entries)
        guard !digest.withBytes({ $0.elementsEqual(stored) }) else { return }
        report.add(
            AuditFinding(
                .content, seq: first, lastSeq: first + UInt64(max(1, row.count)) - 1,
                want: Hexadecimal.encode(stored), got: digest.hex, by: "digest",
                Label("该行内容与其摘要不符", "the row's text is not what its digest says")))
    }

    // MARK: Entries

    private mutating func read(
        _ bytes: UnsafeRawBufferPointer, _ stored: Hash?, _ source: some AuditSource, _ reader: inout EntryReader
    ) throws {
        let seq = next
        let computed = MerkleTree.leafHash(bytes)
        let isIntact = stored == computed
        if !isIntact {
            broken.insert(seq)
            report.add(
                AuditFinding(
                    .content, seq: seq, want: stored?.hex ?? "", got: computed.hex, by: "leaf",
                    Label("位置 \(seq) 的内容与其哈希不符", "the entry at \(seq) does not hash to its leaf")))
        }
        // The tree goes on over the committed leaf, so that one changed entry is one finding.
        try extend(stored ?? computed, source)
        do throws(EntryFault) { try reader.read(bytes) } catch {
            broken.insert(seq)
            ownTime = nil
            if isIntact { addEncoding(seq, Reason.token(error), Reason.of(error)) }
            return
        }
        let isSound = reader.isSound
        reader.withEntry { entry in
            check(entry, seq, isSound: isSound || !isIntact)
            if seq < foldsUntil { fold.apply(entry) }
        }
    }

    private mutating func extend(_ leaf: Hash, _ source: some AuditSource) throws {
        var full: [TileBuilder.FullTile] = []
        frontier.append(leaf) { level, root in
            if let tile = builder.add(root, level: level) { full.append(tile) }
        }
        guard !hasGap else { return }
        for tile in full { try check(tile, source) }
        if stops.contains(next) { roots[next] = frontier.root }
    }

    private mutating func addEncoding(_ seq: UInt64, _ got: String, _ reason: Label) {
        report.add(
            AuditFinding(
                .encoding, seq: seq, got: got, by: "canonical",
                Label(
                    "位置 \(seq) 不是规范形式（\(reason.chinese)）",
                    "the entry at \(seq) is not in canonical form (\(reason.english))")))
    }

    /// - Parameter isSound: whether its form needs no check: it passed, or its bytes are not the committed ones.
    private mutating func check(_ entry: Entry, _ seq: UInt64, isSound: Bool) {
        if entry.seq != seq {
            let got = entry.text(.seq) ?? ""
            report.add(
                AuditFinding(
                    .sequence, seq: seq, want: "\(seq)", got: got, by: "entry",
                    Label("位置 \(seq) 存的是编号 \(got) 的记录", "position \(seq) holds the entry numbered \(got)")))
        }
        checkTime(entry, seq)
        guard let kind = entry.ownKind else {
            report.add(
                AuditFinding(
                    .software, seq: seq, got: entry.typeName, by: "catalogue",
                    Label("位置 \(seq) 的类型本版本不认识", "the type at \(seq) is unknown to this release")))
            return
        }
        if (kind == .ledgerOpened) != (seq == 0) {
            report.add(
                AuditFinding(
                    .sequence, seq: seq, want: "ledger.opened at 0", got: entry.typeName, by: "entry",
                    Label("账本须由首条记录开立，且只开立一次", "a ledger is opened by its first entry, and once")))
        } else if kind.isOwnedByLedger || kind == .referenceAdopted {
            note(kind, entry, seq)
        }
        if isSound { return }
        for fault in form.faults(in: entry) where fault.outcome == .refuse {
            broken.insert(seq)
            addEncoding(seq, "\(fault.rule) \(fault.path)", Label("\(fault.path)", "\(fault.path)"))
        }
    }

    private mutating func checkTime(_ entry: Entry, _ seq: UInt64) {
        ownTime = entry.recordedAt
        guard let recorded = ownTime else { return }
        if let last = lastRecordedAt, recorded < last {
            report.add(
                AuditFinding(
                    .time, seq: seq, want: "\(last) or later", got: "\(recorded)", by: "entry",
                    Label("位置 \(seq) 的入账时间早于前一条", "the entry at \(seq) is recorded before the one before it")))
        }
        firstRecordedAt = firstRecordedAt ?? recorded
        lastRecordedAt = recorded
    }

    /// What the ledger says of itself.
    private mutating func note(_ kind: EventKind, _ entry: Entry, _ seq: UInt64) {
        if let key = KeyChain.change(in: entry) { keyChanges.append((seq, key)) }
        switch kind {
        case .headStamped:
            guard let size = entry.number(.headSize), let time = entry.text(.stampedAt).flatMap({ Instant($0) }) else {
                return
            }
            stamps.append(
                LoggedStamp(
                    seq: seq, size: UInt64(clamping: size), root: entry.text(.headRoot) ?? "", time: time,
                    responseHash: entry.text(.responseHash) ?? ""))
        case .ledgerOpened, .rulesAdopted, .softwareUsed:
            for key in [Key.rulesDigest, .schemasDigest, .regionsDigest, .taxonomyDigest, .accountsDigest] {
                if let digest = entry.text(key) { adopted[key] = digest }
            }
        case .referenceAdopted:
            let names: [String: Key] = [
                "regions": .regionsDigest, "taxonomy": .taxonomyDigest, "accounts": .accountsDigest,
            ]
            if let key = entry.text(.name).flatMap({ names[$0] }) { adopted[key] = entry.text(.sha256) }
        default: break
        }
    }

    // MARK: Tiles and heads

    /// The hashes of the unfinished tile of a level, of level 1 and up.
    public func partialTile(level: Int) -> [Hash] { builder.partial(level: level) }

    private mutating func check(_ tile: TileBuilder.FullTile, _ source: some AuditSource) throws {
        let stored = try source.tile(level: tile.level, number: tile.number)
        guard stored != tile.hashes else { return }
        let place = tile.hashes.indices.first { stored?[$0] != tile.hashes[$0] } ?? 0
        let width = UInt64(1) << UInt64(8 * tile.level)
        let first = (tile.number * 256 + UInt64(place)) * width
        report.add(
            AuditFinding(
                stored == nil ? .truncated : .content, seq: first, lastSeq: first + width - 1,
                want: tile.hashes[place].hex,
                got: stored?[place].hex ?? "absent",
                by: "tile:\(tile.level)/\(tile.number)",
                Label("哈希瓦片与重算不符", "a tile of hashes is not the recomputed one")))
    }

    private mutating func checkHeads(_ heads: inout ArraySlice<AuditHead>) {
        while let head = heads.first, head.size <= next {
            heads.removeFirst()
            if head.size == next { check(head) }
        }
    }

    private mutating func check(_ head: AuditHead) {
        covered = max(covered, head.size)
        let by = "checkpoint:\(head.size)"
        let root = frontier.root
        if let time = head.recordedAt, let recorded = ownTime, recorded.secondsSinceEpoch != time {
            report.add(
                AuditFinding(
                    .time, seq: head.size - 1, want: "\(recorded)", got: "\(Instant(secondsSinceEpoch: time))", by: by,
                    Label("检查点旁的时间与其最后一条不符", "the time beside a head is not that of its last entry")))
        }
        // Beyond a gap there is no tree to compare with.
        guard !hasGap else { return }
        if let stored = head.frontier, stored != frontier.bytes, head.root.map({ $0 == root.bytes }) ?? true {
            report.add(
                AuditFinding(
                    .projection, seq: head.size - 1, want: Hexadecimal.encode(frontier.bytes),
                    got: Hexadecimal.encode(stored), by: by,
                    Label("检查点旁的树缘与重算不符", "the edge of the tree beside a head is not the recomputed one")))
        }
        // What was signed is the note; the root beside it is compared with it elsewhere.
        let claimed = HeadChecks.checkpoint(head.note)?.root.bytes ?? head.root
        guard let claimed, claimed != root.bytes else {
            if !hasBrokenRoot { lastGoodHead = head.size }
            return
        }
        // After the first head that fails all later ones do; they say no more.
        guard !hasBrokenRoot else { return }
        hasBrokenRoot = true
        // Where a leaf told the position, an interval says less.
        guard !report.findings.contains(where: { $0.verdict == .content && $0.by == "leaf" }) else { return }
        report.add(
            AuditFinding(
                .content, seq: lastGoodHead, lastSeq: head.size - 1, want: Hexadecimal.encode(claimed), got: root.hex,
                by: by,
                Label(
                    "检查点 \(head.size) 的根与重算不符；最后相符的检查点为 \(lastGoodHead)",
                    "the root of checkpoint \(head.size) is not the replayed one; the last good checkpoint is \(lastGoodHead)"
                )))
    }
}
