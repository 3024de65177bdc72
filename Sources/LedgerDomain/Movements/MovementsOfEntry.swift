extension Movement {
    /// Gives each movement of an entry to `body`.
    ///
    /// This is the one place where types are told apart: balances and figures sum what comes from here. An
    /// entry of an unknown type moves nothing.
    public static func each(of entry: Entry, _ body: (Movement) -> Void) {
        guard let kind = entry.kind, let region = entry.region, let year = entry.fiscalYear else { return }
        let maker = MovementMaker(region: region, fiscalYear: year)
        switch kind {
        case .allotmentIssued: body(maker.onLine(entry, .issued, .amountFen))
        case .allotmentReceived: body(maker.onLine(entry, .received, .amountFen))
        case .allotmentDistributed: maker.distribution(entry, body)
        case .allotmentCarriedOver: maker.carryOver(entry, body)
        case .allotmentLapsed: body(maker.onLine(entry, .lapsed, .amountFen))
        case .allotmentRecovered: body(maker.onLine(entry, .recovered, .amountFen))
        case .projectReclassified: maker.reclassification(entry, body)
        case .fundsCommitted: body(maker.onLine(entry, .committed, .amountFen))
        case .fundsReleased: body(maker.onLine(entry, .committed, .amountFen, sign: -1))
        case .commitmentAttributed: maker.attribution(entry, body)
        case .disbursementMade: body(maker.onLine(entry, .paid, .amountFen))
        case .disbursementReturned: body(maker.onLine(entry, .paid, .amountFen, sign: -1))
        case .householdSubsidyPaid: body(maker.plain(entry, .householdSubsidy, .amountFen))
        case .interestSubsidyPaid: body(maker.loan(entry, .interestSubsidy, .amountFen))
        case .loanDisbursed: maker.disbursedLoan(entry, body)
        case .loanRepaid: maker.repaidLoan(entry, body)
        case .loanOverdue: maker.overdueLoan(entry, body)
        case .loanCleared: maker.clearedLoan(entry, body)
        case .interestPaid: body(maker.loan(entry, .interestPaid, .interestFen))
        case .policyParameterSet, .publishedFigureRecorded, .noticePosted, .projectRegistered, .loanExtended,
            .referenceAdopted, .sourceImported, .projectApproved, .projectChanged, .contractSigned, .workAccepted,
            .assetRegistered, .subsidyPolicySet, .compensationPaid, .compensationRecovered, .householdStatusSet,
            .loanUseRecorded, .periodClosed, .periodReopened, .findingRaised, .findingAnswered, .findingJudged,
            .findingRectified:
            body(maker.plain(entry, .record, nil))
        case .ledgerOpened, .viewsCertified, .rulesAdopted, .softwareUsed, .keyRotated, .headStamped, .entryReversed,
            .identityShown, .identityErased:
            break
        }
    }
}

/// Makes movements of one entry. It does not hold the entry: a copy would count the references of its four arrays.
private struct MovementMaker {
    let region: RegionCode
    let fiscalYear: Int

    func plain(_ entry: Entry, _ quantity: Movement.Quantity, _ key: Key?, sign: Int64 = 1) -> Movement {
        let amount = key.flatMap(entry.number) ?? 0
        return Movement(
            quantity, negated(amount, by: sign * entry.sign), count: entry.sign, region: region, fiscalYear: fiscalYear)
    }

    /// Amounts are at least −2⁶³ + 1 where the form check passed. A stranger amount moves nothing, whatever its sign: the
    /// other side of a movement could not be written.
    private func negated(_ amount: Int64, by sign: Int64) -> Int64 { amount == .min ? 0 : amount * sign }

    func onLine(_ entry: Entry, _ quantity: Movement.Quantity, _ key: Key, sign: Int64 = 1) -> Movement {
        var movement = plain(entry, quantity, key, sign: sign)
        movement.money = money(of: entry)
        if let line = entry.identity(.lineID) {
            movement.line = .line(line)
        } else if let pool = entry.identity(.pool) {
            movement.line = .pool(pool)
        }
        return movement
    }

    func loan(_ entry: Entry, _ quantity: Movement.Quantity, _ key: Key, sign: Int64 = 1) -> Movement {
        var movement = plain(entry, quantity, key, sign: sign)
        movement.programme = entry.code(.programme)
        return movement
    }

