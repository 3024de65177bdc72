public import LedgerDomain

/// Which facts an entry is about.
public enum EntryFacts {
    /// The facts to read before an entry is checked.
    public static func names(for entry: Entry) -> [FactName] {
        var names: [FactName] = []
        if let id = entry.id, UUIDText.version(of: id) != 8 { names.append(FactName(.id, id)) }
        if let seq = entry.corrects { names.append(FactName(.reversed, String(seq))) }
        if let key = businessKey(of: entry) { names.append(key) }
        let place = entry.region?.description ?? ""
        for text in [Key.lineID, .parentLineID, .toLineID].compactMap(entry.text) {
            names.append(FactName(.line, linePlace(entry, text), text))
        }
        if let line = entry.text(.lineID), entry.kind == .allotmentDistributed {
            names.append(FactName(.line, place, line))
        }
        for part in entry.records(.parts) + entry.records(.moves) {
            if let line = part.text(.lineID) { names.append(FactName(.line, place, line)) }
            if let pool = part.text(.pool) { names.append(FactName(.pool, place, pool)) }
        }
        if let pool = entry.text(.pool) {
            names.append(FactName(.pool, place, pool))
            for document in entry.documents { names.append(FactName(.document, place, document)) }
        }
        if opensLine(entry) { for document in entry.documents { names.append(FactName(.document, place, document)) } }
        if let project = entry.text(.projectID), entry.kind != .noticePosted {
            names.append(FactName(.project, place, project))
            for holder in holders(of: entry) { names.append(FactName(.commitment, place, project, holder)) }
        }
        if let voucher = entry.text(.voucherNumber) {
            let year = entry.fiscalYear.map(String.init) ?? ""
            if let line = entry.text(.lineID) { names.append(FactName(.voucher, place, year, voucher, line)) }
            names.append(FactName(.voucherTotal, place, year, voucher))
        }
        for loan in [Key.loan, .oldLoan].compactMap(entry.text) { names.append(FactName(.loan, place, loan)) }
        if entry.kind == .projectRegistered, let plan = planKey(of: entry) { names.append(plan) }
        if entry.kind == .sourceImported, let digest = entry.text(.digest) { names.append(FactName(.file, digest)) }
        for family in families { names += family.names(for: entry) }
        return names
    }

    /// The facts that only the first ones tell of: the lines of a pool, the household of a loan.
    public static func furtherNames(for entry: Entry, after facts: Facts) -> [FactName] {
        var names = linesOfPool(entry, facts)
        for family in families { names += family.furtherNames(for: entry, after: facts) }
        return names
    }

    /// Whether ``furtherNames(for:after:)`` may name any.
    public static func hasFurtherNames(_ entry: Entry) -> Bool {
        entry.has(.pool) || entry.has(.loan) && (entry.kind != .loanDisbursed || entry.has(.oldLoan))
            || entry.kind == .disbursementReturned
    }

    private static func linesOfPool(_ entry: Entry, _ facts: Facts) -> [FactName] {
        guard let pool = entry.text(.pool), let place = entry.region?.description else { return [] }
        var lines = facts[FactName(.pool, place, pool)].texts
        for document in entry.documents { lines += facts[FactName(.document, place, document)].texts }
        return lines.map { FactName(.line, place, $0) }
    }

    /// The lines and pools whose commitments to a project an entry changes.
    static func holders(of entry: Entry) -> [String] {
        switch entry.kind {
        case .fundsCommitted, .fundsReleased:
            return [entry.text(.lineID).map { "L\n" + $0 } ?? "P\n" + (entry.text(.pool) ?? "")]
        case .commitmentAttributed:
            return ["P\n" + (entry.text(.pool) ?? "")]
                + entry.records(.parts).compactMap { $0.text(.lineID).map { "L\n" + $0 } }
        default: return []
        }
    }

    /// The place whose line a text names: of a distribution's new line, the place it is distributed to.
    static func linePlace(_ entry: Entry, _ line: String) -> String {
        let own = entry.region?.description ?? ""
        guard entry.kind == .allotmentDistributed, line == entry.text(.lineID) else { return own }
        return entry.region(.to)?.description ?? own
    }

    static func opensLine(_ entry: Entry) -> Bool {
        switch entry.kind {
        case .allotmentReceived, .allotmentDistributed, .allotmentCarriedOver: true
        default: false
        }
    }

    /// The key of a plan: place, year, documents, name and unit identify a project without a code.
    static func planKey(of entry: Entry) -> FactName? {
        guard let region = entry.region, let year = entry.fiscalYear, let name = entry.text(.projectName) else {
            return nil
        }
        let parts = [region.description, String(year)] + entry.documents + [name, entry.text(.unit) ?? ""]
        return FactName(.plan, identity: parts.joined(separator: "\n"))
    }

