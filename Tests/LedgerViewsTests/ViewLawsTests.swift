import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

/// What holds of every view, whatever it counts. To add a view: its name here.
@Suite struct ViewLawsTests {
    static let views: [any StoredProjection.Type] = [
        MoneyCells.self, LineAttributes.self, Policies.self, Figures.self, LoanDays.self, Subsidies.self,
    ]

    @Test func everyViewIsHeld() {
        #expect(Self.views.map { $0.name } == LedgerFold.views.map(\.name))
    }

    @Test(arguments: views.indices) func mergeable(_ index: Int) throws { try expectMergeable(Self.views[index]) }

    @Test(arguments: views.indices) func storesRows(_ index: Int) throws { try expectStoresRows(Self.views[index]) }
}
