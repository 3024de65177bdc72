import LedgerDomain
import LedgerViews

/// What a place receives is distributed within the days laid down (预算下达不及时).
///
/// Late is what was distributed after the deadline, and what is not distributed yet once it is past. The official caliber
/// counts the first alone, so both stand in the finding. Money given back by a project after the deadline is undistributed
/// again. Lines under one plan whose split is unknown are judged together, by the last of their deadlines.
struct A01LateSubAllotment: LogRule {
    private static let days = "allotment.distribute_days"

    static let description = RuleDescription(
        "A01", Label("预算下达不及时", "Late sub-allotment"), .error, .audit,
        definition: Label(
            "接收日期 + 规定天数为期限；期限后分解的可执行指标与期限后仍未分解的余额之和为零。对未分解指标的资金安排，按安排日期视同分配本级。",
            "The deadline is the receive date and so many calendar days. Nothing executable is distributed after it and nothing is left undistributed once it is past; a commitment on an undistributed line counts as distribution to the own level on its date."
        ),
        silence: Label(
            "没有接收日期，或日期不精确到日；没有该参数", "no receive date, or one not exact to the day; no policy"),
        remedy: Label("尽快分解，并说明迟延原因。", "Distribute the rest, and say what delayed it."),
        parameters: [days], .lateBudget, isFindingTypePublic: true,
        basis:
            "caliber note in a public front-end source of a provincial transfer-payment supervision system (30 days after receipt; it counts only sub-allotments created late, the undistributed part is added here); Budget Law art. 48 default, to be confirmed by the office"
    )

    static let kinds: [EventKind] = [
        .allotmentReceived, .allotmentDistributed, .allotmentCarriedOver, .allotmentLapsed, .allotmentRecovered,
        .fundsCommitted, .fundsReleased,
    ]

    private var book = AllotmentLineHistory()

    init() {}

    mutating func apply(_ entry: Entry) { book.apply(entry) }

    /// Lines that are judged together: nearly always one.
    private struct Account {
        var lines: [AllotmentLineHistory.Line] = []
        var receipts: [AllotmentLineHistory.Receipt] = []
        /// The last of the lines' deadlines; `nil` where one of them has none.
        var deadline: Day?
        var allocated: Int128 = 0
        var late: Int128 = 0
        var gone: Int128 = 0
        var proof: Set<UInt64> = []

        mutating func add(_ move: AllotmentLineHistory.Move) {
            let amount = Int128(move.amount)
            switch move.draw {
            case .gone: gone += amount
            case .down, .own, .committed:
                allocated += amount
                if move.isExact, let deadline, move.day > deadline { late += amount }
            case .carriedOver, .paid: return
            }
            proof.insert(move.seq)
        }
    }

    func findings(_ scope: AuditScope) -> [Finding] {
        accounts(scope).compactMap { account in
            guard let deadline = account.deadline, scope.asOf > deadline, let line = account.lines.first else {
                return nil
            }
            let received = account.receipts.reduce(Int128(0)) { $0 + Int128($1.amount) }
            let late = max(0, account.late)
            let left = max(0, received - account.allocated - account.gone)
            guard late + left > 0 else { return nil }
            return Finding(
                Self.description, region: line.place, fiscalYear: account.receipts.map(\.year).min(),
                subject: account.lines.map(\.id).joined(separator: " "), amountFen: late + left,
                positions: account.receipts.map(\.seq) + account.proof, path: "received_on",
                given: String(late + left),
                expected: Label(
                    "\(deadline) 以前全部分解（逾期分解 \(late) 分，尚未分解 \(left) 分）",
                    "all distributed by \(deadline) (\(late) fen distributed late, \(left) fen not yet)"),
                difference: String(late + left))
        }
    }

    private func accounts(_ scope: AuditScope) -> [Account] {
        let received = book.receipts.values.sorted { ($0.line, $0.receipt.seq) < ($1.line, $1.receipt.seq) }
        let groups = groups(scope.asOf)
        var accounts: [AllotmentLineHistory.Line: Account] = [:]
        for (line, receipt) in received {
            let deadline = deadline(of: receipt, line.place, scope)
            let known = accounts[groups.root(of: line)]
            var account = known ?? Account()
            account.deadline =
                known == nil ? deadline : account.deadline.flatMap { old in deadline.map { max(old, $0) } }
            if account.lines.last != line { account.lines.append(line) }
            account.receipts.append(receipt)
            accounts[groups.root(of: line)] = account
        }
        let parents = book.parents(isExecutableFollowed: false)
        for move in book.moves(asOf: scope.asOf) {
            // Money that stays undistributed on another line of the place is followed there.
            if case .own(_, isExecutable: false) = move.draw { continue }
            accounts[groups.root(of: AllotmentLineHistory.root(of: move.line, following: parents))]?.add(move)
        }
        for item in book.poolMoves(asOf: scope.asOf) {
            guard let line = lines(of: item).first else { continue }
            accounts[groups.root(of: line)]?.add(item.move)
        }
        return accounts.values.sorted { left, right in
            guard let first = left.lines.first, let second = right.lines.first else { return right.lines.first != nil }
            return first < second
        }
    }

    private func deadline(of receipt: AllotmentLineHistory.Receipt, _ place: RegionCode, _ scope: AuditScope) -> Day? {
        guard let day = receipt.receivedOn,
            let policy = scope.policies.value(
                Self.days, for: place, .init(effectiveOn: day, fiscalYear: receipt.year), scope.regions),
            let days = policy.number
        else { return nil }
        return day.adding(days: Int(clamping: days))
    }

    // MARK: Pools

    /// The lines of a pool: those whose receipts name one of its documents.
    private func lines(of item: AllotmentLineHistory.PoolMove) -> [AllotmentLineHistory.Line] {
        book.receipts.values.filter { line, receipt in
            line.place == item.move.line.place && receipt.documents.contains(where: item.documents.contains)
        }.map(\.line).sorted()
    }

    private func groups(_ asOf: Day) -> LineGroups {
        var groups = LineGroups()
        for item in book.poolMoves(asOf: asOf) {
            let lines = lines(of: item)
            for line in lines.dropFirst() { groups.join(lines[0], line) }
        }
        return groups
    }
}

/// Which lines are judged together.
private struct LineGroups {
    private var first: [AllotmentLineHistory.Line: AllotmentLineHistory.Line] = [:]

    func root(of line: AllotmentLineHistory.Line) -> AllotmentLineHistory.Line {
        var current = line
        while let next = first[current] { current = next }
        return current
    }

    /// The smaller root stands for both, so that no order of joining matters.
    mutating func join(_ one: AllotmentLineHistory.Line, _ other: AllotmentLineHistory.Line) {
        let (left, right) = (root(of: one), root(of: other))
        if left != right { first[max(left, right)] = min(left, right) }
    }
}
