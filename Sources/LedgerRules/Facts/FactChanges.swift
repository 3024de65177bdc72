public import LedgerDomain

extension EntryFacts {
    /// Takes an entry into the facts. It never fails: an entry that is in the log counts, also one that a rule was
    /// waived for.
    public static func apply(_ entry: Entry, to facts: inout Facts) {
        guard let seq = entry.seq else { return }
        takeKeys(entry, seq, &facts)
        for family in families { family.apply(entry, at: seq, to: &facts) }
        guard let kind = entry.kind, let region = entry.region else { return }
        let change = FactChange(entry: entry, seq: seq, place: region.description, sign: entry.sign)
        switch kind {
        case .allotmentReceived: change.open(LineFact.received, entry.text(.lineID), &facts)
        case .allotmentDistributed: change.distribute(&facts)
        case .allotmentCarriedOver: change.carryOver(&facts)
        case .allotmentLapsed: change.line(LineFact.lapsed, &facts)
        case .allotmentRecovered: change.line(LineFact.recovered, &facts)
        case .fundsCommitted: change.commit(1, &facts)
        case .fundsReleased: change.commit(-1, &facts)
        case .commitmentAttributed: change.attribute(&facts)
        case .projectReclassified: break
        case .disbursementMade: change.pay(1, &facts)
        case .disbursementReturned: change.pay(-1, &facts)
        case .householdSubsidyPaid, .interestSubsidyPaid: change.detail(&facts)
        case .loanDisbursed, .loanRepaid, .loanOverdue, .loanCleared: change.loan(kind, &facts)
        case .compensationPaid: change.compensate(1, &facts)
        case .compensationRecovered: change.compensate(-1, &facts)
        case .projectRegistered: change.register(&facts)
        case .ledgerOpened, .policyParameterSet, .referenceAdopted, .sourceImported, .viewsCertified, .entryReversed,
            .rulesAdopted, .softwareUsed, .keyRotated, .headStamped,
            .allotmentIssued, .loanExtended, .interestPaid, .noticePosted, .publishedFigureRecorded, .projectApproved,
            .projectChanged, .contractSigned, .workAccepted, .assetRegistered, .subsidyPolicySet,
            .householdStatusSet, .loanUseRecorded, .periodClosed, .periodReopened,
            .findingRaised, .findingAnswered, .findingJudged, .findingRectified, .identityShown, .identityErased:
            break
        }
    }

    private static func takeKeys(_ entry: Entry, _ seq: UInt64, _ facts: inout Facts) {
        if let id = entry.id, UUIDText.version(of: id) != 8 {
            facts.change(FactName(.id, id), at: seq) { $0[KeyFact.taken] = Int64(clamping: seq + 1) }
        }
        if let original = entry.corrects {
            facts.change(FactName(.reversed, String(original)), at: seq) {
                $0[entry.sign < 0 ? ReversedFact.by : ReversedFact.replacedBy] = Int64(clamping: seq + 1)
            }
        }
        if let key = businessKey(of: entry) {
            let position = entry.sign < 0 ? entry.corrects ?? seq : seq
            facts.change(key, at: seq) {
                KeyFact.apply(position, content: content(of: entry), sign: entry.sign, to: &$0)
            }
        }
        if entry.kind == .sourceImported, let digest = entry.text(.digest) {
            facts.change(FactName(.file, digest), at: seq) { state in
                state[KeyFact.taken] = Int64(clamping: seq + 1)
                state[KeyFact.content] += 1
            }
        }
    }
}

/// One entry's changes of facts. Sums wrap instead of trapping; the checks look at them before anything is kept.
private struct FactChange {
    let entry: Entry
    let seq: UInt64
    let place: String
    let sign: Int64

    var amount: Int64 { (entry.number(.amountFen) ?? 0) &* sign }

    func line(_ index: Int, _ facts: inout Facts) {
        guard let line = entry.text(.lineID) else { return }
        facts.change(FactName(.line, place, line), at: seq) { $0[index] &+= amount }
    }

    func open(_ index: Int, _ line: String?, in lineplace: String? = nil, _ facts: inout Facts) {
        guard let line else { return }
        facts.change(FactName(.line, lineplace ?? place, line), at: seq) { state in
            state[index] &+= amount
            if entry.text(.directFlag) == A03DirectFlag.flag { state[LineFact.direct(of: index)] &+= amount }
            if LineFact.exists(state) {
                if index != LineFact.arrived || state[LineFact.received] == 0 { describe(&state) }
            } else {
                for index in [0] + Array(LineFact.fiscalYear...LineFact.precision) { state[index] = 0 }
            }
        }
        for document in entry.documents {
            facts.change(FactName(.document, lineplace ?? place, document), at: seq) { state in
                if sign < 0 || state.texts.count < FactState.maximumTexts { state.texts.removeAll { $0 == line } }
                if sign > 0 { state.texts.append(line) }
            }
        }
    }

    private func describe(_ line: inout FactState) {
        line[LineFact.opening] = Int64(clamping: seq + 1)
        line[LineFact.fiscalYear] = Int64(entry.fiscalYear ?? 0)
        if entry.kind == .allotmentCarriedOver { line[LineFact.fiscalYear] = entry.number(.toYear) ?? 0 }
        line[LineFact.lineYear] = entry.number(.lineYear) ?? 0
        line[LineFact.level] = Int64(codeOf: entry.code(.fundLevel, as: FundLevel.self))
        line[LineFact.source] = Int64(codeOf: entry.code(.fundSource, as: FundSource.self))
        line[LineFact.task] = Int64(codeOf: entry.code(.task, as: TaskDirection.self))
        line[LineFact.issuedOn] = Int64(entry.effectiveOn?.ordinal ?? 0)
        line[LineFact.precision] = Int64(codeOf: entry.code(.datePrecision, as: DatePrecision.self))
    }

