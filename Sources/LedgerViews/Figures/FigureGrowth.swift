import LedgerDomain

/// A published figure, the figure of a year before that it is held against, and what comes of it.
struct FigureGrowth {
    let current: FigureRecord
    /// The best figure of the same kind a year before; `nil` where none was published.
    let base: FigureRecord?
    /// Why there is no growth, or CIRCULAR beside one.
    let reason: FigureReason?
    /// The growth, where both sides are exact.
    let ratio: Ratio?

    init(_ current: FigureRecord, among figures: [FigureRecord]) {
        self.current = current
        base = current.isComputable ? FigureRecord.best(of: figures.filter(current.isSuccessor(of:))) : nil
        guard let base else {
            reason = current.isComputable ? .noBaseYear : .toConfirm
            ratio = nil
            return
        }
        switch FigureComparison.compare(current, base) {
        case .growth(let growth, let isCircular):
            ratio = growth
            reason = isCircular ? .circular : nil
        case .undefined(let why):
            ratio = nil
            reason = why
        }
    }

    /// One for each caliber, programme, basis and period of a place whose period ends in a year; figures to be
    /// confirmed stand beside them one by one.
    static func all(in figures: [FigureRecord], metric: String, region: RegionCode, year: Int) -> [FigureGrowth] {
        let ofPlace = figures.filter { $0.metric == metric && $0.region == region }
        let ofYear = ofPlace.filter { $0.year == year }
        var groups: [Group: [FigureRecord]] = [:]
        for figure in ofYear where figure.isComputable { groups[Group(figure), default: []].append(figure) }
        let shown = groups.values.compactMap { FigureRecord.best(of: $0) } + ofYear.filter { !$0.isComputable }
        return shown.sorted { left, right in
            let (first, second) = (Group(left), Group(right))
            return first == second ? left.seq < right.seq : first < second
        }.map { FigureGrowth($0, among: ofPlace) }
    }

    /// 只增不减: at least the figure of the year before. A bound decides only on the side it bounds, and a span
    /// that ends before its year does not yet miss.
    func verdict(today: Day) -> TargetVerdict {
        guard let base, base.value > 0, current.isComputable else { return .undefined }
        switch (current.qualifier, base.qualifier) {
        case (.exact, .exact):
            if current.value >= base.value { return .met }
        case (.moreThan, .exact):
            return current.value >= base.value ? .met : .undefined
        case (.exact, .moreThan):
            if current.value > base.value { return .undefined }
        default: return .undefined
        }
        return current.endsYear(before: today) ? .missed : .open
    }

    /// What keeps the figures apart, in the order they are listed.
    private struct Group: Hashable, Comparable {
        let parts: [String]

        init(_ figure: FigureRecord) {
            parts = [
                figure.caliber?.rawValue ?? "", figure.programme?.rawValue ?? "", figure.basis,
                figure.periodFrom?.description ?? "", figure.periodTo?.description ?? "", figure.unit.rawValue,
            ]
        }

        static func < (left: Group, right: Group) -> Bool {
            for (first, second) in zip(left.parts, right.parts) where first != second { return first < second }
            return false
        }
    }
}

extension FigureRecord {
    /// Whether the figure reaches to the end of a year that has ended.
    func endsYear(before today: Day) -> Bool {
        guard let last = periodTo else { return false }
        return last == Day.last(of: last.year) && last < today
    }
}
