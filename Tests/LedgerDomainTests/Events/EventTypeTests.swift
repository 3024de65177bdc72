@testable import LedgerDomain
import Testing

@Suite struct EventTypeTests {
    @Test func theCatalogueStandsInTheOrderOfKinds() {
        #expect(EventType.catalogue.map(\.kind) == EventKind.allCases)
        #expect(Set(EventType.catalogue.map(\.name)).count == EventType.catalogue.count)
        for kind in EventKind.allCases { #expect(EventKind.named(kind.type.name) == kind) }
    }

    @Test func keysAreNumberedAsDeclared() {
        for (index, key) in Key.allCases.enumerated() { #expect(key.ordinal == index) }
        for (index, member) in EnvelopeMember.allCases.enumerated() { #expect(member.ordinal == index) }
    }

    @Test func everyNameHasACodeOfItsOwn() {
        let names = Set(
            Key.allCases.map(\.rawValue) + EventType.catalogue.map(\.name) + EnvelopeMember.allCases.map(\.rawValue))
        #expect(Set(names.map { NameCode($0) }).count == names.count)
        #expect(names.allSatisfy { $0.utf8.count <= NameCode.maximumLength })
        #expect(NameCode("disbursement.returned") != NameCode("disbursemenX.returned"))
    }

    private func expectOrdered(_ uses: [FieldUse]) {
        let names = uses.map(\.field.key.rawValue)
        #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(Set(names).count == names.count)
        for use in uses {
            switch use.field.kind {
            case .record(let inner), .list(.record(let inner)): expectOrdered(inner)
            default: break
            }
        }
    }

    @Test(arguments: EventKind.allCases) func fieldsStandInByteOrder(kind: EventKind) {
        expectOrdered(kind.type.fields)
    }

    @Test func everyCodeHasANameInBothLanguages() {
        func check<Code: LedgerCode>(_ type: Code.Type) {
            for code in type.allCases { #expect(!code.label.chinese.isEmpty && !code.label.english.isEmpty) }
            #expect(Set(type.allCases.map(\.rawValue)).count == type.allCases.count)
        }
        check(FundSource.self)
        check(FundLevel.self)
        check(TaskDirection.self)
        check(LoanProgramme.self)
        check(Caliber.self)
        check(Comparator.self)
    }
}
