import Testing

@testable import LedgerDomain

@Suite struct KnownNamesTests {
    @Test func everyNameHasItsNumber() {
        for key in Key.allCases {
            #expect(MemberNames.known.number(of: NameCode(key.rawValue)) == UInt8(key.ordinal), "\(key)")
        }
        for member in EnvelopeMember.allCases {
            let number = MemberNames.known.number(of: NameCode(member.rawValue))
            #expect(MemberNames.envelope[Int(number)] == UInt8(member.ordinal), "\(member)")
        }
    }

    @Test func neighboursOfNamesAreUnknown() {
        let names = Set(
            Key.allCases.map(\.rawValue) + EnvelopeMember.allCases.map(\.rawValue) + ["no", "import", "row"])
        for name in names {
            for other in [name + "x", "x" + name, String(name.dropLast()), String(name.dropFirst())]
            where !names.contains(other) {
                #expect(MemberNames.known.number(of: NameCode(other)) == NameTable.unknown, "\(other)")
            }
        }
        #expect(MemberNames.known.number(of: NameCode("")) == NameTable.unknown)
        #expect(MemberNames.known.number(of: NameCode(String(repeating: "a", count: 40))) == NameTable.unknown)
    }

    @Test func allNumbersAreUsed() {
        let known = NameTable((0..<255).map { "name_\($0)" })
        for number in 0..<255 { #expect(known.number(of: NameCode("name_\(number)")) == UInt8(number)) }
        #expect(known.number(of: NameCode("name_255")) == NameTable.unknown)
    }
}
