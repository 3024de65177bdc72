/// Looks for personal data in free text (个人信息扫描).
///
/// Entries are for ever, so text that holds an identity, phone or card number is refused before it is recorded.
public enum PersonalDataScan {
    /// What was found.
    public enum Finding: String, Sendable {
        /// An identity card number with the right check digit.
        case identityCard
        /// A mobile phone number.
        case phone
        /// A bank card number with the right check digit.
        case bankCard
    }

    /// The first finding in a text, else `nil`. Full-width digits count as digits.
    ///
    /// A number is a whole run of digits: part of a longer one is something else. Amounts, which are followed by
    /// their unit or have two decimals, are neither phones nor cards.
    public static func finding(in text: String) -> Finding? {
        var run: [UInt8] = []
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            if let digit = digit(scalar) {
                run.append(digit)
                continue
            }
            if run.count == 17, "Xx\u{FF38}\u{FF58}".unicodeScalars.contains(scalar) { run.append(UInt8(ascii: "X")) }
            // Digits are rare in text: without eleven of them there is nothing to find.
            if run.count >= 11, let found = finding(inRun: run, isAmount: isAmount(followedBy: scalars[index...])) {
                return found
            }
            run.removeAll(keepingCapacity: true)
        }
        return run.count < 11 ? nil : finding(inRun: run, isAmount: false)
    }

    /// Whether what follows a number makes it an amount. 分 before 机 is a telephone extension; a point before
    /// anything but two digits may end a sentence or belong to a list.
    private static func isAmount(followedBy rest: Substring.UnicodeScalarView) -> Bool {
        switch rest.first {
        case "元", "万", "亿": true
        case "分": rest.dropFirst().first != "机"
        case ".": rest.dropFirst().prefix { digit($0) != nil }.count == 2
        default: false
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x30...0x39: UInt8(scalar.value)
        case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
        default: nil
        }
    }

    private static func finding(inRun run: [UInt8], isAmount: Bool) -> Finding? {
        let text = String(decoding: run, as: UTF8.self)
        if run.count == 18, IdentityCard(text) != nil { return .identityCard }
        // Social organisations have credit codes that begin as cards do, and some of those are digits alone.
        if isAmount || CreditCode(text) != nil { return nil }
        if run.count == 11, run[0] == UInt8(ascii: "1"), run[1] >= UInt8(ascii: "3") { return .phone }
        if run.count == 13, run.starts(with: "861".utf8), run[3] >= UInt8(ascii: "3") { return .phone }
        // UnionPay begins with 6, Visa with 4, Mastercard with 5, the older cards of one large bank with 9558.
        let startsLikeCard = "456".utf8.contains(run[0]) || run.starts(with: "9558".utf8)
        if (16...19).contains(run.count), startsLikeCard, hasLuhnDigit(run) { return .bankCard }
        return nil
    }

    /// The check of card numbers (ISO/IEC 7812-1, annex B).
    static func hasLuhnDigit(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (index, byte) in digits.reversed().enumerated() {
            guard ValueForm.isDigit(byte) else { return false }
            let digit = Int(byte - UInt8(ascii: "0"))
            let value = index.isMultiple(of: 2) ? digit : digit * 2
            sum += value > 9 ? value - 9 : value
        }
        return sum.isMultiple(of: 10)
    }
}
