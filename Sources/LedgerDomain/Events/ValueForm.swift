/// Checks single values against their kinds.
struct ValueForm {
    static let maximumIdentifierBytes = 64
    static let maximumTextCharacters = 500

    let taxonomy: TaxonomyTable

    /// The fault of a value that is neither a record nor a list, else `nil`.
    func fault(in node: Int, of entry: Entry, _ kind: ValueKind, at path: String) -> Fault? {
        if case .flag = kind {
            let found = entry.tape.nodes[node].kind
            return found == .yes || found == .no
                ? nil : Fault(.form, path: path, expected: Label("true 或 false", "true or false"))
        }
        guard entry.tape.nodes[node].kind == .string else {
            return Fault(.form, path: path, expected: expectation(of: kind))
        }
        if case .text = kind { return textFault(entry.text(ofNode: node), at: path) }
        if case .document = kind {
            let text = entry.text(ofNode: node)
            let isNormalised = DocumentNumber(text).map { $0.text == text } ?? false
            return isNormalised ? nil : Fault(.document, path: path, given: text, expected: expectation(of: kind))
        }
        if isValid(node, of: entry, kind) {
            guard case .identifier = kind, PersonalDataScan.isIdentityCard(inIdentifier: entry.text(ofNode: node))
            else {
                return nil
            }
            return Fault(
                .personalData, path: path, given: entry.text(ofNode: node),
                expected: Label("不是身份证号的编号", "an identifier that is no identity number"))
        }
        let given = hidesGiven(kind) ? "" : entry.text(ofNode: node)
        return Fault(.form, path: path, given: given, expected: expectation(of: kind))
    }

    private func isValid(_ node: Int, of entry: Entry, _ kind: ValueKind) -> Bool {
        let content = entry.bytes[entry.tape.nodes[node].contentRange]
        switch kind {
        case .fen(let minimum): return entry.number(ofNode: node).map { $0 >= minimum } ?? false
        case .number(let range): return entry.number(ofNode: node).map(range.contains) ?? false
        case .day: return entry.day(ofNode: node) != nil
        case .region: return entry.region(ofNode: node) != nil
        case .place(let digits): return content.count == digits && content.allSatisfy(Self.isDigit)
        case .classCode: return ClassCode(entry.text(ofNode: node)).map { taxonomy.contains($0) } ?? false
        case .code(let list): return list.contains(NameCode(entry.bytes, entry.tape.nodes[node].contentRange))
        case .identifier: return Self.isIdentifier(entry.text(ofNode: node))
        case .capitals:
            return content.count <= Self.maximumIdentifierBytes
                && content.allSatisfy { (0x41...0x5A).contains($0) || Self.isDigit($0) || $0 == 0x5F }
        case .token: return Token.isValid(content)
        case .payee: return Token.isValid(content) || CreditCode(entry.text(ofNode: node)) != nil
        case .hash: return content.count == 64 && content.allSatisfy { Self.isDigit($0) || (0x61...0x66).contains($0) }
        case .instant: return Instant(entry.text(ofNode: node)) != nil
        case .flag, .text, .document, .record, .list, .original: return true
        }
    }

    private func textFault(_ text: String, at path: String) -> Fault? {
        if text.count > Self.maximumTextCharacters {
            return Fault(.form, path: path, given: "\(text.count)", expected: expectation(of: .text))
        }
        let hasControl = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }
        if hasControl || text.first?.isWhitespace == true || text.last?.isWhitespace == true {
            return Fault(.form, path: path, given: text, expected: expectation(of: .text))
        }
        if PersonalDataScan.finding(in: text) != nil {
            return Fault(
                .personalData, path: path, given: PersonalDataScan.maskedFinding(in: text),
                expected: Label("不含个人信息的文本", "text without personal data"))
        }
        return nil
    }

    /// A broken token or payee may be an identity or a card number typed in its place.
    private func hidesGiven(_ kind: ValueKind) -> Bool {
        switch kind {
        case .token, .payee: true
        default: false
        }
    }

    private func expectation(of kind: ValueKind) -> Label {
        switch kind {
        case .fen(let minimum): Label("不小于 \(minimum) 的分数（整数）", "a whole number of fen, at least \(minimum)")
        case .number(let range):
            Label(
                "\(range.lowerBound) 至 \(range.upperBound) 的整数",
                "a whole number from \(range.lowerBound) to \(range.upperBound)")
        case .flag: Label("true 或 false", "true or false")
        case .day: Label("日期，如 2023-05-06", "a date, as 2023-05-06")
        case .region: Label("六位区划代码", "a six-digit division code")
        case .place(let digits): Label("\(digits) 位代码", "a code of \(digits) digits")
        case .classCode: Label("项目分类代码，如 01.02.01", "a class of the taxonomy, as 01.02.01")
        case .code(let list): Label(list.names + " 之一", "one of " + list.names)
        case .identifier: Label("不超过 64 字节、无空格的编号", "an identifier without spaces, at most 64 bytes")
        case .capitals: Label("大写字母、数字和下划线", "capitals, digits and underscores")
        case .text: Label("不超过 500 字、首尾无空格的文本", "text of at most 500 characters without spaces around it")
        case .token: Label("令牌，如 1a2b:…（26 位）", "a token, as 1a2b: and 26 characters")
        case .payee: Label("统一社会信用代码或令牌", "a unified social credit code or a token")
        case .instant: Label("UTC 时刻，如 2023-05-06T07:08:09Z", "a moment in UTC, as 2023-05-06T07:08:09Z")
        case .hash: Label("64 位小写十六进制", "64 lower-case hexadecimal digits")
        case .document: Label("规范文号，如 财农〔2022〕14号", "a normalised document number, as 财农〔2022〕14号")
        case .record: Label("对象", "an object")
        case .list: Label("列表", "a list")
        case .original: Label("原记录", "the entry as it stands")
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count <= maximumIdentifierBytes
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace }
    }
}

