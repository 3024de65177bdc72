public import LedgerDomain
import Glibc

/// Amounts as the numbers that a workbook holds.
///
/// libxlsxwriter takes a `Double` and prints 16 significant digits of it. This is the only place where an amount meets
/// binary floating point, and only amounts that come back to the same 分 are let through: those whose printed digits
/// are the amount's, and those small enough that the digits left over stay below 10⁻⁶ 元, as ours and every other
/// reader takes for granted (9.95 is printed as 9.949999999999999). Whatever else is written as text.
public enum WrittenNumber {
    /// Beyond this many 分 not every amount has a `Double` of its own.
    private static let exactBound: Int128 = 1 << 53

    /// The number for an amount in a unit, `nil` where no `Double` stands for it and for it alone.
    public static func number(for fen: Int128, in unit: MoneyUnit) -> Double? {
        guard fen.magnitude <= exactBound.magnitude else { return nil }
        // Both are exact, so the quotient is the nearest number there is.
        let number = Double(Int64(fen)) / Double(unit.fen)
        if number.magnitude < safeBound(unit) { return number }
        return printed(number) == exact(fen, unit) ? number : nil
    }

    /// Below this, what the 16th digit is off by is less than 10⁻⁶ 元. Powers of two: the gaps between numbers widen
    /// there.
    private static func safeBound(_ unit: MoneyUnit) -> Double {
        switch unit {
        case .fen: 0x1p53
        case .yuan: 0x1p33
        case .wanYuan: 0x1p19
        case .yiYuan: 0x1p6
        }
    }

    /// The digits as libxlsxwriter prints them.
    private static func printed(_ number: Double) -> String {
        var bytes = [CChar](repeating: 0, count: 40)
        let count = withVaList([number]) { vsnprintf(&bytes, bytes.count, "%.16G", $0) }
        return String(decoding: bytes.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The amount without zeros at the end of its fraction.
    private static func exact(_ fen: Int128, _ unit: MoneyUnit) -> String {
        var text = Fen.text(of: fen, in: unit)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// The number for a count, `nil` where no `Double` stands for it alone.
    static func number(for count: Int64) -> Double? {
        Int128(count).magnitude <= exactBound.magnitude ? Double(count) : nil
    }
}
