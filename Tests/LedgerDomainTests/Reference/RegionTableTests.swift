import LedgerDomain
import Testing

/// A small country of made-up places, one for each way a code can change.
@Suite struct RegionTableTests {
    static let divisions = """
        code6,name,level,parent_code6
        110000,直辖市,1,
        110101,东区,3,110000
        370000,某省,1,
        370100,甲市,2,370000
        370102,合并区,3,370100
        370104,新建区,3,370100
        370182,改市,3,370100
        379001,直管市,3,370000
        370105,无年区,3,370100

        """
    static let changes = """
        year,effective_date,change_type,old_code6,old_name,new_code6,usable_for_code_check
        2019,,CREATED,,,370104,yes
        2021,,DISTRICT_MERGED,370103,并入区,370102,yes
        2021,2021-02-20,COUNTY_TO_CITY,370122,改县,370182,yes
        2020,,ABOLISHED,370199,拆分县,370102,yes
        2020,,ABOLISHED,370199,拆分县,370104,yes
        2020,,RENAMED,370104,旧名区,370104,yes
        ,,COUNTY_TO_DISTRICT,370125,无年县,370105,yes
        ,,ABOLISHED,370106,不明区,,yes
        2023,,AREA_TRANSFER,370182,改市,370102,no
        2022,,SPLIT,370102,合并区,370104,yes

        """

    static func table() throws -> RegionTable {
        try RegionTable(divisions: Array(divisions.utf8), changes: Array(changes.utf8))
    }