/// The written form of keyed tokens, which stand for people, loans and accounts (令牌).
///
/// `1a2b:` and 26 characters: the key's number in four lower-case hexadecimal digits, and the first 128 bits of
/// HMAC-SHA-256 over kind, a zero byte and the normalised value, in base32 (RFC 4648) in lower case.
public enum Token {
    /// The length of every token in bytes.
    public static let length = 31

    /// Whether text has the form of a token.
    public static func isValid(_ text: some Collection<UInt8>) -> Bool {
        let bytes = Array(text)
        return isValid(bytes.span, bytes.indices)
    }

    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        guard range.count == length, bytes[start + 4] == UInt8(ascii: ":") else { return false }
        for offset in 0..<4 where !UUIDText.isDigit(bytes[start + offset]) { return false }
        // The last eight overlap those before.
        return EightBytes.strangersToBase32(in: bytes.word(at: start + 5))
            | EightBytes.strangersToBase32(in: bytes.word(at: start + 13))
            | EightBytes.strangersToBase32(in: bytes.word(at: start + 21))
            | EightBytes.strangersToBase32(in: bytes.word(at: start + 23)) == 0
    }
}

/// The written form of identifiers of entries: UUIDs in lower case (RFC 9562).
public enum UUIDText {
    /// Whether a text is a UUID in lower case.
    public static func isValid(_ text: String) -> Bool { isValid(text.utf8) }

    static func isValid(_ text: some Collection<UInt8>) -> Bool {
        let bytes = Array(text)
        return isValid(bytes.span, bytes.indices)
    }

    static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        guard range.count == 36 else { return false }
        let third = bytes.word(at: start + 16)
        let hyphens = (bytes.word(at: start + 8) & 0x0000_FF00_0000_00FF, third & 0xFF00_0000_00FF_0000)
        guard hyphens == (0x0000_2D00_0000_002D, 0x2D00_0000_002D_0000) else { return false }
        // Hyphens become digits; the last eight overlap those before.
        let strangers =
            EightBytes.strangersToHexadecimal(in: bytes.word(at: start))
            | EightBytes.strangersToHexadecimal(in: bytes.word(at: start + 8) ^ 0x0000_1D00_0000_001D)
            | EightBytes.strangersToHexadecimal(in: third ^ 0x1D00_0000_001D_0000)
            | EightBytes.strangersToHexadecimal(in: bytes.word(at: start + 24))
            | EightBytes.strangersToHexadecimal(in: bytes.word(at: start + 28))
        return strangers == 0
    }

    static func isDigit(_ byte: UInt8) -> Bool { ValueForm.isDigit(byte) || (0x61...0x66).contains(byte) }

    /// The version digit of a UUID, 0 where the text is none.
    public static func version(of text: String) -> Int {
        let bytes = Array(text.utf8)
        guard isValid(text), let digit = Character(Unicode.Scalar(bytes[14])).hexDigitValue else { return 0 }
        return digit
    }

    /// The text of 16 bytes with version and variant set.
    public static func text(of bytes: [UInt8], version: UInt8) -> String {
        var octets = Array(bytes.prefix(16))
        while octets.count < 16 { octets.append(0) }
        octets[6] = octets[6] & 0x0F | version << 4
        octets[8] = octets[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, octet) in octets.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(octet >> 4)])
            text.append(digits[Int(octet & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
