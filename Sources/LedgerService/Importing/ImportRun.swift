import LedgerDomain
import LedgerInterchange
import LedgerFiles
import LedgerRules
import LedgerVault
import MerkleLog

/// One import: the file is read through for its faults and totals, and then into the log.
struct ImportRun {
    var receipt = ImportReceipt()

    private let ledger: Ledger
    private let file: SourceFile
    private let profile: Profile
    private let choices: ImportChoices
    private let source: ImportSource
    private let importID: String
    private let mark: ReadMark
    /// How many events the file has, once it was read through.
    private var events = 0
    /// Rows that are left out.
    private var rejected: Set<Int> = []

    /// Recognises the file.
    ///
    /// - Throws: ``ServiceError/refused(_:)`` for one that cannot be imported.
    init(_ ledger: Ledger, _ file: SourceFile, _ path: String, _ profile: Profile, _ choices: ImportChoices) throws {
        self.ledger = ledger
        self.file = file
        self.profile = profile
        self.choices = choices
        importID = ledger.environment.newID()
        receipt.file = PersonalDataScan.masked(path.split(separator: "/").last.map(String.init) ?? path)
        receipt.digest = file.digest
        receipt.profile = profile
        receipt.isDryRun = choices.isDryRun
        let mark = ReadMark()
        self.mark = mark
        do throws(Fault) {
            source = try ImportSource(
                FileInput.pieces(of: file) { mark.meter?.reach($0) }, as: profile, encoding: choices.encoding,
                sheet: choices.sheet)
        } catch {
            throw ServiceError.refused([RefusedInput(file: receipt.file, row: 0, column: "", fault: error)])
        }
        receipt.encoding = source.encoding
    }

    /// Does it all inside an open append.
    mutating func perform(into appender: any LogAppender) throws -> RecordOutcome {
        let earlier = try Ledger.fact(FactName(.file, file.digest.hex), appender)
        if earlier[0] > 0, choices.again == nil {
            receipt.earlierImport = UInt64(earlier[0] - 1)
            return RecordOutcome()
        }
        let context = try ledger.importContext(file.digest, attempt: Int(earlier[1]), appender)
        let look = try look(context)
        let faults = ImportFaults(receipt.file, look)
        if choices.acceptsValid {
            if look.isBroken { throw ServiceError.refused(faults.listed(with: nil)) }
            try rejectFaulty(look, faults, context, appender)
        } else if look.isBroken || !look.faults.isEmpty {
            // The rows that can be read are judged as well, so that all faults come at once.
            rejected = look.faults.rows
            let outcome = try appender.trial { try record(nil, context, into: $0).outcome }
            throw ServiceError.refused(faults.listed(with: outcome))
        }
        let recording = try record(opening(look), context, into: appender)
        guard recording.outcome.faults.isEmpty else {
            throw ServiceError.refused(faults.listed(with: recording.outcome))
        }
        guard file.isUnchanged else {
            throw ServiceError.refused([RefusedInput(file: receipt.file, row: 0, column: "", fault: FileInput.changed)])
        }
        let outcome = try conclude(recording, look, faults)
        if !choices.isDryRun, look.identities > 0 { try keepIdentities(context) }
        return outcome
    }

    /// Reads the file through without recording anything.
    private mutating func look(_ context: ImportContext) throws -> ImportResult {
        var sums = ImportSums()
        let look = try measuring(Label("检查", "Checking"), isFirst: true) { meter in
            try read(context) { item in
                meter?.add()
                for draft in item.drafts { sums.add(draft) }
                return true
            }
        }
        events = look.events
        (receipt.rows, receipt.total, receipt.stated) = (look.rows, look.total, look.stated)
        (receipt.sheet, receipt.headerRow, receipt.unit) = (look.sheet, look.headerRow, look.unit)
        (receipt.unused, receipt.sums) = (look.unused.map { PersonalDataScan.masked($0) }, sums.largestFirst)
        return look
    }

    /// Tells how far a reading of the file is: in rows, and the first in bytes where they are read in order, because
    /// nobody knows yet how many rows there are.
    private func measuring<Result>(
        _ phase: Label, isFirst: Bool = false, _ body: (ProgressMeter?) throws -> Result
    ) rethrows -> Result {
        let progress = ledger.environment.progress
        guard isFirst else {
            return try ProgressMeter.measuring(phase, .rows, of: receipt.rows, progress) { try body($0) }
        }
        guard source.isText else {
            return try ProgressMeter.measuring(phase, .rows, of: Int?.none, progress) { try body($0) }
        }
        return try ProgressMeter.measuring(phase, .bytes, of: file.count, progress) { meter in
            mark.meter = meter
            defer { mark.meter = nil }
            return try body(nil)
        }
    }

