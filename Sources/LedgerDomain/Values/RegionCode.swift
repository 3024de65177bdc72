/// The level of a division.
public enum RegionLevel: Int, Sendable, Comparable {
    /// 全国.
    case nation = 0
    /// 省级.
    case province = 1
    /// 地级.
    case prefecture = 2
    /// 县级.
    case county = 3

    /// Wider before narrower.
    public static func < (left: RegionLevel, right: RegionLevel) -> Bool { left.rawValue < right.rawValue }
}

/// A six-digit code of an administrative division (行政区划代码, GB/T 2260).
///
/// `AA0000` is a province, `AABB00` a prefecture. `000000` (全国) is the product's own and the parent of all.
/// Whether a code is valid on a date is for ``RegionTable`` to say.
public struct RegionCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0 to 999999.
    public let number: Int32

    /// 全国.
    public static let nation = RegionCode(unchecked: 0)

    private init(unchecked number: Int32) {
        self.number = number
    }

    /// A code of up to six digits.
    public init?(number: Int32) {
        guard (0...999_999).contains(number) else { return nil }
        self.number = number
    }

    /// A code as written: exactly six digits.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 6, let number = DecimalText.digits(bytes[...]) else { return nil }
        self.number = Int32(number)
    }

    /// The six digits.
    public var description: String {
        String(unsafeUninitializedCapacity: 6) { buffer in
            var rest = number
            for index in (0..<6).reversed() {
                buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            return 6
        }
    }

    /// What the zeros at its end say.
    public var level: RegionLevel {
        if number == 0 { return .nation }
        if number % 10_000 == 0 { return .province }
        return number % 100 == 0 ? .prefecture : .county
    }

    /// The province it lies in.
    public var province: RegionCode { RegionCode(unchecked: number / 10_000 * 10_000) }
    /// The prefecture it lies in, by its digits.
    ///
    /// The counties of a municipality and those directly under a province (`AA90CC`) lie in none; the code
    /// that their digits give stands in no table. ``RegionTable/parent(of:)`` knows the place above them.
    public var prefecture: RegionCode { RegionCode(unchecked: number / 100 * 100) }

    /// Whether another code lies in this division or is it, by its digits.
    public func contains(_ other: RegionCode) -> Bool {
        switch level {
        case .nation: true
        case .province: other.province == self
        case .prefecture: other.prefecture == self
        case .county: other == self
        }
    }

    /// By number, which is the order of the tables.
    public static func < (left: RegionCode, right: RegionCode) -> Bool { left.number < right.number }
}
