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
    public static func finding(in text: String) -> Finding? {
        // Digits are rare in text: without eleven of them there is nothing to find.
        var run: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let digit = digit(scalar) {
                run.append(digit)
            } else if scalar == "X" || scalar == "x" || scalar.value == 0xFF38 || scalar.value == 0xFF58,
                run.count == 17
            {
                run.append(UInt8(ascii: "X"))
            } else {
                if let found = finding(inRun: run) { return found }
                run.removeAll(keepingCapacity: true)
            }
        }
        return finding(inRun: run)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x30...0x39: UInt8(scalar.value)
        case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
        default: nil
        }
    }

    private static func finding(inRun run: [UInt8]) -> Finding? {
        guard run.count >= 11 else { return nil }
        if run.count == 18, IdentityCard(String(decoding: run, as: UTF8.self)) != nil { return .identityCard }
        if run.count == 11, run[0] == UInt8(ascii: "1"), run[1] >= UInt8(ascii: "3") { return .phone }
        if run.count == 13, run.starts(with: "861".utf8), run[3] >= UInt8(ascii: "3") { return .phone }
        let startsLikeCard = run[0] == UInt8(ascii: "6") || run[0] == UInt8(ascii: "4") || run[0] == UInt8(ascii: "5")
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
