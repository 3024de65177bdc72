public import LedgerDomain
import LedgerLog
import LedgerViews
import MerkleLog
import LedgerReference

/// One event behind a figure.
public struct WhyLine: Sendable {
    /// Its position.
    public let seq: UInt64
    /// Its business date.
    public let effectiveOn: Day?
    /// Its type.
    public let type: Label
    /// Where.
    public let region: RegionCode?
    /// Its part of the figure: `numerator` or `denominator`.
    public let part: String
    /// What it adds, in 分; negative where it takes away.
    public let amount: Int128
    /// The documents that authorise it.
    public let documents: [String]
    /// The line, pool, project, voucher or source that it names.
    public let names: String
}

/// The events behind one figure, and what they add up to.
public struct WhyAnswer: Sendable {
    /// The events in the order of the log.
    public var lines: [WhyLine] = []
    /// The sum of the numerator's parts, published figures left out: they never add up.
    public var numerator: Int128 = 0
    /// Whether published figures are among the events.
    public var hasPublishedFigures = false
    /// The sum of the denominator's parts, published figures left out.
    public var denominator: Int128 = 0
    /// SHA-256 over the positions, each in decimal with a newline, to compare two lists.
    public var digest = ""
    /// The log's identity.
    public var origin = ""
    /// The number of entries looked through.
    public var size: UInt64 = 0
}

extension Ledger {
    /// The events behind the figure of one place and year.
    ///
    /// Only whole entries are listed: a figure whose money is split later is explained by the entries as they are.
    public func why(_ request: ReportRequest) throws(ServiceError) -> WhyAnswer {
        try atBorder {
            let scope = WhyScope(
                region: request.region ?? genesis.region, year: request.year ?? environment.today.year,
                basis: request.share.basis ?? .central, measure: request.share.measure ?? .arranged,
                classes: request.share.classes ?? .all, reference: reference.taxonomy)
            return try reading { log in
                var answer = WhyAnswer()
                answer.origin = genesis.origin
                answer.size = try cutOff(request.knownAt, log, try log.head()?.size ?? 0)
                guard answer.size > 0 else { return answer }
                var entry = Entry()
                var positions = ""
                try log.read(0..<answer.size) { seq, bytes in
                    do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                    if let last = request.effectiveTo, let day = entry.effectiveOn, day > last { return true }
                    var isListed = false
                    Movement.each(of: entry) { movement in
                        guard reference.regions.contains(scope.region, movement.region),
                            let (part, amount) = scope.part(of: movement, entry, request.name)
                        else { return }
                        isListed = true
                        if entry.kind == .publishedFigureRecorded {
                            answer.hasPublishedFigures = true
                        } else if part == "numerator" {
                            answer.numerator += amount
                        } else {
                            answer.denominator += amount
                        }
                        answer.lines.append(Self.line(entry, seq, part, amount))
                    }
                    if isListed { positions += "\(seq)\n" }
                    return true
                }
                answer.digest = MerkleTree.sha256(Array(positions.utf8)).hex
                return answer
            }
        }
    }

    private static func line(_ entry: Entry, _ seq: UInt64, _ part: String, _ amount: Int128) -> WhyLine {
        WhyLine(
            seq: seq, effectiveOn: entry.effectiveOn, type: (entry.ownKind ?? .entryReversed).type.label,
            region: entry.region, part: part, amount: amount, documents: entry.documents,
            names: entry.names)
    }
}

extension Entry {
    /// The line, pool, voucher, project, loan or figure that an entry names, for people to find it by.
    public var names: String {
        [Key.lineID, .pool, .voucherNumber, .projectID, .loan, .metric, .caliber, .periodFrom, .periodTo, .printed]
            .compactMap { text($0) }.joined(separator: " ")
    }
}

/// Which movements make up a figure.
struct WhyScope {
    let region: RegionCode
    let year: Int
    let basis: ShareBasis
    let measure: ShareMeasure
    let classes: ShareClasses
    /// The caliber of a growth; all of them where none is given.
    var caliber: String?
    let reference: TaxonomyTable

