/// Looks for personal data in free text (个人信息扫描).
///
/// Entries are for ever, so text that holds an identity, phone or card number is refused before it is recorded; and
/// messages about a sheet show no more than the ends of such a number.
public enum PersonalDataScan {
    /// What was found.
    public enum Finding: String, Sendable {
        /// An identity card number with the right check digit (GB 11643-1999).
        case identityCard
        /// A number of 15 digits as cards had until 1999: a province, a date of birth, three more.
        case oldIdentityCard
        /// A mobile phone number.
        case phone
        /// A bank card number with the right check digit.
        case bankCard

        /// How many digits a mask leaves at the beginning and at the end.
        fileprivate var shownEnds: (first: Int, last: Int) {
            switch self {
            case .identityCard: (8, 4)
            case .oldIdentityCard: (6, 3)
            case .phone: (3, 4)
            case .bankCard: (4, 4)
            }
        }
    }

    /// The first finding in a text, else `nil`.
    ///
    /// A number is a whole run of digits, in full width or not, or several that single spaces or hyphens part in a way
    /// that people part such numbers: part of a longer one is something else. Amounts, which are followed by their unit
    /// or have two decimals, are neither phones nor cards; credit codes and numbers made of a place, a date and a serial
    /// are no cards.
    public static func finding(in text: String) -> Finding? {
        guard mayHoldNumber(text) else { return nil }
        return matches(in: text.unicodeScalars, stopsAtFirst: true).first?.finding
    }

    /// The first number that a text should not hold, masked, as messages show it; the rest of the text may be a name.
    public static func maskedFinding(in text: String) -> String {
        let scalars = text.unicodeScalars
        guard let match = matches(in: scalars, stopsAtFirst: true).first, let first = match.places.first,
            let last = match.places.last
        else { return "" }
        return masked(String(scalars[first...last]))
    }

    /// A text with what ``finding(in:)`` finds made unreadable: `11010519******002X`.
    ///
    /// - Parameter isAmount: whether the text is an amount, a count or a position, which have as many digits as phones.
    public static func masked(_ text: String, isAmount: Bool = false) -> String {
        guard mayHoldNumber(text) else { return text }
        var scalars = text.unicodeScalars
        let found = matches(in: scalars, stopsAtFirst: false).filter { !isAmount || $0.finding == .identityCard }
        for match in found.reversed() {
            let ends = match.finding.shownEnds
            for place in match.places.dropFirst(ends.first).dropLast(ends.last).reversed() {
                scalars.replaceSubrange(place...place, with: CollectionOfOne("*"))
            }
        }
        return String(scalars)
    }

    /// What a message shows of a cell that holds a person's number, whether or not the number is right.
    public static func maskedNumber(_ text: String) -> String {
        let characters = Array(text)
        let (first, last) = characters.count >= 15 ? (8, 4) : characters.count >= 10 ? (3, 4) : (0, 0)
        let hidden = max(characters.count - first - last, 0)
        return String(characters.prefix(first)) + String(repeating: "*", count: hidden)
            + String(characters.suffix(last))
    }

    /// Whether an identifier is an identity card number, or ends or begins with one. Of numbers that others define, this
    /// alone is sure enough to refuse: a place, a date and a serial look like a child's card once in eleven times, so
    /// that later births are left alone.
    static func isIdentityCard(inIdentifier text: String) -> Bool {
        guard text.utf8.count >= 18, mayHoldNumber(text) else { return false }
        return matches(in: text.unicodeScalars, stopsAtFirst: false).contains { match in
            guard match.finding == .identityCard else { return false }
            let digits = String(String.UnicodeScalarView(match.places.map { text.unicodeScalars[$0] }))
            return IdentityCard(digits).map { $0.bornOn.year <= 2010 } ?? true
        }
    }

    /// Whether there are eleven digits; in most texts there are not.
    private static func mayHoldNumber(_ text: String) -> Bool {
        var count = 0
        for byte in text.utf8 {
            // 0xEF begins full-width digits, among others.
            if (0x30...0x39).contains(byte) || byte == 0xEF { count += 1 }
            if count == 11 { return true }
        }
        return false
    }

    // MARK: Runs of digits

    private typealias Scalars = String.UnicodeScalarView

    private struct Match {
        let finding: Finding
        /// Where its digits are.
        let places: [Scalars.Index]
    }

    /// Digits that stand together.
    private struct Run {
        var digits: [UInt8] = []
        var places: [Scalars.Index] = []
        /// Whether what follows makes it an amount.
        var isAmount = false
    }

    private static func matches(in scalars: Scalars, stopsAtFirst: Bool) -> [Match] {
        var found: [Match] = []
        var index = scalars.startIndex
        var before: Unicode.Scalar?
        while index < scalars.endIndex {
            guard digit(scalars[index]) != nil else {
                before = scalars[index]
                index = scalars.index(after: index)
                continue
            }
            var chain = self.chain(in: scalars, &index)
            if before == "¥" || before == "￥" { chain[0].isAmount = true }
            let after = index < scalars.endIndex ? scalars[index] : nil
            // Parts of codes in letters and digits, as UUIDs, are read run by run alone.
            found += matches(in: chain, mayJoin: !isLetter(before) && !isLetter(after))
            if stopsAtFirst, !found.isEmpty { return found }
            before = after
        }
        return found
    }

