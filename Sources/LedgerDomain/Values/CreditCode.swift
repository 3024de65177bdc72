/// A unified social credit code (统一社会信用代码, GB 32100-2015).
public struct CreditCode: Hashable, Sendable {
    /// The 18 characters.
    public let text: String

    /// A code whose check character is right.
    public init?(_ text: some StringProtocol) {
        guard let expected = Self.checkCharacter(for: text), Array(text.utf8).last == expected else { return nil }
        self.text = String(text)
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// The check character that the first 17 ask for; `nil` where the text cannot be a credit code.
    public static func checkCharacter(for text: some StringProtocol) -> UInt8? {
        let bytes = Array(text.utf8)
        guard bytes.count == 18 else { return nil }
        var sum = 0
        for (byte, weight) in zip(bytes, weights) {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            sum += value * weight
        }
        return alphabet[(31 - sum % 31) % 31]
    }
}