    static func code(_ text: String) throws -> RegionCode { try #require(RegionCode(text)) }

    static func look(_ code: String, _ day: String?) throws -> RegionLookup {
        try table().lookup(Self.code(code), on: day.map { try #require(Day($0)) })
    }

    @Test func bothCodesHoldInTheYearOfChange() throws {
        let successor = try Self.code("370102")
        #expect(try Self.look("370103", "2020-12-31") == .valid)
        #expect(try Self.look("370103", "2021-01-01") == .valid)
        #expect(try Self.look("370103", "2021-12-31") == .valid)
        #expect(try Self.look("370103", "2022-01-01") == .replaced(by: [successor], year: 2021))
        #expect(try Self.look("370102", "2021-12-31") == .valid)
    }

    @Test func aKnownDayDivides() throws {
        let successor = try Self.code("370182")
        #expect(try Self.look("370122", "2021-02-19") == .valid)
        #expect(try Self.look("370122", "2021-02-20") == .replaced(by: [successor], year: 2021))
        #expect(try Self.look("370182", "2021-02-19") == .notYet)
        #expect(try Self.look("370182", "2021-02-20") == .valid)
    }

    @Test func aPlaceThatTookInAnotherHasKeptItsCode() throws {
        #expect(try Self.look("370102", "2018-06-30") == .valid)
    }

    @Test func theFirstChangeThatNamesACodeBeginsIt() throws {
        #expect(try Self.look("370104", "2018-12-31") == .notYet)
        #expect(try Self.look("370104", "2019-01-01") == .valid)
    }

    @Test func theYearOfSplittingIsTheFirstOfTheNewCode() throws {
        let changes =
            "year,effective_date,change_type,old_code6,old_name,new_code6,usable_for_code_check\n"
            + "2021,,SPLIT,370102,合并区,370104,yes\n"
        let table = try RegionTable(divisions: Array(Self.divisions.utf8), changes: Array(changes.utf8))
        #expect(try table.lookup(Self.code("370104"), on: Day("2020-12-31")) == .notYet)
        #expect(try table.lookup(Self.code("370104"), on: Day("2021-01-01")) == .valid)
        #expect(try table.lookup(Self.code("370102"), on: Day("2026-01-01")) == .valid)
    }

    @Test func anEndedCodeMayHaveSeveralSuccessors() throws {
        let successors = [try Self.code("370102"), try Self.code("370104")]
        #expect(try Self.look("370199", "2021-01-01") == .replaced(by: successors, year: 2020))
    }

    @Test func aChangeWithoutAYearAcceptsBothBetweenTheTables() throws {
        for code in ["370125", "370105"] {
            #expect(try Self.look(code, "2019-01-01") == .valid)
            #expect(try Self.look(code, "2026-12-31") == .valid)
        }
        let successor = try Self.code("370105")
        #expect(try Self.look("370125", "2027-01-01") == .replaced(by: [successor], year: 2026))
        #expect(try Self.look("370105", "2018-12-31") == .notYet)
        #expect(try Self.look("370106", "2027-01-01") == .replaced(by: [], year: 2026))
    }

    @Test func withoutADayItAsksWhetherTheCodeEverWas() throws {
        #expect(try Self.look("370103", nil) == .valid)
        #expect(try Self.look("370107", nil) == .unknown)
        #expect(try Self.look("370107", "2023-01-01") == .unknown)
        #expect(try Self.look("000000", "1949-10-01") == .valid)
    }

    @Test func knowsNamesAndPlacesAbove() throws {
        let table = try Self.table()
        #expect(try table.name(of: Self.code("370103")) == "并入区")
        #expect(try table.name(of: Self.code("370107")) == nil)
        #expect(try table.fullName(of: Self.code("370104")) == "某省甲市新建区")
        #expect(try table.fullName(of: Self.code("110101")) == "直辖市东区")
        #expect(table.fullName(of: .nation) == "全国")
        #expect(try table.parent(of: Self.code("370103")) == Self.code("370100"))
        #expect(try table.parent(of: Self.code("379001")) == Self.code("370000"))
        #expect(try table.parent(of: Self.code("110101")) == Self.code("110000"))
        #expect(try table.parent(of: Self.code("370000")) == .nation)
        #expect(table.parent(of: .nation) == nil)
    }

    @Test func listsThePlacesBelow() throws {
        let table = try Self.table()
        func children(_ code: String, _ day: String? = nil) throws -> [String] {
            try table.children(of: Self.code(code), on: day.flatMap { Day($0) }).map(\.description)
        }
        #expect(try children("000000") == ["110000", "370000"])
        #expect(try children("370000") == ["370100", "379001"])
        #expect(try children("110000") == ["110101"])
        #expect(try children("370100", "2027-01-01") == ["370102", "370104", "370105", "370182"])
        #expect(try children("370100", "2018-01-01") == ["370102", "370103", "370106", "370122", "370125", "370199"])
        #expect(try children("370102").isEmpty)
    }

    @Test func containsByTree() throws {
        let table = try Self.table()
        #expect(try table.contains(.nation, Self.code("370103")))
        #expect(try table.contains(Self.code("370000"), Self.code("379001")))
        #expect(try table.contains(Self.code("370100"), Self.code("370103")))
        #expect(try !table.contains(Self.code("370100"), Self.code("379001")))
        #expect(try !table.contains(Self.code("370103"), Self.code("370100")))
        #expect(try table.contains(Self.code("370107"), Self.code("370107")))
    }

    static let broken: [(from: String, to: String, fault: ReferenceFault)] = [
        ("110101,东区", "11010,东区", ReferenceFault(line: 3, reason: "code6")),
        ("370102,合并区", "110101,东区", ReferenceFault(line: 6, reason: "110101 stands twice")),
        ("2019,,CREATED", "19 年,,CREATED", ReferenceFault(line: 2, reason: "year")),
        ("2021-02-20", "2021-02-30", ReferenceFault(line: 4, reason: "effective_date")),
        ("CREATED,,,370104", "CREATED,,,37010", ReferenceFault(line: 2, reason: "code")),
    ]

    @Test(arguments: broken) func refuses(_ given: (from: String, to: String, fault: ReferenceFault)) {
        func changed(_ text: String) -> [UInt8] {
            guard let range = text.firstRange(of: given.from) else { return Array(text.utf8) }
            return Array((text[..<range.lowerBound] + given.to + text[range.upperBound...]).utf8)
        }
        #expect(throws: given.fault) {
            try RegionTable(divisions: changed(Self.divisions), changes: changed(Self.changes))
        }
    }
}