    /// Runs of digits with one space or hyphen between each two; the index moves behind the last.
    private static func chain(in scalars: Scalars, _ index: inout Scalars.Index) -> [Run] {
        var chain: [Run] = []
        while true {
            var run = Run()
            while index < scalars.endIndex, let digit = digit(scalars[index]) {
                run.digits.append(digit)
                run.places.append(index)
                index = scalars.index(after: index)
            }
            let isX = index < scalars.endIndex && "Xx\u{FF38}\u{FF58}".unicodeScalars.contains(scalars[index])
            let length = chain.reduce(run.digits.count) { $0 + $1.digits.count }
            if isX, run.digits.count == 17 || length == 17 {
                run.digits.append(UInt8(ascii: "X"))
                run.places.append(index)
                index = scalars.index(after: index)
            }
            run.isAmount = isAmount(followedBy: scalars[index...])
            chain.append(run)
            guard index < scalars.endIndex, isSeparator(scalars[index]) else { return chain }
            let next = scalars.index(after: index)
            guard next < scalars.endIndex, digit(scalars[next]) != nil || endsCard(chain, scalars[next]) else {
                return chain
            }
            index = next
        }
    }

    /// Whether an X after a separator is the check character of the card before it: `110105 19491231 002 X`.
    private static func endsCard(_ chain: [Run], _ next: Unicode.Scalar) -> Bool {
        "Xx\u{FF38}\u{FF58}".unicodeScalars.contains(next) && chain.reduce(0) { $0 + $1.digits.count } == 17
    }

    private static func matches(in chain: [Run], mayJoin: Bool) -> [Match] {
        var found: [Match] = []
        var start = 0
        while start < chain.count {
            var end = start
            var match: Match?
            var digits: [UInt8] = []
            while end < chain.count, match == nil, mayJoin || end == start {
                digits += chain[end].digits
                if digits.count > 19 { break }
                let lengths = chain[start...end].map(\.digits.count)
                if let finding = finding(inDigits: digits, lengths, isAmount: chain[end].isAmount) {
                    match = Match(finding: finding, places: chain[start...end].flatMap(\.places))
                }
                end += 1
            }
            if let match { found.append(match) }
            start = match == nil ? start + 1 : end
        }
        return found
    }

    // MARK: What a run is

    private static func finding(inDigits run: [UInt8], _ lengths: [Int], isAmount: Bool) -> Finding? {
        guard run.count >= 11 else { return nil }
        let isWhole = lengths.count == 1
        let text = String(decoding: run, as: UTF8.self)
        if run.count == 18, let card = IdentityCard(text), (1900...2099).contains(card.bornOn.year) {
            return .identityCard
        }
        if isAmount || isWhole && CreditCode(text) != nil { return nil }
        if isWhole || [[3, 4, 4], [3, 8], [7, 4]].contains(lengths), isPhone(run) { return .phone }
        if isWhole, run.count == 13, run.starts(with: "86".utf8), isPhone(Array(run.dropFirst(2))) { return .phone }
        if isWhole || [[6, 6, 3], [6, 9]].contains(lengths), isOldIdentityCard(run) { return .oldIdentityCard }
        if isWhole || isPartedCard(lengths), isBankCard(run) { return .bankCard }
        return nil
    }

    private static func isPhone(_ run: [UInt8]) -> Bool {
        run.count == 11 && run[0] == UInt8(ascii: "1") && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(run[1])
    }

    /// Cards print their numbers in fours, or as the bank's six digits and the rest.
    private static func isPartedCard(_ lengths: [Int]) -> Bool {
        let isInFours = lengths.count >= 4 && lengths.dropLast().allSatisfy { $0 == 4 } && lengths.last ?? 0 <= 4
        return isInFours || lengths.count == 2 && lengths[0] == 6
    }

    private static func isBankCard(_ run: [UInt8]) -> Bool {
        guard (16...19).contains(run.count), hasLuhnDigit(run) else { return false }
        // UnionPay begins with 6, Visa with 4, Mastercard with 5, the older cards of one large bank with 9558.
        guard "456".utf8.contains(run[0]) || run.starts(with: "9558".utf8) else { return false }
        // Vouchers are often a place, a date and a serial.
        let year = DecimalText.digits(run[6..<10]) ?? 0
        return !((2000...2049).contains(year) && isDate(year, run[10..<14]))
    }

    /// Cards of 15 digits were given until 1999, and nobody who has one was born long before 1930; later "years" are those
    /// of vouchers.
    private static func isOldIdentityCard(_ run: [UInt8]) -> Bool {
        guard run.count == 15, let province = DecimalText.digits(run[0..<2]), let year = DecimalText.digits(run[6..<8]),
            run[2] != UInt8(ascii: "9")
        else { return false }
        let provinces: [ClosedRange<Int>] = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65]
        return provinces.contains { $0.contains(province) } && year >= 30 && isDate(1900 + year, run[8..<12])
    }

    private static func isDate(_ year: Int, _ monthAndDay: ArraySlice<UInt8>) -> Bool {
        guard let month = DecimalText.digits(monthAndDay.prefix(2)), let day = DecimalText.digits(monthAndDay.suffix(2))
        else { return false }
        return Day(year: year, month: month, day: day) != nil
    }

    /// Whether what follows a number makes it an amount. 分 before 机 is a telephone extension; a point before
    /// anything but two digits may end a sentence or belong to a list.
    private static func isAmount(followedBy rest: Substring.UnicodeScalarView) -> Bool {
        switch rest.first {
        case "元", "万", "亿": true
        case "分": rest.dropFirst().first != "机"
        case ".": rest.dropFirst().prefix { digit($0) != nil }.count == 2
        case " ": ["元", "万元", "亿元"].contains { rest.dropFirst().starts(with: $0.unicodeScalars) }
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

    /// Spaces and hyphens, in half and full width.
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0xA0, 0x3000, 0x2D, 0x2010, 0x2011, 0x2012, 0x2013, 0xFF0D: true
        // What nobody sees parts digits for a program alone.
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
        guard let value = scalar?.value else { return false }
        return (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
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
