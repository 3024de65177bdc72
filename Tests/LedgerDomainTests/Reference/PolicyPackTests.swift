import LedgerDomain
import Testing

@Suite struct PolicyPackTests {
    static let header =
        "parameter,name_zh,value,unit,comparator,basis,measure,level,region_code6,valid_from,valid_to,applies_by,"
        + "applies_to,fiscal_year,prior_year_floor,status,source\n"

    static func read(_ row: String) throws -> PolicyParameter {
        try #require(try PolicyPack(Array((header + row + "\n").utf8)).parameters.first)
    }

    @Test func readsATarget() throws {
        let target = try Self.read(
            "industry_share.target,产业占比目标,5500,bp,GE,CENTRAL,ARRANGED,province,150000,2022-01-01,2022-12-31,"
                + "FISCAL_YEAR,EACH_PLACE,2022,yes,public,北方新报")
        #expect(target.value == .number(5_500))
        #expect(target.unit == .basisPoints)
        #expect(target.comparator == .atLeast)
        #expect(target.basis == .central)
        #expect(target.measure == .arranged)
        #expect(target.level == .province)
        #expect(target.region.description == "150000")
        #expect(target.validFrom == Day("2022-01-01"))
        #expect(target.validTo == Day("2022-12-31"))
        #expect(target.appliesBy == .fiscalYear)
        #expect(target.appliesTo == .eachPlace)
        #expect(target.fiscalYear == 2022)
        #expect(target.priorYearFloor == true)
        #expect(target.status == "public")
        #expect(target.source == "北方新报")
    }

    @Test func emptyCellsSayNothing() throws {
        let days = try Self.read("a.days,天数,30,days,,,,national,,2021-03-01,,EFFECTIVE_ON,,,,default,")
        #expect(days.value == .number(30))
        #expect(days.region == .nation)
        #expect(days.validTo == nil && days.comparator == nil && days.basis == nil && days.measure == nil)
        #expect(days.appliesTo == nil && days.fiscalYear == nil && days.priorYearFloor == nil)
    }

    @Test func aValueIsReadByItsUnit() throws {
        func value(_ text: String, _ unit: String) throws -> PolicyParameter.Value? {
            try Self.read("a,甲,\(text),\(unit),,,,national,,2021-03-01,,SIGNED_ON,,,,default,").value
        }
        #expect(try value("LPR_1Y", "enum") == .code("LPR_1Y"))
        #expect(try value("true", "bool") == .flag(true))
        #expect(try value("false", "bool") == .flag(false))
        #expect(try value("240000", "ppm") == .number(240_000))
        #expect(try value("-5", "count") == .number(-5))
        #expect(try value("9223372036854775807", "fen")?.text == "9223372036854775807")
        #expect(throws: ReferenceFault(line: 2, reason: "value")) { try value("yes", "bool") }
        #expect(throws: ReferenceFault(line: 2, reason: "value")) { try value("1.5", "months") }
        #expect(throws: ReferenceFault(line: 2, reason: "value")) { try value("9223372036854775808", "fen") }
        #expect(throws: ReferenceFault(line: 2, reason: "unit")) { try value("5", "percent") }
    }

    @Test func onlyAStableTargetHasNoValue() throws {
        func target(_ value: String, _ comparator: String) throws -> PolicyParameter {
            try Self.read("a,甲,\(value),bp,\(comparator),,,national,,2024-01-01,,FISCAL_YEAR,TOTAL,2024,no,default,")
        }
        #expect(try target("", "STABLE").value == nil)
        #expect(throws: ReferenceFault(line: 2, reason: "value")) { try target("", "GE") }
        #expect(throws: ReferenceFault(line: 2, reason: "value")) { try target("5000", "STABLE") }
        #expect(throws: ReferenceFault(line: 2, reason: "comparator")) { try target("5000", "LE") }
    }
}
