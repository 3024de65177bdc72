/// The number of an official document (文号), normalised.
///
/// Agency, year in 〔〕, number, 号: `黑财指（农）〔2023〕34号`. Brackets of the agency become full width, those of
/// the year 〔〕; 第 and leading zeros go. A number that lost a bracket or its year is refused, not guessed at.
public struct DocumentNumber: Hashable, Sendable {
    /// The normalised number.
    public let text: String
    /// As printed, without spaces around it, where that differs.
    public let printed: String?

    /// Reads a printed number; `nil` where a part is missing.
    public init?(_ source: some StringProtocol) {
        let scalars = Self.trimmed(source.unicodeScalars.map(Self.halfWidthDigit))
        guard let last = scalars.last, last == "号",
            let close = scalars.lastIndex(where: Self.closing.contains), close >= 6
        else { return nil }
        let open = close - 5
        guard Self.opening.contains(scalars[open]) else { return nil }
        let year = scalars[open + 1..<close]
        guard year.allSatisfy({ ("0"..."9").contains($0) }), year.starts(with: "20".unicodeScalars) else { return nil }
        var serial = scalars[close + 1..<scalars.count - 1]
        if serial.first == "第" { serial = serial.dropFirst() }
        guard (1...4).contains(serial.count), serial.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        serial = serial.drop { $0 == "0" }
        guard !serial.isEmpty, let agency = Self.agency(scalars[..<open]) else { return nil }
        var normalised = String.UnicodeScalarView()
        normalised.append(contentsOf: agency)
        normalised.append("〔")
        normalised.append(contentsOf: year)
        normalised.append("〕")
        normalised.append(contentsOf: serial)
        normalised.append("号")
        text = String(normalised)
        let whole = String(String.UnicodeScalarView(Self.trimmed(Array(source.unicodeScalars))))
        printed = text.utf8.elementsEqual(whole.utf8) ? nil : whole
    }

    /// The numbers in one cell, separated by semicolons.
    public static func split(_ cell: String) -> [String] {
        cell.split(whereSeparator: { $0 == ";" || $0 == "；" })
            .map { String(String.UnicodeScalarView(trimmed(Array($0.unicodeScalars)))) }
            .filter { !$0.isEmpty }
    }

    // Notices mix the forms, as 〔2023】; which form a bracket has says nothing, that it is there does.
    private static let opening: [Unicode.Scalar] = ["〔", "[", "【", "(", "（"]
    private static let closing: [Unicode.Scalar] = ["〕", "]", "】", ")", "）"]

    private static func agency(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
        var depth = 0
        var result: [Unicode.Scalar] = []
        for scalar in scalars {
            switch scalar {
            case "(", "（":
                depth += 1
                result.append("（")
            case ")", "）":
                depth -= 1
                result.append("）")
            default:
                guard scalar.properties.isIdeographic else { return nil }
                result.append(scalar)
            }
            guard (0...1).contains(depth) else { return nil }
        }
        return depth == 0 && !result.isEmpty ? result : nil
    }

    private static func halfWidthDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF10...0xFF19).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)) : scalar
    }

    private static func trimmed(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var slice = scalars[...]
        while let first = slice.first, first.properties.isWhitespace { slice = slice.dropFirst() }
        while let last = slice.last, last.properties.isWhitespace { slice = slice.dropLast() }
        return Array(slice)
    }
}
