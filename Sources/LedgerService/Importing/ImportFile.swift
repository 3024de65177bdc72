import LedgerDomain
public import LedgerInterchange
import LedgerFiles
import LedgerRules
import MerkleLog
import LedgerReference

extension Ledger {
    /// Imports a file, all or nothing; with ``ImportChoices/acceptsValid`` all rows that nothing refuses.
    ///
    /// The same file is recognised by its digest and not recorded again, unless a reason is given. What is in memory is
    /// one row and one chunk of drafts, whatever the size of the file, which is read two to four times.
    ///
    /// - Throws: ``ServiceError/refused(_:)`` with the faults of the file; ``ServiceError/noInput(path:_:)``.
    public func importFile(
        _ path: String, as profile: Profile, choices: ImportChoices = ImportChoices()
    ) throws(ServiceError) -> ImportReceipt {
        try atBorder {
            guard let file = SourceFile(path) else {
                throw ServiceError.noInput(path: path, Label("文件不存在或不能读取", "the file does not exist or cannot be read"))
            }
            if choices.acceptsValid, profile == .events {
                throw ServiceError.usage(
                    Label(
                        "events 的记录互相引用，不能只取其中一部分；请去掉 \(Choice.acceptValid)。",
                        "Events refer to each other, so a part of them cannot be taken; leave \(Choice.acceptValid) out."
                    ))
            }
            var run = try ImportRun(self, file, path, profile, choices)
            var head: LogHead?
            _ = try write(isDryRun: choices.isDryRun, &head) { appender in try run.perform(into: appender) }
            run.receipt.head = head
            return run.receipt
        }
    }

    static func fact(_ name: FactName, _ appender: any LogAppender) throws -> FactState {
        var facts = Facts()
        try FactStore.load([name], into: &facts, appender.facts)
        return facts[name]
    }

    /// What a profile must know besides the file. What was looked up once stays as it was, so that every reading of the
    /// file gives the same drafts.
    func importContext(_ digest: Hash, attempt: Int, _ appender: any LogAppender) throws -> ImportContext {
        var facts = Facts()
        func known(_ name: FactName) -> FactState {
            if !facts.knows(name) { try? FactStore.load([name], into: &facts, appender.facts) }
            return facts[name]
        }
        let prefix = "linkedfund/row/1\n\(digest.hex)\n"
        var context = ImportContext(
            taxonomy: reference.taxonomy, today: Instant(secondsSinceEpoch: appender.recordedAt).day,
            ledgerRegion: genesis.region,
            rowID: { sheet, row, ordinal in
                let text = "\(prefix)\(sheet)\n\(row)\n\(ordinal)\n\(attempt)"
                return UUIDText.text(of: MerkleTree.sha256(Array(text.utf8)).bytes, version: 8)
            },
            token: try tokenMaker(),
            line: { region, id in
                _ = known(FactName(.line, region, id))
                guard let line = EntryFacts.line(region, id, facts) else { return nil }
                var money = MoneyKeys()
                (money.source, money.level, money.lineYear, money.task) = (
                    line.source, line.level, line.lineYear, line.task
                )
                return ImportContext.Line(
                    id: id, issuedOn: line.issuedOn.description, precision: line.precision, fiscalYear: line.fiscalYear,
                    money: money)
            },
            linesOfDocument: { region, number in known(FactName(.document, region, number)).texts },
            project: { key in known(FactName(.plan, identity: key)).texts.first },
            total: StatedTotal.fault)
        context.household = householdLookup()
        context.status = { household, day in
            _ = known(FactName(.household, household))
            guard let seq = EntryFacts.statusEntry(household, from: day, facts),
                let entry = (try? appender.entry(at: seq)).flatMap({ try? Entry($0) }),
                let body = entry.envelopeValue(.body)
            else { return nil }
            return (body, seq)
        }
        return context
    }
}