    func distribute(_ facts: inout Facts) {
        let lower = entry.region(.to)
        if let parent = entry.text(.parentLineID) {
            facts.change(FactName(.line, place, parent), at: seq) {
                $0[lower == nil ? LineFact.toOwn : LineFact.toLower] &+= amount
            }
        }
        open(LineFact.arrived, entry.text(.lineID), in: lower?.description ?? place, &facts)
    }

    func carryOver(_ facts: inout Facts) {
        line(LineFact.carriedOut, &facts)
        open(LineFact.carriedIn, entry.text(.toLineID), &facts)
    }

    func commit(_ direction: Int64, _ facts: inout Facts) {
        guard let project = entry.text(.projectID) else { return }
        let amount = amount &* direction
        for holder in EntryFacts.holders(of: entry) {
            facts.change(FactName(.commitment, place, project, holder), at: seq) { $0[0] &+= amount }
        }
        if let line = entry.text(.lineID) {
            facts.change(FactName(.line, place, line), at: seq) { $0[LineFact.committed] &+= amount }
        } else if let pool = entry.text(.pool) {
            let lines = entry.documents.flatMap { facts[FactName(.document, place, $0)].texts }
            facts.change(FactName(.pool, place, pool), at: seq) { state in
                state[PoolFact.committed] &+= amount
                for line in lines where !state.texts.contains(line) { state.texts.append(line) }
                if state[PoolFact.committed] == 0 { state.texts.removeAll() }
            }
        }
        countProject(project, direction * sign, &facts)
    }

    /// How many commitments a project has, so that its registration is not taken back under them.
    private func countProject(_ project: String, _ count: Int64, _ facts: inout Facts) {
        facts.change(FactName(.project, place, project), at: seq) { $0[1] &+= count }
    }

    func attribute(_ facts: inout Facts) {
        guard let project = entry.text(.projectID), let pool = entry.text(.pool) else { return }
        for part in entry.records(.parts) {
            let amount = (part.number(.amountFen) ?? 0) &* sign
            facts.change(FactName(.pool, place, pool), at: seq) { $0[PoolFact.committed] &-= amount }
            facts.change(FactName(.commitment, place, project, "P\n" + pool), at: seq) { $0[0] &-= amount }
            guard let line = part.text(.lineID) else { continue }
            facts.change(FactName(.line, place, line), at: seq) { $0[LineFact.committed] &+= amount }
            facts.change(FactName(.commitment, place, project, "L\n" + line), at: seq) { $0[0] &+= amount }
        }
    }

    func pay(_ direction: Int64, _ facts: inout Facts) {
        let amount = amount &* direction
        if let line = entry.text(.lineID) {
            facts.change(FactName(.line, place, line), at: seq) { $0[LineFact.paid] &+= amount }
        }
        guard let voucher = entry.text(.voucherNumber) else { return }
        let year = entry.fiscalYear.map(String.init) ?? ""
        if let line = entry.text(.lineID) {
            facts.change(FactName(.voucher, place, year, voucher, line), at: seq) { $0[VoucherFact.paid] &+= amount }
        }
        facts.change(FactName(.voucherTotal, place, year, voucher), at: seq) { $0[VoucherFact.paid] &+= amount }
    }

    func detail(_ facts: inout Facts) {
        guard let voucher = entry.text(.voucherNumber) else { return }
        let year = entry.fiscalYear.map(String.init) ?? ""
        facts.change(FactName(.voucherTotal, place, year, voucher), at: seq) { $0[VoucherFact.details] &+= amount }
    }

    func loan(_ kind: EventKind, _ facts: inout Facts) {
        guard let loan = entry.text(.loan) else { return }
        func number(_ key: Key) -> Int64 { (entry.number(key) ?? 0) &* sign }
        facts.change(FactName(.loan, place, loan), at: seq) { state in
            switch kind {
            case .loanDisbursed:
                state[LoanFact.count] &+= sign
                state[LoanFact.outstanding] &+= amount
            case .loanRepaid:
                state[LoanFact.outstanding] &-= number(.principalFen)
                state[LoanFact.overdue] &-= number(.ofOverdueFen)
            case .loanOverdue: state[LoanFact.overdue] &+= number(.overdueFen) &- number(.curedFen)
            default:
                state[LoanFact.outstanding] &-= number(.writtenOffFen)
                state[LoanFact.overdue] &-= number(.ofOverdueFen)
                state[LoanFact.cleared] &+= sign
            }
        }
        if kind == .loanDisbursed, let old = entry.text(.oldLoan) {
            facts.change(FactName(.loan, place, old), at: seq) { $0[LoanFact.outstanding] &-= number(.oldPrincipalFen) }
        }
    }

    func compensate(_ direction: Int64, _ facts: inout Facts) {
        guard let loan = entry.text(.loan), let loss = entry.number(.lossFen) else { return }
        facts.change(FactName(.loan, place, loan), at: seq) {
            $0[LoanFact.compensated] &+= loss &* direction &* sign
        }
    }

    func register(_ facts: inout Facts) {
        guard let project = entry.text(.projectID) else { return }
        facts.change(FactName(.project, place, project), at: seq) { $0[0] &+= sign }
        if let plan = EntryFacts.planKey(of: entry) {
            facts.change(plan, at: seq) { $0.texts = sign > 0 ? [project] : [] }
        }
    }
}
