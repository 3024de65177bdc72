import Testing

/// An option that a report does nothing with is refused, in both languages, with those that it takes.
@Suite struct ReportOptionTests {
    private static let ledger = TestLedger.opened()

    static let refused: [([String], String, String)] = [
        (
            ["report", "execution", "--basis", "CENTRAL"],
            "execution 不接受 --basis；可用：--year、--region、--effective-to、--known-at、--by、--batches",
            "execution takes no --basis; it takes --year, --region, --effective-to, --known-at, --by, --batches"
        ),
        (
            ["report", "attainment", "--by", "place", "--measure", "PAID"], "attainment 不接受 --measure、--by；可用：",
            "attainment takes no --measure or --by; it takes "
        ),
        (["report", "microloans", "--entitled"], "microloans 不接受 --entitled；", "microloans takes no --entitled;"),
        (
            ["report", "industry-share", "--from", "now"], "industry-share 不接受 --from；",
            "industry-share takes no --from;"
        ),
        (
            ["report", "restatement", "--from", "now", "--known-at", "3"],
            "restatement 不接受 --known-at；可用：--of、--from、--to",
            "restatement takes no --known-at; it takes --of, --from, --to"
        ),
        (
            ["why", "execution", "--classes", "ALL"], "why execution 不接受 --classes；",
            "why execution takes no --classes; it takes --year, --region, --effective-to, --known-at, --by, --batches, --key"
        ),
        (["report", "microloan-growth", "--by", "township"], "应为 total|province|place", "takes total|province|place"),
    ]

    @Test(arguments: refused) func isRefused(_ arguments: [String], _ chinese: String, _ english: String) {
        for (language, text) in [("zh", chinese), ("en", english)] {
            let answer = Program.run(
                Array(arguments.prefix(1)) + ["--ledger", Self.ledger.path] + arguments.dropFirst(),
                state: Self.ledger.folder + "/state", language: language)
            #expect(answer.code == 64 && answer.errors.contains(text), "\(arguments): \(answer.errors)")
        }
    }
}
