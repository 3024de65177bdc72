/// Why two amounts cannot be added.
public enum FenError: Error, Hashable, Sendable {
    /// The sum lies past ±92 quadrillion 元.
    case overflow
}

/// An exact amount of money, in 分.
///
/// Amounts never round and never wrap. Notices print 元 and 万元, which are only ways to write the same number
/// of 分.
///
/// ```swift
/// Fen("8126.728603", in: .wanYuan)  // 8_126_728_603 分
/// Fen("0.123", in: .yuan)           // nil: less than one 分
/// ```
public struct Fen: Hashable, Comparable, Sendable {
    /// May be negative.
    public let count: Int64

    /// An amount of this many 分.
    public init(_ count: Int64) {
        self.count = count
    }

    /// The amount a decimal text writes: an optional `-`, digits, and an optional point with digits after it.
    ///
    /// `nil` where the text is anything else, is no whole number of 分, or does not fit.
    public init?(_ text: some StringProtocol, in unit: MoneyUnit) {
        var digits = Array(text.utf8)[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        let parts = digits.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty else { return nil }
        let fraction = parts.count == 2 ? parts[1] : []
        guard parts.count == 1 || !fraction.isEmpty else { return nil }
        var value: Int128 = 0
        for index in 0..<(whole.count + max(fraction.count, unit.decimals)) {
            let isPastDecimals = index >= whole.count + unit.decimals
            let byte =
                index < whole.count
                ? whole[whole.startIndex + index]
                : index - whole.count < fraction.count
                    ? fraction[fraction.startIndex + index - whole.count] : UInt8(ascii: "0")
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9, !isPastDecimals || digit == 0 else { return nil }
            if isPastDecimals { continue }
            value = value * 10 + Int128(digit)
            guard value <= Int128(Int64.max) + 1 else { return nil }
        }
        guard let count = Int64(exactly: isNegative ? 0 - value : value) else { return nil }
        self.count = count
    }

    /// The sum of two amounts.
    ///
    /// - Throws: ``FenError/overflow`` past ±92 quadrillion 元.
    public func adding(_ other: Fen) throws(FenError) -> Fen {
        let (sum, overflow) = count.addingReportingOverflow(other.count)
        if overflow { throw .overflow }
        return Fen(sum)
    }

    /// The difference of two amounts.
    ///
    /// - Throws: ``FenError/overflow`` past ±92 quadrillion 元.
    public func subtracting(_ other: Fen) throws(FenError) -> Fen {
        let (difference, overflow) = count.subtractingReportingOverflow(other.count)
        if overflow { throw .overflow }
        return Fen(difference)
    }

    /// The exact text in a unit; 元 always with two decimals.
    public func text(in unit: MoneyUnit, isGrouped: Bool = false) -> String {
        Self.text(of: Int128(count), in: unit, isGrouped: isGrouped)
    }

    /// The exact text of a sum of amounts. 元 has two decimals; of 万元 and 亿元 trailing zeros are left out.
    public static func text(of fen: Int128, in unit: MoneyUnit, isGrouped: Bool = false) -> String {
        var digits = String(fen.magnitude)
        while digits.utf8.count <= unit.decimals { digits = "0" + digits }
        var whole = String(digits.dropLast(unit.decimals))
        var fraction = String(digits.suffix(unit.decimals))
        if unit == .wanYuan || unit == .yiYuan {
            while fraction.hasSuffix("0") { fraction.removeLast() }
        }
        if isGrouped { whole = grouped(whole) }
        return (fen < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// Digits in groups of three.
    public static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }

    /// Smaller before larger.
    public static func < (left: Fen, right: Fen) -> Bool { left.count < right.count }
}