    private func read(_ context: ImportContext, _ take: @escaping (ImportedRow) -> Bool) throws -> ImportResult {
        do throws(Fault) { return try profile.read(source, context, take) } catch {
            throw ServiceError.refused([RefusedInput(file: receipt.file, row: 0, column: "", fault: error)])
        }
    }

    /// Leaves out rows until nothing refuses those that remain. A row that is left out may take others with it, so the
    /// rest is judged again.
    private mutating func rejectFaulty(
        _ look: ImportResult, _ faults: ImportFaults, _ context: ImportContext, _ appender: any LogAppender
    ) throws {
        rejected = look.faults.rows
        var outcomes = RecordOutcome(limit: ImportFaults.limit)
        while true {
            let outcome = try appender.trial { try record(nil, context, into: $0).outcome }
            if outcome.faults.isEmpty { break }
            outcomes.faults.append(contentsOf: outcome.faults)
            rejected.formUnion(outcome.faultyRows)
        }
        receipt.rejectedRows = rejected.count
        if !rejected.isEmpty { receipt.rejected = faults.listed(with: outcomes) }
    }

    /// Records the rows that are not left out, after the entry about the file.
    private func record(
        _ opening: Draft?, _ context: ImportContext, into appender: any LogAppender
    ) throws -> Recording {
        let isTrial = opening == nil || choices.isDryRun
        return try ProgressMeter.measuring(
            isTrial ? Label("试算", "Trying out") : Label("入账", "Recording"), .entries, of: events,
            ledger.environment.progress
        ) { meter in
            let recorder = Recorder(
                reference: ledger.reference, ledgerRegion: ledger.genesis.region, actor: ledger.environment.actor,
                isPublishedHistory: profile.isPublishedHistory, demandsExpected: false, skipsEqualKeys: true,
                meter: meter)
            let feed = RowFeed(Recording(recorder, limit: ImportFaults.limit), appender, importID, rejected)
            if let opening { feed.take(opening, row: 0) }
            _ = try read(context) { feed.take($0) }
            return try feed.finish()
        }
    }

    /// Gives the vault what the rows tell it.
    ///
    /// Before the log's commit: a crash between the two leaves an identity that no entry names, never an entry whose
    /// token nobody can look up. Repeats are kept too, which refills a vault that was lost.
    private mutating func keepIdentities(_ context: ImportContext) throws {
        let feed = IdentityFeed(ledger, rejected)
        try measuring(Label("存入身份", "Keeping identities")) { meter in
            _ = try read(context) {
                meter?.add()
                return feed.take($0)
            }
        }
        receipt.identities = try feed.finish()
    }

    /// Fills in the receipt, and holds the outcome against that of the dry run it was asked to equal.
    private mutating func conclude(
        _ recording: Recording, _ look: ImportResult, _ faults: ImportFaults
    ) throws -> RecordOutcome {
        let outcome = recording.outcome
        receipt.repeats = look.repeats + outcome.repeats.map { ($0.row, $0.seq) }
        receipt.repeatCount = look.repeats.total + outcome.repeats.total
        receipt.warnings = faults.warnings(with: outcome)
        receipt.check = check(recording)
        if let wanted = choices.check, wanted != receipt.check {
            throw ServiceError.refused([
                RefusedInput(
                    file: receipt.file, row: 0, column: "",
                    fault: Fault(
                        rule: EntryCheck.changedSinceCheck.rawValue, path: "check", given: wanted,
                        expected: Label(receipt.check, receipt.check), remedy: EntryCheck.changedSinceCheck.remedy))
            ])
        }
        // An import that adds no event leaves no entry about itself either.
        if outcome.recorded.total <= 1, rejected.isEmpty { return RecordOutcome() }
        receipt.recorded = outcome.recorded.total
        receipt.importSeq = outcome.recorded.kept.first?.seq
        return outcome
    }

    private func check(_ recording: Recording) -> String {
        let parts = [
            "linkedfund/import/1", file.digest.hex, profile.rawValue, String(Profile.version), source.encoding,
            receipt.sheet ?? "", choices.again ?? "", Digests.rules.hex, recording.decisions.value.hex,
        ]
        return String(MerkleTree.sha256(Array(parts.joined(separator: "\n").utf8)).hex.prefix(32))
    }

