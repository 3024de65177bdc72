/// A fixed set of names, numbered, to recognise them in bytes without making strings.
///
/// A perfect hash over ``NameCode``: the factor is chosen so that no two names of the set meet, so a look-up is one
/// multiplication, one byte and one comparison, whether the name is in the set or not.
struct NameTable: Sendable {
    /// The number of a name that is not in the set.
    static let unknown: UInt8 = 0xFF

    private let factor: UInt64
    private let shift: UInt64
    /// The number of the one name that may stand in each place.
    private let numbers: [UInt8]
    /// The names by number; no name has the code of the numbers that are not used.
    private let codes: [NameCode]

    /// Numbers the names by their place in the list; of a name that stands twice, the first place counts.
    ///
    /// - Precondition: at most 255 names, none longer than ``NameCode/maximumLength``.
    init(_ names: [String]) {
        precondition(names.count <= Int(Self.unknown))
        var codes = [NameCode](repeating: .nothing, count: 256)
        for (number, name) in names.enumerated() where !codes.contains(NameCode(name)) {
            codes[number] = NameCode(name)
        }
        // One factor in a hundred or so keeps n names apart in n² / 10 places. Names that resemble one another may need
        // more places; two names that no factor tells apart would need a better mix.
        var bits: UInt64 = 6
        while 1 << Int(bits) < names.count * names.count / 10 { bits += 1 }
        var numbers: [UInt8]?
        var factor: UInt64 = 0
        var tries = 0
        while numbers == nil {
            factor &+= 0x9E37_79B9_7F4A_7C15
            numbers = Self.places(of: codes, factor | 1, bits)
            tries += 1
            if tries.isMultiple(of: 512) { bits += 1 }
            precondition(bits <= 20, "two of the names have one code")
        }
        self.factor = factor | 1
        self.numbers = numbers ?? []
        shift = 64 - bits
        self.codes = codes
    }

    /// The numbers by place, or `nil` where two names meet.
    private static func places(of codes: [NameCode], _ factor: UInt64, _ bits: UInt64) -> [UInt8]? {
        var numbers = [UInt8](repeating: unknown, count: 1 << Int(bits))
        for (number, code) in codes.enumerated() where code != .nothing {
            let place = Int(truncatingIfNeeded: (code.mixed &* factor) >> (64 - bits))
            guard numbers[place] == unknown else { return nil }
            numbers[place] = UInt8(number)
        }
        return numbers
    }

    /// The number of a name, or ``unknown``.
    @inline(__always)
    func number(of code: NameCode) -> UInt8 {
        let number = numbers[Int(truncatingIfNeeded: (code.mixed &* factor) >> shift)]
        return codes[Int(number)] == code ? number : Self.unknown
    }
}
