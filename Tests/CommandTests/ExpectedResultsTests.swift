import Foundation
import LedgerDomain
import LedgerViews
import Testing

/// Every line of the expected results, by the name of its check.
@Suite struct ExpectedResultsTests {
    static let tested: Set<String> = Set((1...33).map { $0 < 10 ? "X0\($0)" : "X\($0)" })

    let ledger = TestLedger.ofCases()

    /// The row of a share report with these members.
    private func share(_ year: Int, _ region: String, _ wanted: [String: String]) throws -> [String: Any] {
        let answer = ledger.run("report", "industry-share", "--year", "\(year)", "--region", region, "--json")
        try #require(answer.code == 0, "\(answer.errors)")
        return try #require(
            answer.rows.first { row in
                wanted.allSatisfy { "\(row[$0] ?? "")" == $1 } && "\(row["region"] ?? "")" == region
            },
            "no row \(wanted)")
    }

    private func text(_ row: [String: Any], _ key: String) -> String? { row[key] as? String }
    private func number(_ row: [String: Any], _ key: String) -> Int? { row[key] as? Int }

    private static func total(_ basis: String, _ classes: String = "ALL", _ measure: String = "ARRANGED") -> [String:
        String]
    {
        ["by": "TOTAL", "basis": basis, "measure": measure, "classes": classes]
    }

    @Test func everyLineIsTested() throws {
        let lines = try String(contentsOfFile: Program.root + "/tools/cases/expected_results.csv", encoding: .utf8)
        let ids = Set(lines.split(separator: "\n").dropFirst().map { String($0.prefix(3)) })
        #expect(ids == Self.tested)
    }

    @Test func x01TheEightProjectsAddUp() throws {
        #expect(text(try share(2023, "230606", Self.total("ALL_LEVELS")), "committed_fen") == "6132000000")
    }

    @Test(arguments: [("01", "4197000000"), ("03", "1600000000"), ("02", "304000000"), ("05", "31000000")])
    func x02ProjectsByClass(key: String, fen: String) throws {
        let row = try share(2023, "230606", ["by": "CLASS", "key": key, "basis": "ALL_LEVELS"])
        #expect(text(row, "committed_fen") == fen)
    }

    private func expect(_ row: [String: Any], _ numerator: String, _ denominator: String, _ points: Int) {
        #expect(text(row, "numerator_fen") == numerator)
        #expect(text(row, "denominator_fen") == denominator)
        #expect(number(row, "share_bp") == points)
    }

    @Test func x03CentralAndProvincialShare() throws {
        expect(try share(2023, "230606", Self.total("CENTRAL_PROV")), "4197000000", "6132000000", 6844)
    }

    @Test func x04WithoutMicroloanSubsidy() throws {
        expect(
            try share(2023, "230606", Self.total("CENTRAL_PROV", "NO_MICROLOAN_SUBSIDY")), "3992000000", "6132000000",
            6510)
    }

    @Test func x05TheSixLinesAddUp() throws {
        #expect(text(try share(2023, "632323", Self.total("CENTRAL")), "committed_fen") == "1259000000")
    }

    @Test func x06ShareOfTheBatch() throws {
        expect(try share(2023, "632323", Self.total("CENTRAL")), "307000000", "1259000000", 2438)
    }

    private func findings(_ rule: String, _ year: Int, _ region: String) throws -> [[String: Any]] {
        let answer = Program.run(
            ["audit", "rules", "--ledger", ledger.path, "--year", "\(year)", "--region", region, "--json"],
            state: ledger.folder + "/state")
        try #require(answer.code == 0, "\(answer.errors)")
        return answer.rows.filter { text($0, "rule_id") == rule }
    }

    @Test func x07TheFeeOfTheBatchWarns() throws {
        let rows = try findings("A13", 2023, "632323")
        #expect(rows.compactMap { text($0, "severity") } == ["warn"])
        #expect(rows.compactMap { text($0, "given") } == ["14000000/1259000000 (1.11 %)"])
        #expect(rows.compactMap { text($0, "amount_fen") } == ["14000000"])
    }

    @Test func x09TheFeeOfAnIncompletePlanIsNotJudged() throws {
        #expect(try findings("A13", 2023, "410704").isEmpty)
        // Nor would it be above 1 %: 3.28 of 428.
        #expect(Ratio(3_280_000, 428_000_000).basisPoints == 77)
    }

    @Test func x20ANoticeOfSevenDays() throws {
        let rows = try findings("A44", 2022, "532323")
        #expect(rows.compactMap { text($0, "given") } == ["7"])
        #expect(rows.compactMap { text($0, "expected") } == ["10 天或更长"])
    }

    @Test func x08TheTwoProjectsAddUp() throws {
        #expect(text(try share(2022, "410704", Self.total("ALL_LEVELS")), "committed_fen") == "187000000")
    }

    @Test func x10LeftForHouseholdGrants() throws {
        let village = Fen(50_000_000)
        #expect(try Fen(180_000_000).subtracting(village).subtracting(village) == Fen(80_000_000))
    }

    private func subsidies(_ year: Int, _ region: String) -> [[String: Any]] {
        ledger.run("report", "subsidies", "--year", "\(year)", "--region", region, "--json").rows
    }

    @Test func x11TheFourQuarters() throws {
        let values = subsidies(2023, "653125").compactMap { text($0, "value").flatMap { Int($0) } }
        #expect(values.sorted() == [260_443_664, 312_663_562, 326_758_107, 335_837_287])
        #expect(values.reduce(0, +) == 1_235_702_620)
    }

    @Test func x12AverageSubsidyOfAHousehold() throws {
        let row = try #require(subsidies(2022, "640303").first)
        #expect(text(row, "value") == "1300000000")
        #expect(number(row, "count") == 7171)
        // 元 with two decimals is basis points of 100 元.
        #expect(Ratio(1_300_000_000, 7_171 * 1_000_000).basisPoints == 1813)
    }

    @Test func x13FiveYearsOnTheComparableBasis() throws {
        let parts = ["1565.24", "1650", "1750", "1770", "1770"].compactMap { Fen($0, in: .yiYuan) }
        #expect(parts.reduce(Int128(0)) { $0 + Int128($1.count) } == 85_052_400_000_000)
    }

    @Test func x14TheAnnouncedFigureDoesNotMatch() throws {
        let parts = ["1561", "1650", "1750", "1770", "1770"].compactMap { Fen($0, in: .yiYuan) }
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.count) }
        #expect(sum == 85_010_000_000_000)
        #expect(sum != 85_050_000_000_000)
    }

    @Test func x15AdvanceAllocation() throws {
        let advance = try #require(Fen("1485", in: .yiYuan))
        let year = try #require(Fen("1750", in: .yiYuan))
        #expect(Ratio(Int128(advance.count), Int128(year.count)).basisPoints == 8486)
    }

    @Test(arguments: [
        ("250", 573_000, 436), ("650.4", 1_557_000, 418), ("414.73", 933_900, 444), ("1824", 4_333_000, 421),
    ])
    func x16AverageMicroloan(amount: String, households: Int, hundredthsOfWan: Int64) throws {
        let fen = try #require(Fen(amount, in: .yiYuan))
        #expect(Ratio(Int128(fen.count), Int128(households) * 100_000_000).basisPoints == hundredthsOfWan)
    }

    @Test func x17NoRowMixesCalibers() throws {
        let rows = growth(2022)
        #expect(!rows.isEmpty)
        for row in rows where text(row, "caliber") == "RURAL" { #expect(text(row, "base_fen") == nil) }
        #expect(rows.filter { text($0, "base_fen") != nil }.allSatisfy { text($0, "caliber") == "BANK_REGULATOR" })
    }

    @Test(arguments: [("2022-08-21", 37_000, 44_500), ("2022-08-22", 36_500, 43_000)])
    func x18AndX19PrimeRates(day: String, oneYear: Int, fiveYears: Int) throws {
        let answer = Program.run(["lookup", "lpr", "--on", day, "--json"], state: ledger.folder)
        #expect(answer.json["lpr_1y_ppm"] as? Int == oneYear)
        #expect(answer.json["lpr_5y_plus_ppm"] as? Int == fiveYears)
    }

    @Test func x21NotYetDistributed() throws {
        #expect(
            try Fen(696_776_000_000).subtracting(Fen(135_119_926_502)).subtracting(Fen(560_471_073_498))
                == Fen(1_185_000_000))
    }

    @Test func x22CreditCode() {
        #expect(Program.run(["lookup", "credit-code", "91350100M000100Y43"], state: ledger.folder).code == 0)
        #expect(Program.run(["lookup", "credit-code", "91350100M000100Y44"], state: ledger.folder).code == 65)
    }

    @Test func x23IdentityCard() {
        #expect(Program.run(["lookup", "id-card", "11010519491231002X"], state: ledger.folder).code == 0)
        #expect(Program.run(["lookup", "id-card", "110105194912310021"], state: ledger.folder).code == 65)
    }

    @Test func x24DivisionCodeInTime() throws {
        #expect(Program.run(["lookup", "region", "520221", "--on", "2019-06-30"], state: ledger.folder).code == 0)
        let later = Program.run(["lookup", "region", "520221", "--on", "2023-06-30", "--json"], state: ledger.folder)
        #expect(later.code == 65)
        #expect(later.json["successors"] as? String == "520204")
    }

    @Test func x25CentralShareIsAnInterval() throws {
        let row = try share(2023, "230606", Self.total("CENTRAL"))
        #expect(row["share_bp"] is NSNull)
        #expect(text(row, "reason") == "MIXED_SPLIT_UNKNOWN")
        #expect(text(row, "lower_fen") == "1239000000")
        #expect(text(row, "upper_fen") == "3174000000")
        #expect(text(row, "denominator_fen") == "3174000000")
    }

    @Test func x26AllLevels() throws {
        expect(try share(2023, "230606", Self.total("ALL_LEVELS")), "4197000000", "6132000000", 6844)
    }

    @Test func x27AllLevelsWithoutMicroloanSubsidy() throws {
        expect(
            try share(2023, "230606", Self.total("ALL_LEVELS", "NO_MICROLOAN_SUBSIDY")), "3992000000", "6132000000",
            6510)
    }

    @Test func x28NothingPaid() throws {
        let row = try share(2023, "230606", Self.total("CENTRAL", "ALL", "PAID"))
        #expect(row["share_bp"] is NSNull)
        #expect(text(row, "reason") == "ZERO_BASE")
    }

    @Test func x29IncompletePlan() throws {
        let row = try share(2023, "410704", Self.total("ALL_LEVELS"))
        #expect(row["share_bp"] is NSNull)
        #expect(text(row, "reason") == "INCOMPLETE_PLAN")
    }

    private func growth(_ year: Int) -> [[String: Any]] {
        ledger.run("report", "microloan-growth", "--year", "\(year)", "--region", "000000", "--json").rows
    }

    @Test func x30NoRuralFigureOfTheYearBefore() throws {
        let row = try #require(growth(2022).first { text($0, "caliber") == "RURAL" })
        #expect(text(row, "period") == "2022-01-01/2022-05-31")
        #expect(row["growth_bp"] is NSNull)
        #expect(text(row, "reason") == "NO_BASE_YEAR")
    }

    @Test func x31BankRegulatorIsCircular() throws {
        let row = try #require(growth(2022).first { text($0, "caliber") == "BANK_REGULATOR" })
        #expect(text(row, "amount_fen") == "9335000000000")
        #expect(text(row, "base_fen") == "7528000000000")
        #expect(number(row, "growth_bp") == 2400)
        #expect(text(row, "reason") == "CIRCULAR")
    }

    @Test func x32ACorrectionAcrossYears() throws {
        let loan = { (id: String, fen: String, extra: String) in
            """
            {"id":"\(id)","type":"loan.disbursed","region":"230606","fiscal_year":"2022",\(extra)"body":{"loan":"0000:\(String(repeating: "a", count: 25))\(fen.count == 7 && fen.hasPrefix("5") ? "b" : "c")","programme":"POVERTY_MICROLOAN","loan_kind":"NEW","amount_fen":"\(fen)","hh":"0000:\(String(repeating: "a", count: 26))","hh_status":"LIFTED_ENTITLED","bank":"91350100M000100Y43","signed_on":"2022-12-14","maturity":"2024-12-14","rate_ppm":"36500","lpr_date":"2022-11-21","lpr_tenor":"1Y","security":"NONE","age_ok":true,"rated":true,"id_check":true}}
            """
        }
        let ledger = TestLedger.opened()
        let first = ledger.run(
            "append", "-", "--json",
            input: loan("0190f000-0000-7000-8000-000000000001", "5000000", "\"effective_on\":\"2022-12-15\","))
        try #require(first.code == 0, "\(first.errors)")
        let before = try #require((first.json["recorded"] as? [[String: Any]])?.first?["seq"] as? Int)
        let correction = [
            "{\"id\":\"0190f000-0000-7000-8000-000000000002\",\"type\":\"entry.reversed\",\"corrects\":\"\(before)\",\"effective_on\":\"2023-02-10\",\"body\":{\"reason\":\"金额录错\"}}",
            loan(
                "0190f000-0000-7000-8000-000000000003", "3000000",
                "\"effective_on\":\"2023-02-10\",\"counts_on\":\"2022-12-15\",\"corrects\":\"\(before)\","),
        ].joined(separator: "\n")
        let second = ledger.run("append", "-", "--json", input: correction)
        try #require(second.code == 0, "\(second.errors)")
        func new(_ year: String, _ knownAt: String...) -> String? {
            let answer = Program.run(
                ["report", "--ledger", ledger.path, "microloan-growth", "--year", year, "--json"] + knownAt,
                state: ledger.folder)
            return answer.rows.first { text($0, "caliber") == "LEDGER" && text($0, "variant") == "WITH_RENEWAL" }
                .flatMap { text($0, "amount_fen") }
        }
        #expect(new("2022", "--known-at", "\(before)") == "5000000")
        #expect(new("2022") == "3000000")
        #expect(new("2023") == "0")
    }

    @Test func x33InterestSubsidyWithARepayment() throws {
        let due = try #require(
            InterestSubsidyDue([
                .init(principalFen: 5_000_000, ratePPM: 37_000, basePPM: 37_000, days: 192),
                .init(principalFen: 3_000_000, ratePPM: 37_000, basePPM: 37_000, days: 173),
            ]))
        #expect(due.exact.compare(to: Ratio(456_025, 3)) == 0)
        #expect(due.roundedFen == 152_008)
    }
}