    /// The entry about the file.
    private func opening(_ look: ImportResult) -> Draft {
        func named(_ name: String, _ value: String) -> JSONValue {
            .object([JSONMember("name", name), JSONMember("value", value)])
        }
        var counts = [named("rows", String(look.rows)), named("events", String(look.events))]
        if !rejected.isEmpty { counts.append(named("rejected", String(rejected.count))) }
        var body = [
            JSONMember("digest", file.digest.hex), JSONMember("bytes", String(file.count)),
            JSONMember("encoding", source.encoding), JSONMember("profile", profile.rawValue),
            JSONMember("profile_v", String(Profile.version)), JSONMember("counts", .array(counts)),
        ]
        if !rejected.isEmpty {
            let list = RowRanges(rejected)
            body.append(JSONMember("rejected_rows", .array(list.shown.map { .string($0) })))
            body.append(JSONMember("rejected_digest", MerkleTree.sha256(Array(list.text.utf8)).hex))
        }
        if let sheet = look.sheet { body.append(JSONMember("sheet", sheet)) }
        if let unit = look.unit { body.append(JSONMember("unit", unit.rawValue)) }
        if let total = Int64(exactly: look.total), total != 0 {
            body.append(JSONMember("totals", .array([named("amount_fen", String(total))])))
        }
        if !look.mapping.isEmpty {
            body.append(
                JSONMember(
                    "mapping",
                    .array(
                        look.mapping.map {
                            .object([JSONMember("column", $0.column), JSONMember("field", $0.field)])
                        })))
        }
        if let again = choices.again { body.append(JSONMember("again", again)) }
        return Draft(
            id: importID, type: EventKind.sourceImported.type.name,
            effectiveOn: ledger.environment.today.description, region: ledger.genesis.region.description,
            fiscalYear: String(ledger.environment.today.year), body: .object(body))
    }
}

/// Who is told how far the file was read. A class, because the file's pieces are handed out before that is known.
private final class ReadMark {
    var meter: ProgressMeter?
}

/// Hands the events of rows to a recording. A class, because the file's reader calls it.
private final class RowFeed {
    private let appender: any LogAppender
    private var recording: Recording
    private let importID: String
    private let rejected: Set<Int>
    private var failure: (any Error)?
    /// The identifiers of exported entries by the positions they had, as far as others refer to them.
    private var exported: [String: String] = [:]

    init(_ recording: Recording, _ appender: any LogAppender, _ importID: String, _ rejected: Set<Int>) {
        self.recording = recording
        self.appender = appender
        self.importID = importID
        self.rejected = rejected
    }

    /// Takes a row's events; `false` where nothing more can be taken.
    func take(_ row: ImportedRow) -> Bool {
        guard !rejected.contains(row.number) else { return true }
        for draft in row.drafts {
            var draft = draft
            draft.source = RowSource(importID: importID, row: row.number)
            // References to positions become references to identifiers, which hold in any ledger.
            if let seq = row.exportedSeq { exported[seq] = draft.id }
            if let corrects = draft.corrects, let id = exported[corrects] { draft.corrects = id }
            guard take(draft, row: row.number) else { return false }
        }
        return true
    }

    /// Takes an event; row 0 is the file's own.
    @discardableResult
    func take(_ draft: Draft, row: Int) -> Bool {
        do { try recording.add(RecordedDraft(row: row, draft: draft), into: appender) } catch {
            failure = error
            return false
        }
        return true
    }

    func finish() throws -> Recording {
        if let failure { throw failure }
        try recording.finish(into: appender)
        return recording
    }
}

/// Hands the identities of rows to the vault, some thousands at a time.
private final class IdentityFeed {
    private static let portion = 16_384

    private let ledger: Ledger
    private var vault: Vault?
    private let rejected: Set<Int>
    private var waiting: [PersonalRecord] = []
    private var counts = (told: 0, passedOver: 0)
    private var failure: (any Error)?

    init(_ ledger: Ledger, _ rejected: Set<Int>) {
        self.ledger = ledger
        self.rejected = rejected
    }

    func take(_ row: ImportedRow) -> Bool {
        guard !rejected.contains(row.number) else { return true }
        waiting += row.identities
        if waiting.count >= Self.portion {
            do { try keep() } catch {
                failure = error
                return false
            }
        }
        return true
    }

    func finish() throws -> (told: Int, passedOver: Int) {
        defer { vault?.close() }
        if let failure { throw failure }
        try keep()
        return counts
    }

    private func keep() throws {
        guard !waiting.isEmpty else { return }
        let vault = try self.vault ?? ledger.vaultForKeeping()
        self.vault = vault
        counts.told += waiting.count
        counts.passedOver += try vault.keep(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}

/// Rows as people write them: `5`, `9-12`.
struct RowRanges {
    private static let limit = 500

    private let ranges: [ClosedRange<Int>]

    init(_ rows: Set<Int>) {
        var ranges: [ClosedRange<Int>] = []
        for row in rows.sorted() {
            if let last = ranges.last, last.upperBound + 1 == row {
                ranges[ranges.count - 1] = last.lowerBound...row
            } else {
                ranges.append(row...row)
            }
        }
        self.ranges = ranges
    }

    private static func text(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }

    /// All of them, one on each line.
    var text: String { ranges.map { Self.text($0) + "\n" }.joined() }

    /// As many as an entry holds; the digest covers all.
    var shown: [String] {
        ranges.prefix(Self.limit).map(Self.text) + (ranges.count > Self.limit ? ["…"] : [])
    }
}
