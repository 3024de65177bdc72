import LedgerDomain
import Testing

@Suite struct ClassCodeTests {
    @Test func readsThreeGroups() {
        let code = ClassCode("01.02.03")
        #expect(code?.number == 10_203)
        #expect(code?.level1 == 1)
        #expect(code?.level1Text == "01")
        #expect(code?.description == "01.02.03")
        #expect(ClassCode("08.01.01")?.level1Text == "08")
        #expect(ClassCode("12.34.56")?.description == "12.34.56")
    }

    @Test(arguments: [
        "1.2.3", "01.02", "01.02.03.04", "010203", "01-02-03", "01-02.03", "01.02-03", "01.02.0a", "01.02.03 ", "",
    ])
    func refuses(_ text: String) {
        #expect(ClassCode(text) == nil)
    }

    @Test func sortsByGroup() throws {
        let codes = ["02.01.01", "01.10.01", "01.02.10", "01.02.02"].compactMap { ClassCode($0) }
        #expect(codes.sorted().map(\.description) == ["01.02.02", "01.02.10", "01.10.01", "02.01.01"])
    }
}
