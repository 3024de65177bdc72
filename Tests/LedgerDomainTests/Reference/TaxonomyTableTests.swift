import LedgerDomain
import Testing

@Suite struct TaxonomyTableTests {
    static let bytes = Array(
        """
        code,level1,level2,level3,counts_as_industry
        01.03.02,产业发展,配套设施项目,产业园(区),Y
        01.05.02,产业发展,金融保险配套项目,小额信贷风险补偿金,DOUBTFUL
        02.02.02,就业项目,就业,技能培训,N

        """.utf8)

    @Test func findsByCodeAndByNames() throws {
        let table = try TaxonomyTable(Self.bytes)
        let park = try #require(ClassCode("01.03.02"))
        #expect(table.contains(park))
        #expect(table[park]?.names == ["产业发展", "配套设施项目", "产业园(区)"])
        #expect(table[park]?.industry == .yes)
        #expect(table.find("产业发展", "配套设施项目", "产业园（区）")?.code == park)
        #expect(table.find("产业发展", "就业", "产业园(区)") == nil)
        #expect(try table[#require(ClassCode("01.05.02"))]?.industry == .doubtful)
        #expect(try table[#require(ClassCode("02.02.02"))]?.industry == .no)
        #expect(try !table.contains(#require(ClassCode("02.02.03"))))
        #expect(table.groupName(2) == "就业项目")
        #expect(table.groupName(3) == nil)
    }

    @Test func refusesATwin() {
        let row = Array("02.02.02,就业项目,就业,技能培训,N\n".utf8)
        #expect(throws: ReferenceFault(line: 5, reason: "02.02.02 stands twice")) {
            try TaxonomyTable(Self.bytes + row)
        }
    }

    @Test func refusesAnUnknownMembership() {
        let row = Array("02.02.03,就业项目,就业,技能培训,MAYBE\n".utf8)
        #expect(throws: ReferenceFault(line: 5, reason: "code or counts_as_industry")) {
            try TaxonomyTable(Self.bytes + row)
        }
    }
}
