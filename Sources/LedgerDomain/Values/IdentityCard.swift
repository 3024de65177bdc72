/// A resident identity card number (公民身份号码, GB 11643-1999). Never stored; checked at entry.
public struct IdentityCard: Hashable, Sendable {
    /// The 18 characters; `X` in capital.
    public let text: String
    /// The date of birth it holds.
    public let bornOn: Day

    /// A number whose check digit is right and whose date of birth exists.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)
        guard bytes.count == 18, let expected = Self.checkCharacter(for: bytes) else { return nil }
        if bytes[17] == UInt8(ascii: "x") { bytes[17] = UInt8(ascii: "X") }
        guard bytes[17] == expected, let year = DecimalText.digits(bytes[6..<10]),
            let month = DecimalText.digits(bytes[10..<12]), let day = DecimalText.digits(bytes[12..<14]),
            let born = Day(year: year, month: month, day: day)
        else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
        bornOn = born
    }

    /// The division of the first registration, valid at that time.
    public var region: RegionCode? { RegionCode(text.prefix(6)) }

    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

    /// The check character of the first 17 digits.
    static func checkCharacter(for bytes: some Sequence<UInt8>) -> UInt8? {
        var sum = 0
        for (byte, weight) in zip(bytes, weights) {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            sum += Int(digit) * weight
        }
        return Array("10X98765432".utf8)[sum % 11]
    }
}
