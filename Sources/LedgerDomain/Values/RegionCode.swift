/// The level of a division.
public enum RegionLevel: Int, Sendable, Comparable {
    case nation = 0
    case province = 1
    case prefecture = 2
    case county = 3

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
        let digits = String(number)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
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

    public static func < (left: RegionCode, right: RegionCode) -> Bool { left.number < right.number }
}

/// A class of the project taxonomy (项目类型), as `01.02.01`.
public struct ClassCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 10201 for `01.02.01`.
    public let number: Int32

    /// A class as written: three groups of two digits.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[2] == UInt8(ascii: "."), bytes[5] == UInt8(ascii: "."),
            let first = DecimalText.digits(bytes[0..<2]), let second = DecimalText.digits(bytes[3..<5]),
            let third = DecimalText.digits(bytes[6..<8])
        else { return nil }
        number = Int32(first * 10_000 + second * 100 + third)
    }

    /// The first group; 1 is 产业发展.
    public var level1: Int { Int(number) / 10_000 }

    /// The three groups.
    public var description: String {
        [level1, Int(number) / 100 % 100, Int(number) % 100].map(Self.twoDigits).joined(separator: ".")
    }

    /// The first group as text, as `01`.
    public var level1Text: String { Self.twoDigits(level1) }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    public static func < (left: ClassCode, right: ClassCode) -> Bool { left.number < right.number }
}
