/// A business date (业务日期), a day of the proleptic Gregorian calendar in China time.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let ordinal: Int32

    /// The day so many days after 1970-01-01.
    public init(ordinal: Int32) {
        self.ordinal = ordinal
    }

    /// The day of a date that exists, in the years 1900 to 2199.
    public init?(year: Int, month: Int, day: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(of: month, in: year)
        else { return nil }
        self.init(existing: year, month, day)
    }

    /// The day of a date that exists in a year within ±5 million, which every `Int32` ordinal is.
    private init(existing year: Int, _ month: Int, _ day: Int) {
        // Days from civil (Hinnant, "chrono-compatible low-level date algorithms"): years begin in March.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        ordinal = Int32(clamping: era * 146_097 + dayOfEra - 719_468)
    }

    /// The day an ISO date names: exactly `YYYY-MM-DD`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, bytes.indices)
    }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let start = range.lowerBound
        guard range.count == 10, bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = DecimalText.digits(bytes, start..<start + 4),
            let month = DecimalText.digits(bytes, start + 5..<start + 7),
            let day = DecimalText.digits(bytes, start + 8..<start + 10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Year, month and day.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(ordinal) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The year.
    public var year: Int { parts.year }
    /// The month, from 1.
    public var month: Int { parts.month }
    /// The day of the month.
    public var day: Int { parts.day }

    /// The ISO date.
    public var description: String {
        let (year, month, day) = parts
        guard (0...9_999).contains(year) else {
            return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        return String(unsafeUninitializedCapacity: 10) { buffer in
            func write(_ value: Int, at end: Int, digits: Int) {
                var rest = value
                for index in ((end - digits)..<end).reversed() {
                    buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
            }
            write(year, at: 4, digits: 4)
            write(month, at: 7, digits: 2)
            write(day, at: 10, digits: 2)
            (buffer[4], buffer[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
            return 10
        }
    }

    /// The day so many days later.
    ///
    /// A count that leads past five million years, which only a mistyped parameter holds, gives the last day there is.
    public func adding(days: Int) -> Day {
        let (sum, overflow) = Int(ordinal).addingReportingOverflow(days)
        return Day(ordinal: overflow ? (days < 0 ? .min : .max) : Int32(clamping: sum))
    }

    /// The same day a year before; 29 February becomes 28 February.
    public var aYearBefore: Day {
        let (year, month, day) = parts
        return Day(existing: year - 1, month, min(day, Self.length(of: month, in: year - 1)))
    }

    /// 1 January.
    public static func first(of year: Int) -> Day { Day(existing: clamped(year), 1, 1) }
    /// 31 December.
    public static func last(of year: Int) -> Day { Day(existing: clamped(year), 12, 31) }

    /// A year that keeps the arithmetic in range; years of business are far inside.
    private static func clamped(_ year: Int) -> Int { min(max(year, -5_000_000), 5_000_000) }

    /// How many days a month has.
    public static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Earlier before later.
    public static func < (left: Day, right: Day) -> Bool { left.ordinal < right.ordinal }
}
