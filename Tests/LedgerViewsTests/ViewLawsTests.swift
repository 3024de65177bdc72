import LedgerDomain
import LedgerTesting
import Testing

@testable import LedgerViews

/// What holds of every view, whatever it counts.
@Suite struct ViewLawsTests {
    @Test(arguments: StoredView.allCases) func mergeable(_ view: StoredView) throws {
        try expectMergeable(Self.projection(view.member))
    }

    @Test(arguments: StoredView.allCases) func storesRows(_ view: StoredView) throws {
        try expectStoresRows(Self.projection(view.member))
    }

    private static func projection<View>(_ member: some FoldMember<View>) -> any StoredProjection.Type { View.self }
}