    func part(of movement: Movement, _ entry: Entry, _ report: ReportName) -> (String, Int128)? {
        let amount = Int128(movement.amount)
        switch report {
        case .industryShare: return share(movement, amount)
        case .execution:
            guard movement.money.source == .linked, movement.fiscalYear == year else { return nil }
            if movement.quantity == .paid { return ("numerator", amount) }
            return [.received, .arrived].contains(movement.quantity) ? ("denominator", amount) : nil
        case .supervision:
            guard movement.money.source == .linked, movement.fiscalYear == year,
                let level = movement.money.level, includes(level)
            else { return nil }
            if movement.quantity == .paid { return ("numerator", amount) }
            return [.received, .arrived].contains(movement.quantity) ? ("denominator", amount) : nil
        case .microloanGrowth, .microloans: return growth(movement, entry, amount)
        case .subsidies:
            guard movement.fiscalYear == year else { return nil }
            if [.householdSubsidy, .interestSubsidy].contains(movement.quantity) { return ("numerator", amount) }
            guard movement.quantity == .record, entry.text(.metric)?.hasPrefix("SUBSIDY") == true else { return nil }
            return ("numerator", Int128(entry.number(.value) ?? 0) * Int128(movement.count))
        case .attainment:
            guard movement.quantity == .record, entry.kind == .publishedFigureRecorded, movement.fiscalYear == year
            else { return nil }
            return ("numerator", Int128(entry.number(.value) ?? 0) * Int128(movement.count))
        }
    }

    private func share(_ movement: Movement, _ amount: Int128) -> (String, Int128)? {
        let money = movement.money
        guard money.source == .linked, let level = money.level, includes(level) else { return nil }
        if measure == .paid {
            guard movement.quantity == .paid, movement.fiscalYear == year else { return nil }
            return (isCounted(money.projectClass) ? "numerator" : "denominator", amount)
        }
        guard money.lineYear == year else { return nil }
        switch movement.quantity {
        case .committed: return isCounted(money.projectClass) ? ("numerator", amount) : nil
        case .received, .arrived: return ("denominator", amount)
        case .passedDown, .recovered, .distributedToOwn: return ("denominator", 0 - amount)
        default: return nil
        }
    }

    private func includes(_ level: FundLevel) -> Bool {
        switch basis {
        case .central: level == .central
        case .centralAndProvincial: [.central, .provincial, .centralAndProvincial].contains(level)
        case .allLevels: true
        }
    }

    private func isCounted(_ code: ClassCode?) -> Bool {
        guard let code, code.level1 == TaxonomyTable.industryGroup else { return false }
        switch classes {
        case .all: return true
        case .noDoubtful: return reference[code]?.industry != .doubtful
        case .noMicroloanSubsidy: return code.description != "01.05.01"
        }
    }

    private func growth(_ movement: Movement, _ entry: Entry, _ amount: Int128) -> (String, Int128)? {
        if movement.quantity == .loanDisbursed, movement.programme == .povertyMicroloan,
            caliber ?? MicroloanGrowthReport.ownCaliber == MicroloanGrowthReport.ownCaliber,
            let counted = entry.countsOn?.year
        {
            return counted == year ? ("numerator", amount) : counted == year - 1 ? ("denominator", amount) : nil
        }
        guard movement.quantity == .record, entry.kind == .publishedFigureRecorded,
            entry.text(.metric) == "MICROLOAN_NEW", caliber.map({ entry.text(.caliber) == $0 }) ?? true,
            // A figure is of its own place; those of places below say nothing about it.
            movement.region == region,
            let last = entry.day(.periodTo)?.year
        else { return nil }
        let value = Int128(entry.number(.value) ?? 0) * Int128(movement.count)
        return last == year ? ("numerator", value) : last == year - 1 ? ("denominator", value) : nil
    }
}
