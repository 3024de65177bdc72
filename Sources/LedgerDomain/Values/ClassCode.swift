/// A class of the project taxonomy (项目类型), as `01.02.01`.
public struct ClassCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 10201 for `01.02.01`.
    public let number: Int32

    /// A class as written: three groups of two digits.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(bytes.span, bytes.indices)
    }

    /// The class of a number as ``number`` gives it.
    public init?(number: Int32) {
        guard (0...999_999).contains(number) else { return nil }
        self.number = number
    }

    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        let start = range.lowerBound
        guard range.count == 8, bytes[start + 2] == UInt8(ascii: "."), bytes[start + 5] == UInt8(ascii: "."),
            let first = DecimalText.digits(bytes, start..<start + 2),
            let second = DecimalText.digits(bytes, start + 3..<start + 5),
            let third = DecimalText.digits(bytes, start + 6..<start + 8)
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

    /// By group.
    public static func < (left: ClassCode, right: ClassCode) -> Bool { left.number < right.number }
}
