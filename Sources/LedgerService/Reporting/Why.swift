public import LedgerDomain
public import LedgerViews
import MerkleLog
import LedgerReference

/// One amount behind a figure.
public struct WhyLine: Sendable {
    /// Its position.
    public let seq: UInt64
    /// Its business date.
    public let effectiveOn: Day?
    /// Its type.
    public let type: Label
    /// Where.
    public let region: RegionCode?
    /// Its part of the figure.
    public let part: FigurePart
    /// What it adds, in 分; negative where it takes away.
    public let amount: Int128
    /// The documents that authorise it.
    public let documents: [String]
    /// The line, pool, project, voucher or source that it names.
    public let names: String
}

/// The entries behind one figure, and what they add up to.
public struct WhyAnswer: Sendable {
    /// The amounts in the order of the log; one that is on two sides of a figure stands there twice.
    public var lines: [WhyLine] = []
    /// The sums of the parts, published figures left out: they never add up.
    public var sums: [FigurePart: Int128] = [:]
    /// The least and the most of the part that nobody split which is inside the basis.
    public var unsplitInside: ClosedRange<Int128> = 0...0
    /// Whether published figures are among the entries.
    public var hasPublishedFigures = false
    /// Number, ends and checksum of the positions: those of the row in its report.
    public var evidence = Evidence()
    /// SHA-256 over the positions, one for each amount moved, each in decimal with a newline, to compare two lists.
    public var digest = ""
    /// The log's identity.
    public var origin = ""
    /// The number of entries looked through.
    public var size: UInt64 = 0

    /// The numerator as its report prints it; where that is an interval, the part of it that is sure.
    public var numerator: Int128 {
        let sure = sums[.numerator, default: 0]
        return unsplitInside.lowerBound == unsplitInside.upperBound ? sure + unsplitInside.lowerBound : sure
    }
    /// The denominator as its report prints it; where that is not known, the part of it that is.
    public var denominator: Int128 { sums[.denominator, default: 0] }
}

extension Ledger {
    /// The entries behind one row of a report: of the place itself, or that which the request's keys name.
    ///
    /// Where a report has several rows for the place itself, as one for each policy, all of them are explained together.
    ///
    /// - Complexity: the report, and one pass over the log.
    public func why(_ request: ReportRequest) throws(ServiceError) -> WhyAnswer {
        try atBorder {
            var request = request
            request.share = ShareOptions(
                basis: request.share.basis ?? (request.name == .supervision ? nil : .central),
                measure: request.share.measure ?? .arranged, classes: request.share.classes ?? .all)
            if request.name == .industryShare, request.keys.isEmpty, request.by == nil {
                request.by = MoneyGrouping.total.rawValue
            }
            let scope = try scope(of: request, request.effectiveTo)
            let (fold, size, _) = try edition(request)
            let figures = try picked(try self.figures(request, fold, scope), request)
            let selections = figures.map { $0.selection() }
            var answer = WhyAnswer()
            answer.origin = genesis.origin
            answer.size = size
            if let only = selections.first, selections.count == 1 { answer.unsplitInside = only.unsplitInside }
            var trails = figures.map { _ in FigureTrail() }
            var positions = ""
            try reading { log in
                var entry = Entry()
                try log.read(0..<size) { seq, bytes in
                    do throws(EntryFault) { try entry.read(bytes) } catch { return true }
                    if let last = request.effectiveTo, let day = entry.effectiveOn, day > last { return true }
                    for index in trails.indices {
                        let count = trails[index].evidence.events
                        trails[index].add(entry, to: selections[index]) { amount in
                            answer.lines.append(Self.line(entry, seq, amount))
                        }
                        for _ in count..<trails[index].evidence.events { positions += "\(seq)\n" }
                        if trails[index].evidence.events > count, entry.kind == .publishedFigureRecorded {
                            answer.hasPublishedFigures = true
                        }
                    }
                    return true
                }
            }
            for trail in trails {
                answer.sums.merge(trail.sums, uniquingKeysWith: +)
                answer.evidence.add(trail.evidence)
            }
            answer.digest = MerkleTree.sha256(Array(positions.utf8)).hex
            return answer
        }
    }

    /// The rows that a request asks about.
    private func picked(_ figures: [ReportedFigure], _ request: ReportRequest) throws -> [ReportedFigure] {
        if request.keys.isEmpty { return figures.filter(\.isHeadline) }
        let found = figures.filter { figure in request.keys.allSatisfy(figure.names.contains) }
        guard found.isEmpty else { return found }
        var names: [String] = []
        for name in figures.flatMap(\.names) where !name.isEmpty && !names.contains(name) { names.append(name) }
        let list = names.prefix(40).joined(separator: ", ")
        let keys = request.keys.joined(separator: ",")
        throw ServiceError.usage(
            Label("报表中没有 \(keys) 这一行；可用：\(list)", "the report has no row \(keys); it has: \(list)"))
    }

    private static func line(_ entry: Entry, _ seq: UInt64, _ amount: FigureAmount) -> WhyLine {
        WhyLine(
            seq: seq, effectiveOn: entry.effectiveOn, type: (entry.ownKind ?? .entryReversed).type.label,
            region: entry.region, part: amount.part, amount: amount.amount, documents: entry.documents,
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
