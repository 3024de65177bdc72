import Glibc
public import LedgerDomain
import LedgerFiles
import LedgerLog
import LedgerViews
import MerkleLog

/// What a rebuild found.
public struct RebuildReceipt: Sendable {
    /// The number of entries folded.
    public var size: UInt64 = 0
    /// The content digest of each view.
    public var digests: [(view: String, version: Int, digest: String)] = []
    /// How the live views compared.
    public var result = ViewsResult.notCompared
    /// The first cells that differed.
    public var cells: [(view: String, key: String, expected: String, actual: String)] = []
    /// Where the old views were kept, after a drift.
    public var kept: String?
    /// How long the fold took, in milliseconds.
    public var milliseconds = 0
}

extension Ledger {
    /// The fold of the log as the stored views have it, after catching up with the log.
    ///
    /// Views of another log, of later entries or of another version are folded again from zero.
    ///
    /// - Parameters:
    ///   - wanted: the views wanted, with the values that text columns may have; the others stay empty.
    ///   - year: the year that money is wanted of, with the year before it.
    func currentFold(_ wanted: [StoredView: [TextCondition]], year: Int) throws -> (fold: LedgerFold, head: LogHead?) {
        try reading { log in
            guard let head = try log.head() else { return (LedgerFold(), nil) }
            // While somebody writes, or where nothing can be written, a report does not wait: it folds the log.
            guard access(directory, W_OK) == 0, let lock = try? FileLock(directory: directory, waitingSeconds: 0.5)
            else { return (try fold(log, 0..<head.size), head) }
            defer { withExtendedLifetime(lock) {} }
            let tables = StoredView.allCases.map(\.table)
            var file = try ViewsFile(viewsPath, tables: tables)
            let position = try storedPosition(file, log)
            if position == nil, Files.size(viewsPath) ?? 0 > 0 {
                try file.close()
                for suffix in ["", "-journal"] { unlink(viewsPath + suffix) }
                file = try ViewsFile(viewsPath, tables: tables)
            }
            defer { try? file.close() }
            let from = position ?? 0
            if from < head.size {
                let tail = try fold(log, from..<head.size)
                try store(tail, in: file, onto: from > 0, head)
            }
            let fold = try LedgerFold { view in
                try wanted[view].map { try Self.rows(of: view, year: year, $0, file) } ?? []
            }
            return (fold, head)
        }
    }

    /// The rows of a view; of money, those of the year and those first issued in it or the year before.
    private static func rows(
        of view: StoredView, year: Int, _ conditions: [TextCondition], _ file: ViewsFile
    ) throws -> [ViewRow] {
        guard conditions.isEmpty else { return try file.rows(of: view.table, whereTexts: conditions) }
        guard view == .money,
            let issued = view.table.columns.firstIndex(where: { $0.name == "line_year" })
        else { return try file.rows(of: view.table) }
        let years = Int64(year - 1)...Int64(year)
        let others = try file.rows(of: view.table, where: "fiscal_year", in: Int64(year)...Int64(year)).filter { row in
            guard case .integer(let lineYear) = row[issued] else { return false }
            return !years.contains(lineYear)
        }
        return try file.rows(of: view.table, where: "line_year", in: years) + others
    }

    /// How far the stored views go, if all are of this release and of this log.
    private func storedPosition(_ file: ViewsFile, _ log: any LogStore) throws -> UInt64? {
        var size: UInt64?
        for view in StoredView.allCases {
            guard let position = try file.position(of: view.name), position.version == view.version,
                size == nil || size == position.size, try log.root(at: position.size) == position.root
            else { return nil }
            size = position.size
        }
        return size
    }

    private func store(_ tail: LedgerFold, in file: ViewsFile, onto isPartial: Bool, _ head: LogHead) throws {
        var whole = tail
        if isPartial {
            whole = try LedgerFold { view in try file.rows(of: view.table, keys: tail.rows(of: view)) }
            whole.merge(tail)
        }
        let positions = StoredView.allCases.map {
            ($0.name, ViewsFile.Position(version: $0.version, size: head.size, root: head.root))
        }
        try file.write(
            StoredView.allCases.map { ($0.table, whole.rows(of: $0)) },
            positions: Dictionary(uniqueKeysWithValues: positions))
    }

