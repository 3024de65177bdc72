/// The careful reading of names, strings and literals: any spelling, and the name of every fault.
enum StrictText {
    /// The place of a member's name; the colon after it has been checked.
    static func memberName(
        at index: Int, of bytes: Span<UInt8>, after previous: CanonicalScanner.Name, _ known: NameTable
    ) throws(CanonicalFault) -> CanonicalScanner.Name {
        guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
        let before = previous.start..<previous.end
        guard bytes[index] == UInt8(ascii: "\"") else {
            let isEmpty = bytes[index] == UInt8(ascii: "}") && before.isEmpty
            let reason: CanonicalFault.Reason = isEmpty ? .empty : .unexpected
            throw CanonicalFault(reason: reason, offset: index)
        }
        var end = index + 1
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        guard end + 1 < bytes.count else { throw CanonicalFault(reason: .truncated, offset: end) }
        guard end > index + 1, bytes[end] == UInt8(ascii: "\"") else {
            throw CanonicalFault(reason: .memberName, offset: end)
        }
        guard bytes[end + 1] == UInt8(ascii: ":") else { throw CanonicalFault(reason: .unexpected, offset: end + 1) }
        let name = (index + 1)..<end
        guard before.isEmpty || precedes(before, name, in: bytes) else {
            let isSame = before.count == name.count && !precedes(name, before, in: bytes)
            throw CanonicalFault(reason: isSame ? .duplicateMember : .memberOrder, offset: name.lowerBound)
        }
        let code = NameCode(bytes, name)
        return CanonicalScanner.Name(
            start: name.lowerBound, end: name.upperBound, number: known.number(of: code),
            order: code.order)
    }

    /// The end of a string's content, and whether it holds an escape.
    static func string(from start: Int, of bytes: Span<UInt8>) throws(CanonicalFault) -> (Int, Bool) {
        var index = start
        var isEscaped = false
        var isASCII = true
        while true {
            while index + 8 <= bytes.count, EightBytes.specials(in: bytes.word(at: index)) == 0 { index += 8 }
            guard index < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            switch bytes[index] {
            case UInt8(ascii: "\""):
                if !isASCII { try checkText(start..<index, of: bytes) }
                return (index, isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                index = try escape(at: index, of: bytes)
            case 0x00..<0x20: throw CanonicalFault(reason: .control, offset: index)
            case 0x80...:
                isASCII = false
                index += 1
            default: index += 1
            }
        }
    }

    private static func escape(at index: Int, of bytes: Span<UInt8>) throws(CanonicalFault) -> Int {
        guard index + 1 < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index + 2
        case UInt8(ascii: "u"):
            guard index + 5 < bytes.count else { throw CanonicalFault(reason: .truncated, offset: index) }
            guard let control = control(bytes[index + 2], bytes[index + 3], bytes[index + 4], bytes[index + 5])
            else { throw CanonicalFault(reason: .escape, offset: index) }
            let hasShortForm = control == 8 || control == 9 || control == 10 || control == 12 || control == 13
            guard !hasShortForm else { throw CanonicalFault(reason: .escape, offset: index) }
            return index + 6
        default: throw CanonicalFault(reason: .escape, offset: index)
        }
    }

    /// The control character that `\u00xx` in lower case means, else `nil`.
    private static func control(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> UInt8? {
        guard a == 0x30, b == 0x30, c == 0x30 || c == 0x31 else { return nil }
        let low: UInt8
        switch d {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): low = d - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): low = d - UInt8(ascii: "a") + 10
        default: return nil
        }
        return (c - 0x30) << 4 | low
    }

    /// Checks the text that a string's content stands for. An escape is one character to the rules: a mark after `\n`
    /// stands on a line of its own and not on an n.
    private static func checkText(_ range: Range<Int>, of bytes: Span<UInt8>) throws(CanonicalFault) {
        var index = range.lowerBound
        var isPlain = true
        while index < range.upperBound {
            guard let (scalar, length) = UTF8Scalar.decode(bytes, at: index, end: range.upperBound) else {
                throw CanonicalFault(reason: .utf8, offset: index)
            }
            if !TextRules.isPlain(scalar) { isPlain = false }
            index += length
        }
        if isPlain { return }
        var copy: [UInt8] = []
        index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "\\") {
                copy.append(0x0A)
                index += bytes[index + 1] == UInt8(ascii: "u") ? 6 : 2
            } else {
                copy.append(bytes[index])
                index += 1
            }
        }
        switch TextRules.defect(in: String(decoding: copy, as: UTF8.self)) {
        case nil: return
        case .notNormalised: throw CanonicalFault(reason: .normalisation, offset: range.lowerBound)
        case .unknownCharacter: throw CanonicalFault(reason: .character, offset: range.lowerBound)
        }
    }

    /// The end of a literal.
    static func literal(_ text: StaticString, at index: Int, of bytes: Span<UInt8>) throws(CanonicalFault) -> Int {
        let end = index + text.utf8CodeUnitCount
        guard end <= bytes.count else { throw CanonicalFault(reason: .truncated, offset: bytes.count) }
        let matches = text.withUTF8Buffer { expected in
            for offset in expected.indices where bytes[index + offset] != expected[offset] { return false }
            return true
        }
        guard matches else { throw CanonicalFault(reason: .unexpected, offset: index) }
        return end
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    static func precedes(_ left: Range<Int>, _ right: Range<Int>, in bytes: Span<UInt8>) -> Bool {
        for offset in 0..<min(left.count, right.count) {
            let (a, b) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
            if a != b { return a < b }
        }
        return left.count < right.count
    }
}
