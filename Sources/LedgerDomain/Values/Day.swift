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
        // Days from civil (Hinnant, "chrono-compatible low-level date algorithms"): years begin in March.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        ordinal = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The day an ISO date names: exactly `YYYY-MM-DD`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = DecimalText.digits(bytes[0..<4]), let month = DecimalText.digits(bytes[5..<7]),
            let day = DecimalText.digits(bytes[8..<10])
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
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// The day so many days later.
    public func adding(days: Int) -> Day { Day(ordinal: ordinal + Int32(days)) }

    /// The same day a year before; 29 February becomes 28 February.
    public var aYearBefore: Day {
        let (year, month, day) = parts
        return Day(year: year - 1, month: month, day: day) ?? Day(year: year - 1, month: month, day: day - 1) ?? self
    }

    /// 1 January.
    public static func first(of year: Int) -> Day { Day(year: year, month: 1, day: 1) ?? Day(ordinal: 0) }
    /// 31 December.
    public static func last(of year: Int) -> Day { Day(year: year, month: 12, day: 31) ?? Day(ordinal: 0) }

    /// How many days a month has.
    public static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    public static func < (left: Day, right: Day) -> Bool { left.ordinal < right.ordinal }
}

/// A moment in UTC, to the second.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int64

    /// A moment so many seconds after the epoch.
    public init(secondsSinceEpoch: Int64) {
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    /// The moment a text names: exactly `YYYY-MM-DDTHH:MM:SSZ`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
            let day = Day(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = DecimalText.digits(bytes[11..<13]), let minute = DecimalText.digits(bytes[14..<16]),
            let second = DecimalText.digits(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        secondsSinceEpoch = Int64(day.ordinal) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    }

    /// The day it is in China (UTC+08:00).
    public var day: Day { Self.day(ofSeconds: secondsSinceEpoch + 8 * 3_600) }

    /// The UTC text.
    public var description: String {
        let day = Self.day(ofSeconds: secondsSinceEpoch)
        let rest = Int(secondsSinceEpoch - Int64(day.ordinal) * 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(day)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    private static func day(ofSeconds seconds: Int64) -> Day {
        Day(ordinal: Int32(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400))
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.secondsSinceEpoch < right.secondsSinceEpoch }
}
