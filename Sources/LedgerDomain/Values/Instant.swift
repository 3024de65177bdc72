/// A moment in UTC, to the second.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Int64

    /// A moment so many seconds after the epoch.
    ///
    /// Witnesses and stores may name any number. One beyond the days that ``Day`` counts, five million years off, becomes
    /// the nearest within, so that nothing overflows where moments are compared and shown.
    public init(secondsSinceEpoch: Int64) {
        let first = Int64(Int32.min) * 86_400
        let last = Int64(Int32.max) * 86_400 + 86_399
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, first), last)
    }

    /// The moment a text names: exactly `YYYY-MM-DDTHH:MM:SSZ`.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, bytes.indices)
    }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let start = range.lowerBound
        guard range.count == 20, bytes[start + 10] == UInt8(ascii: "T"), bytes[start + 13] == UInt8(ascii: ":"),
            bytes[start + 16] == UInt8(ascii: ":"), bytes[start + 19] == UInt8(ascii: "Z"),
            let day = Day(bytes, start..<start + 10),
            let hour = DecimalText.digits(bytes, start + 11..<start + 13),
            let minute = DecimalText.digits(bytes, start + 14..<start + 16),
            let second = DecimalText.digits(bytes, start + 17..<start + 19), hour < 24, minute < 60, second < 60
        else { return nil }
        secondsSinceEpoch = Int64(day.ordinal) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    }

    /// The day it is in China (UTC+08:00).
    public var day: Day { Self.day(ofSeconds: secondsSinceEpoch + 8 * 3_600) }

    /// The moments that have a text: of the years 1 to 9999.
    private static let written = Int64(-62_135_596_800)...253_402_300_799

    /// The UTC text; of a moment that has none, the number of seconds.
    public var description: String {
        guard Self.written.contains(secondsSinceEpoch) else { return "1970+\(secondsSinceEpoch)s" }
        let day = Self.day(ofSeconds: secondsSinceEpoch)
        let rest = Int(secondsSinceEpoch - Int64(day.ordinal) * 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(day)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
    }

    private static func day(ofSeconds seconds: Int64) -> Day {
        Day(ordinal: Int32(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400))
    }

    /// Earlier before later.
    public static func < (left: Instant, right: Instant) -> Bool { left.secondsSinceEpoch < right.secondsSinceEpoch }
}