    private func money(of entry: Entry) -> MoneyKeys {
        var money = MoneyKeys()
        money.source = entry.code(.fundSource)
        money.level = entry.code(.fundLevel)
        money.lineYear = entry.number(.lineYear).map { Int($0) } ?? 0
        money.task = entry.code(.task)
        money.projectClass = entry.classCode(.classCode)
        money.nature = entry.code(.nature)
        return money
    }

    /// A distribution leaves the parent line and arrives on the new one, in another place unless it is to the
    /// own level.
    func distribution(_ entry: Entry, _ body: (Movement) -> Void) {
        var leaving = onLine(entry, .distributedToOwn, .amountFen)
        var arriving = onLine(entry, .arrived, .amountFen)
        if let parent = entry.identity(.parentLineID) { leaving.line = .line(parent) }
        if let place = entry.region(.to) {
            leaving.quantity = .passedDown
            arriving.region = place
        }
        body(leaving)
        body(arriving)
    }

    func carryOver(_ entry: Entry, _ body: (Movement) -> Void) {
        body(onLine(entry, .carriedOut, .amountFen))
        var opened = onLine(entry, .carriedIn, .amountFen)
        if let line = entry.identity(.toLineID) { opened.line = .line(line) }
        if let year = entry.number(.toYear) { opened.fiscalYear = Int(year) }
        body(opened)
    }

    /// The part of a pool that a project has leaves the pool and stands on the lines.
    func attribution(_ entry: Entry, _ body: (Movement) -> Void) {
        for part in entry.records(.parts) {
            var onPool = onLine(entry, .committed, .amountFen)
            onPool.amount = negated(part.number(.amountFen) ?? 0, by: entry.sign)
            onPool.money = part.money
            var onLine = onPool
            if let line = part.text(.lineID) { onLine.line = .line(Identity(line)) }
            onPool.amount = 0 - onPool.amount
            onPool.count = 0
            body(onPool)
            body(onLine)
        }
    }

    func reclassification(_ entry: Entry, _ body: (Movement) -> Void) {
        for move in entry.records(.moves) {
            for (quantity, key) in [(Movement.Quantity.committed, Key.committedFen), (.paid, .paidFen)] {
                guard let amount = move.number(key), amount != 0 else { continue }
                var arriving = plain(entry, quantity, nil)
                arriving.amount = negated(amount, by: entry.sign)
                arriving.money = move.money
                arriving.money.projectClass = entry.classCode(.toClass)
                if let line = move.text(.lineID) { arriving.line = .line(Identity(line)) }
                if let pool = move.text(.pool) { arriving.line = .pool(Identity(pool)) }
                var leaving = arriving
                leaving.amount = 0 - arriving.amount
                leaving.count = 0
                leaving.money.projectClass = entry.classCode(.fromClass)
                body(leaving)
                body(arriving)
            }
        }
    }

    func disbursedLoan(_ entry: Entry, _ body: (Movement) -> Void) {
        var movement = loan(entry, .loanDisbursed, .amountFen)
        movement.loanKind = entry.code(.loanKind)
        body(movement)
        if entry.has(.oldPrincipalFen) { body(loan(entry, .loanRepaid, .oldPrincipalFen)) }
    }

    func repaidLoan(_ entry: Entry, _ body: (Movement) -> Void) {
        body(loan(entry, .loanRepaid, .principalFen))
        if entry.has(.ofOverdueFen) { body(loan(entry, .loanOverdue, .ofOverdueFen, sign: -1)) }
    }

    func overdueLoan(_ entry: Entry, _ body: (Movement) -> Void) {
        if entry.has(.overdueFen) { body(loan(entry, .loanOverdue, .overdueFen)) }
        if entry.has(.curedFen) { body(loan(entry, .loanOverdue, .curedFen, sign: -1)) }
    }

    func clearedLoan(_ entry: Entry, _ body: (Movement) -> Void) {
        if entry.has(.writtenOffFen) { body(loan(entry, .loanWrittenOff, .writtenOffFen)) }
        if entry.has(.ofOverdueFen) { body(loan(entry, .loanOverdue, .ofOverdueFen, sign: -1)) }
    }
}
