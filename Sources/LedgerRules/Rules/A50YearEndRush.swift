import LedgerDomain
import LedgerViews

/// Money is not rushed out at the end of a year (年末突击、大额整数).
///
/// Two ways to be caught: the share of December in what a place paid in the year, returns taken off in the month they
/// came, and several large round sums to one payee in the last days. Judged once the year is over.
struct A50YearEndRush: LogRule {
    private static let share = "rush.december_share"
    private static let lastDays = "rush.last_days"
    private static let roundCount = "rush.round_sums"
    private static let roundUnit = "rush.round_unit"

    static let description = RuleDescription(
        "A50", Label("年末突击、大额整数", "Year-end rush"), .info, .audit,
        definition: Label(
            "12 月净支付额占全年的比例不超过规定；年末最后几天对同一收款人的大额整数支付少于规定笔数。",
            "The net payments of December are at most so much of the year's, and fewer than so many large round sums go to one payee in the last days of the year."
        ),
        silence: Label(
            "支付日期不精确到日；年度未结束；没有该参数", "the payment's date is not exact to the day; the year is not over; no policy"),
        remedy: Label("核对年末支付是否符合进度。", "Check whether the payments follow the progress of the work."),
        parameters: [share, lastDays, roundCount, roundUnit], .other,
        basis:
            "audit practice; 35%, the last 5 days, 3 sums and 100,000 yuan default, to be confirmed by the office")

    static let kinds: [EventKind] = PaymentHistory.kinds

    private struct PlaceYear: Hashable, Comparable {
        let place: RegionCode
        let year: Int

        static func < (left: PlaceYear, right: PlaceYear) -> Bool {
            left.place == right.place ? left.year < right.year : left.place < right.place
        }
    }

    private var book = PaymentHistory()

    init() {}

    mutating func apply(_ entry: Entry) { book.apply(entry) }

    func findings(_ scope: AuditScope) -> [Finding] {
        let payments = book.payments(asOf: scope.asOf).filter(\.isExact)
        let returns = book.returns(asOf: scope.asOf).filter(\.isExact)
        let made = Dictionary(grouping: payments) { PlaceYear(place: $0.place, year: $0.countsOn.year) }
        let back = Dictionary(grouping: returns) { PlaceYear(place: $0.voucher.place, year: $0.countsOn.year) }
        return made.sorted { $0.key < $1.key }.flatMap { key, payments in
            // The last day of a year belongs to it: from then on nothing is left to come.
            guard scope.asOf >= Day.last(of: key.year) else { return [Finding]() }
            return ([december(key, payments, back[key] ?? [], scope)] + roundSums(key, payments, scope)).compactMap {
                $0
            }
        }
    }

    private func number(_ parameter: String, _ key: PlaceYear, _ scope: AuditScope) -> Int64? {
        scope.policies.value(
            parameter, for: key.place, .init(effectiveOn: Day.last(of: key.year), fiscalYear: key.year), scope.regions)?
            .number
    }

    private func december(
        _ key: PlaceYear, _ payments: [PaymentHistory.Payment], _ returns: [PaymentHistory.Return], _ scope: AuditScope
    ) -> Finding? {
        guard let limit = number(Self.share, key, scope) else { return nil }
        func sum(isInYear: (Day) -> Bool) -> Int128 {
            let out = payments.reduce(Int128(0)) { isInYear($1.countsOn) ? $0 + Int128($1.amount) : $0 }
            return returns.reduce(out) { isInYear($1.countsOn) ? $0 - Int128($1.amount) : $0 }
        }
        let (last, year) = (sum { $0.month == 12 }, sum { _ in true })
        guard year > 0, last * 10_000 > Int128(limit) * year else { return nil }
        let share = Ratio(last, year).basisPoints.map { Ratio.percentText($0) } ?? ""
        let percent = Ratio.percentText(limit)
        return Finding(
            Self.description, region: key.place, fiscalYear: key.year, subject: "DECEMBER", amountFen: last,
            positions: payments.map(\.seq) + returns.map(\.seq), path: "december_share_bp",
            given: "\(share)% (\(last)/\(year))",
            expected: Label("不超过 \(percent)%", "\(percent)% or less"), isAboutFigure: true)
    }

    private func roundSums(_ key: PlaceYear, _ payments: [PaymentHistory.Payment], _ scope: AuditScope) -> [Finding?] {
        guard let days = number(Self.lastDays, key, scope), let count = number(Self.roundCount, key, scope),
            let unit = number(Self.roundUnit, key, scope), unit > 0
        else { return [] }
        let first = Day.last(of: key.year).adding(days: 1).adding(days: 0 - Int(clamping: max(0, days)))
        let round = payments.filter {
            $0.payee != nil && $0.paidOn >= first && $0.paidOn <= Day.last(of: key.year) && $0.net > 0
                && $0.amount.isMultiple(of: unit)
        }
        return Dictionary(grouping: round) { $0.payee ?? "" }.sorted { $0.key < $1.key }.map { payee, sums in
            guard Int64(sums.count) >= count else { return nil }
            return Finding(
                Self.description, region: key.place, fiscalYear: key.year, subject: payee,
                amountFen: sums.reduce(0) { $0 + $1.net }, positions: sums.map(\.seq), path: "body.amount_fen",
                given: String(sums.count),
                expected: Label(
                    "\(first) 起少于 \(count) 笔 \(unit) 分的整数倍",
                    "fewer than \(count) multiples of \(unit) fen since \(first)"),
                difference: String(Int64(sums.count) - count + 1))
        }
    }
}
