import LedgerDomain
import Testing

@Suite struct A17ProjectNotInLibraryTests {
    static func project(_ since: String?) -> [Draft] {
        let draft = Drafts.register("P")
        return [Drafts.receive("L", 1_000), since.map { Drafts.with(draft, ("library_on", $0)) } ?? draft]
    }

    static let late = """
        A17 effective_on: given "2023-03-01", expected 2023-03-02, since when it is in the library, or later, off by 1. \
        Enter the project into the library first, or correct the day.
        """

    @Test func theLibraryComesFirst() throws {
        let commit = Drafts.commit("P", "L", 1)
        try expectRule("A17", after: Self.project("2022-10-08"), RuleCase("the year before", commit))
        try expectRule("A17", after: Self.project("2023-03-01"), RuleCase("the same day", commit))
        try expectRule("A17", after: Self.project("2023-03-02"), RuleCase("a day late", commit, Self.late))
        try expectRule("A17", after: Self.project(nil), RuleCase("no day", commit))
        let undated = Drafts.with(commit, ("date_precision", "YEAR"))
        try expectRule("A17", after: Self.project("2023-03-02"), RuleCase("a year alone", undated))
    }

    @Test func onlyPublishedHistoryNamesProjectsThatNobodyRegistered() throws {
        let commit = Drafts.commit("X", "L", 1)
        try expectRule("A17", after: Self.project(nil), RuleCase("refused for its reference", commit))
        let says = """
            A17 body.project_id: given "X", expected a project that is in the library. Enter the project into the library \
            first, or correct the day.
            """
        try expectRule("A17", after: Self.project(nil), RuleCase("", commit, says), isPublishedHistory: true)
    }
}
