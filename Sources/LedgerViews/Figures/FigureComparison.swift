public import LedgerDomain

/// What comes of holding a published figure against that of a year before (同比).
///
/// Growth needs equal metric, caliber, basis, programme, unit and place, and the same span a year apart; both
/// sides exact, confirmed and above zero. Anything else is undefined and says why.
public enum FigureComparison: Hashable, Sendable {
    /// `(current − base) ÷ base`. Circular: the base was itself computed from the current figure.
    case growth(Ratio, isCircular: Bool)
    /// Not to be computed.
    case undefined(FigureReason)

    /// Holds a figure against its base.
    public static func compare(_ current: FigureRecord, _ base: FigureRecord) -> FigureComparison {
        guard current.caliber == base.caliber else { return .undefined(.caliberMismatch) }
        guard current.isComputable, base.isComputable else { return .undefined(.toConfirm) }
        guard current.isSuccessor(of: base) else { return .undefined(.noBaseYear) }
        guard current.qualifier == .exact, base.qualifier == .exact else { return .undefined(.boundOnly) }
        guard base.value > 0 else { return .undefined(.zeroBase) }
        let difference = Int128(current.value) - Int128(base.value)
        return .growth(Ratio(difference, Int128(base.value)), isCircular: base.isDerived(from: current))
    }
}

extension FigureRecord {
    /// The span a year before, where the figure is about a span within one year.
    public var spanAYearBefore: (from: Day, to: Day)? {
        guard let from = periodFrom, let to = periodTo, from <= to, from.year == to.year else { return nil }
        return (from.aYearBefore, to.aYearBefore)
    }

    /// Whether another figure is of the same kind and of the same span a year before.
    func isSuccessor(of base: FigureRecord) -> Bool {
        guard let span = spanAYearBefore, let baseTo = base.periodTo else { return false }
        // A span to the end of February is the same span whether that February has 28 days or 29.
        let isSameEnd =
            baseTo == span.to
            || (periodTo?.isEndOfFebruary ?? false) && baseTo == span.to.adding(days: 1)
                && baseTo.isEndOfFebruary
        return metric == base.metric && caliber == base.caliber && basis == base.basis && programme == base.programme
            && unit == base.unit && region == base.region && base.periodFrom == span.from && isSameEnd
    }

    /// Whether this figure was computed from another one: its derivation, as `933.5/1.24`, contains the other's
    /// value, written in any unit of money, or the number the other was printed with.
    func isDerived(from other: FigureRecord) -> Bool {
        let printed = DecimalNumbers.found(in: other.printed)
        return DecimalNumbers.found(in: derivedFrom).contains { number in
            if printed == [number] { return true }
            guard other.unit == .fen else { return number == String(other.value) }
            return MoneyUnit.allCases.contains { Fen(number, in: $0)?.count == other.value }
        }
    }

    /// The figure to compute with among several of one kind and span: an exact one beats a bound, then a
    /// published one a derived one, then the later recorded; `nil` where none may be computed with.
    static func best(of candidates: some Sequence<FigureRecord>) -> FigureRecord? {
        candidates.filter(\.isComputable).max { left, right in
            let (first, second) = (left.rank, right.rank)
            return first != second ? first < second : left.seq < right.seq
        }
    }

    private var rank: Int { (qualifier == .exact ? 2 : 0) + (status == .published ? 1 : 0) }
}

extension Day {
    /// Whether it is 28 February of a common year, or 29 February.
    fileprivate var isEndOfFebruary: Bool {
        let (year, month, day) = parts
        return month == 2 && day == Day.length(of: 2, in: year)
    }
}

/// Finds the decimal numbers that a text writes.
enum DecimalNumbers {
    /// The numbers in order, without zeros at the end of a fraction, so that equal numbers are equal texts.
    static func found(in text: String) -> [String] {
        var numbers: [String] = []
        var current: [UInt8] = []
        for byte in Array(text.utf8) + [0] {
            if (0x30...0x39).contains(byte) || (byte == UInt8(ascii: ".") && !current.isEmpty) {
                current.append(byte)
                continue
            }
            if !current.isEmpty { numbers.append(plain(current)) }
            current = []
        }
        return numbers
    }

    private static func plain(_ digits: [UInt8]) -> String {
        var digits = digits
        if digits.contains(UInt8(ascii: ".")) {
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            if digits.last == UInt8(ascii: ".") { digits.removeLast() }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
