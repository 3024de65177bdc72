public import LedgerDomain

/// Days as spreadsheets count them: day 1 is 1900-01-01, or day 0 is 1904-01-01.
///
/// Lotus 1-2-3 took 1900 for a leap year, and all programs after it kept day 60, 1900-02-29, which never was.
public enum SerialDate {
    /// The day of a serial number; its fraction, the time of day, is left out.
    public static func day(_ number: String, countsFrom1904: Bool) -> Day? {
        let whole = number.prefix { $0 != "." }
        guard let serial = Int(whole), (0...150_000).contains(serial) else { return nil }
        // Midnight may come as a sum that falls short of it by less than a microsecond.
        let isNearlyNext = number.dropFirst(whole.count + 1).hasPrefix("99999999999")
        let count = serial + (isNearlyNext ? 1 : 0)
        if countsFrom1904 { return Day("1904-01-01")?.adding(days: count) }
        guard count >= 1, count != 60 else { return nil }
        return Day("1900-01-01")?.adding(days: count < 60 ? count - 1 : count - 2)
    }

    /// The day of an ISO date with or without a time, as `t="d"` has it.
    static func day(iso text: String) -> Day? { Day(text.prefix { $0 != "T" }) }
}