    /// Folds a stretch of the log, checking the digest of every row it reads.
    func fold(_ log: any LogStore, _ range: Range<UInt64>, where includes: (Entry) -> Bool = { _ in true }) throws
        -> LedgerFold
    {
        try ProgressMeter.measuring(Label("计算视图", "Folding"), .entries, of: range.count, environment.progress) {
            try fold(log, range, where: includes, $0)
        }
    }

    private func fold(
        _ log: any LogStore, _ range: Range<UInt64>, where includes: (Entry) -> Bool, _ meter: ProgressMeter
    ) throws -> LedgerFold {
        var fold = LedgerFold()
        var reader = EntryReader()
        try log.forEachBatch(from: range.lowerBound) { batch in
            guard MerkleTree.sha256(batch.entries).bytes.elementsEqual(batch.digest) else {
                throw LogStoreError.damaged("batch \(batch.first)")
            }
            var seq = batch.first
            try batch.forEachEntry { bytes in
                defer { seq += 1 }
                guard range.contains(seq) else { return }
                do throws(EntryFault) { try reader.read(bytes) } catch { throw LogStoreError.damaged("entry \(seq)") }
                reader.withEntry { entry in
                    if includes(entry) { fold.apply(entry) }
                }
            }
            meter.reach(min(seq, range.upperBound) - range.lowerBound)
            return seq < range.upperBound
        }
        return fold
    }

    /// Folds the log from zero into new views, compares them with the live ones and puts them in their place.
    ///
    /// The live file stays as it is until the new one is complete; killing a rebuild loses nothing. The outcome is
    /// recorded in the log.
    public func rebuild() throws(ServiceError) -> RebuildReceipt {
        try atBorder {
            var receipt = RebuildReceipt()
            let new = viewsPath + ".new"
            for suffix in ["", "-journal"] { unlink(new + suffix) }
            let start = environment.now()
            try reading { log in
                guard let head = try log.head() else { return }
                let fold = try fold(log, 0..<head.size)
                receipt.size = head.size
                receipt.digests = StoredView.allCases.map { view in
                    (view.name, view.version, ViewsFile.digest(of: fold.rows(of: view)).hex)
                }
                let file = try ViewsFile(new, tables: StoredView.allCases.map(\.table))
                try store(fold, in: file, onto: false, head)
                try file.close()
                let lock = try FileLock(directory: directory)
                defer { withExtendedLifetime(lock) {} }
                try compare(log, fold, &receipt)
                let kept = receipt.result == .drift ? "\(directory)/views.drift-\(head.size).sqlite" : nil
                try ViewsFile.swap(new, over: viewsPath, keepingAs: kept)
                receipt.kept = kept
            }
            receipt.milliseconds = Int(environment.now() - start) * 1_000
            try certify(receipt)
            return receipt
        }
    }

    /// Holds the rows of the live views against a fold of the log up to their own position.
    private func compare(_ log: any LogStore, _ whole: LedgerFold, _ receipt: inout RebuildReceipt) throws {
        guard Files.exists(viewsPath), let live = try? ViewsFile(viewsPath, tables: []) else { return }
        defer { try? live.close() }
        guard let size = try? storedPosition(live, log) else { return }
        let expected = size == receipt.size ? whole : try fold(log, 0..<size)
        receipt.cells = try ViewsComparison.cells(live, expected)
        receipt.result = receipt.cells.isEmpty ? .equal : .drift
    }

    private func certify(_ receipt: RebuildReceipt) throws {
        let views = receipt.digests.map { view in
            JSONValue.object([
                JSONMember("digest", view.digest), JSONMember("name", view.view),
                JSONMember("version", String(view.version)),
            ])
        }
        var body = [
            JSONMember("position", String(receipt.size)), JSONMember("views", .array(views)),
            JSONMember("result", receipt.result.rawValue),
        ]
        if !receipt.cells.isEmpty {
            let cells = receipt.cells.prefix(100).map { cell in
                JSONValue.object([
                    JSONMember("view", cell.view), JSONMember("name", cell.key), JSONMember("expected", cell.expected),
                    JSONMember("actual", cell.actual),
                ])
            }
            body.append(JSONMember("cells", .array(cells)))
        }
        _ = try recordOwn(.viewsCertified, body)
    }
}
