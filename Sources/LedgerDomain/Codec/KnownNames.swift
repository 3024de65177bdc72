/// A fixed set of names, numbered, to recognise them in bytes without making strings.
///
/// An open hash table over ``NameCode``: a look-up costs one multiplication and, as a rule, one comparison.
/// A name that is not in the set costs a few steps more and is no error.
struct KnownNames: Sendable {
    /// The number of a name that is not in the set.
    static let unknown: UInt8 = 0xFF

    struct Slot: Sendable {
        var code: NameCode
        var number = KnownNames.unknown
    }

    /// A power of two, at least four times the number of names.
    let slots: [Slot]

    /// Numbers the names by their place in the list; of a name that stands twice, the first place counts.
    ///
    /// - Precondition: at most 255 names, none longer than ``NameCode/maximumLength``.
    init(_ names: [String]) {
        precondition(names.count <= Int(Self.unknown))
        var size = 16
        while size < 4 * names.count { size *= 2 }
        var slots = [Slot](repeating: Slot(code: NameCode("")), count: size)
        for (number, name) in names.enumerated() {
            let code = NameCode(name)
            var place = Int(truncatingIfNeeded: code.hash) & (size - 1)
            while slots[place].number != Self.unknown, slots[place].code != code { place = (place + 1) & (size - 1) }
            if slots[place].number == Self.unknown { slots[place] = Slot(code: code, number: UInt8(number)) }
        }
        self.slots = slots
    }

    /// The number of a name, or ``unknown``.
    func number(of code: NameCode) -> UInt8 { Self.number(of: code, in: slots.span) }

    /// The number of a name in the slots of a set, or ``unknown``.
    @inline(__always)
    static func number(of code: NameCode, in table: Span<Slot>) -> UInt8 {
        var place = Int(truncatingIfNeeded: code.hash) & (table.count - 1)
        while table[place].number != unknown, table[place].code != code { place = (place + 1) & (table.count - 1) }
        return table[place].number
    }
}
