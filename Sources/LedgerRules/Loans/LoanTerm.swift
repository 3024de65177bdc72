import LedgerDomain

/// How long a loan runs, in months of the calendar (贷款期限).
enum LoanTerm {
    /// The same day so many months later; where a month is too short for it, its last day.
    static func day(_ start: Day, plusMonths months: Int) -> Day {
        let (year, month, day) = start.parts
        // Mistyped parameters lead nowhere: the years of entries are 1900 to 2199.
        let count = min(max(months, -12_000), 12_000)
        let index = year * 12 + (month - 1) + count
        let (laterYear, laterMonth) = (index / 12, index % 12 + 1)
        return Day(year: laterYear, month: laterMonth, day: min(day, Day.length(of: laterMonth, in: laterYear)))
            ?? (count < 0 ? Day.first(of: laterYear) : Day.last(of: laterYear))
    }

    /// Whether a loan from one day to another runs at most so many months.
    static func isWithin(_ months: Int64, from start: Day, to maturity: Day) -> Bool {
        maturity <= day(start, plusMonths: Int(clamping: months))
    }

    /// The full months from one day to another, and whether days are left over.
    static func months(from start: Day, to maturity: Day) -> (full: Int, hasRest: Bool) {
        let (first, last) = (start.parts, maturity.parts)
        var full = (last.year - first.year) * 12 + last.month - first.month
        while full > 0, day(start, plusMonths: full) > maturity { full -= 1 }
        return (full, day(start, plusMonths: full) != maturity)
    }

    /// The tenor of the prime rate that a loan is measured by: one year for loans of up to twelve months (银保监发〔2021〕6号).
    static func tenor(from start: Day, to maturity: Day) -> PrimeRateTenor {
        isWithin(12, from: start, to: maturity) ? .oneYear : .fiveYearsPlus
    }
}