    /// What identifies an entry of a type in the field's own terms; `nil` where two equal ones may both be true.
    static func businessKey(of entry: Entry) -> FactName? {
        let place = entry.region?.description ?? ""
        let year = entry.fiscalYear.map(String.init) ?? ""
        func key(_ parts: [String?]) -> FactName {
            let name = entry.kind?.type.name ?? ""
            return FactName(.key, identity: ([name] + parts.map { $0 ?? "" }).joined(separator: "\n"))
        }
        switch entry.kind {
        case .allotmentIssued, .allotmentReceived, .allotmentCarriedOver:
            return key([place, year, entry.text(entry.kind == .allotmentCarriedOver ? .toLineID : .lineID)])
        case .allotmentDistributed: return key([place, year, entry.text(.parentLineID), entry.text(.lineID)])
        case .projectRegistered: return key([place, entry.text(.projectID)])
        case .disbursementMade: return key([place, year, entry.text(.voucherNumber), entry.text(.lineID)])
        case .householdSubsidyPaid:
            return key([entry.text(.household), entry.text(.policy), entry.text(.period)])
        case .interestSubsidyPaid:
            return key([entry.text(.loan), entry.text(.from), entry.text(.toDay), entry.text(.policy)])
        case .loanDisbursed: return key([place, entry.text(.loan)])
        case .subsidyPolicySet: return key([place, entry.text(.policy)])
        case .contractSigned: return key([place, entry.text(.contract)])
        case .findingRaised: return key([entry.text(.finding)])
        case .interestPaid: return key([entry.text(.loan), entry.text(.receiptNumber)])
        case .publishedFigureRecorded:
            return key([
                place, entry.text(.metric), entry.text(.caliber), entry.text(.basis), entry.text(.programme),
                entry.text(.periodFrom), entry.text(.periodTo), entry.text(.qualifier),
                entry.text(.sourceDocument) ?? entry.text(.agency), entry.text(.batch),
            ])
        case .policyParameterSet:
            return key([
                entry.text(.parameter), entry.text(.level), entry.text(.place), entry.text(.validFrom),
                entry.text(.targetYear), entry.text(.appliesTo), entry.text(.basis), entry.text(.measure),
            ])
        default: return nil
        }
    }

    /// A hash of what an entry under a key says, to tell a repeat from a conflict.
    static func content(of entry: Entry) -> Int64 {
        switch entry.kind {
        case .publishedFigureRecorded, .policyParameterSet:
            contentHash([entry.text(.value), entry.text(.unit), entry.text(.comparator)])
        case .subsidyPolicySet, .contractSigned, .findingRaised:
            contentHash([entry.envelopeValue(.body).map { String(decoding: CanonicalJSON.encode($0), as: UTF8.self) }])
        default: contentHash([entry.text(.amountFen), entry.effectiveOn?.description, entry.text(.lineID)])
        }
    }
}

extension EntryFacts {
    /// The position of the entry with an identifier.
    public static func position(ofID id: String, _ facts: Facts) -> UInt64? {
        let taken = facts[FactName(.id, id)][KeyFact.taken]
        return taken > 0 ? UInt64(taken - 1) : nil
    }

    /// What is known of a line, for those who fill in drafts.
    public static func line(_ place: String, _ id: String, _ facts: Facts) -> KnownLine? {
        let state = facts[FactName(.line, place, id)]
        guard LineFact.exists(state) else { return nil }
        return KnownLine(
            issuedOn: Day(ordinal: Int32(clamping: state[LineFact.issuedOn])),
            precision: code(state[LineFact.precision], DatePrecision.self), fiscalYear: Int(state[LineFact.fiscalYear]),
            lineYear: Int(state[LineFact.lineYear]), level: code(state[LineFact.level], FundLevel.self),
            source: code(state[LineFact.source], FundSource.self), task: code(state[LineFact.task], TaskDirection.self))
    }

    /// The position of the entry that last said what a household is from a day on; `nil` where none speaks of that day.
    public static func statusEntry(_ household: String, from day: Day, _ facts: Facts) -> UInt64? {
        HouseholdFacts.status(household, on: day, facts).flatMap { $0.from == day ? $0.seq : nil }
    }
}

/// What is known of a line.
public struct KnownLine: Sendable, Hashable {
    /// The day it was opened.
    public let issuedOn: Day
    /// How exact that day is.
    public let precision: DatePrecision?
    /// The budget year.
    public let fiscalYear: Int
    /// The year of first issue.
    public let lineYear: Int
    /// The level of the money.
    public let level: FundLevel?
    /// The source of the money.
    public let source: FundSource?
    /// The task direction.
    public let task: TaskDirection?
}
