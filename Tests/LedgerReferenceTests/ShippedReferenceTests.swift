import LedgerDomain
import LedgerReference
import Testing

/// The facts of the tables that this release ships.
@Suite struct ShippedReferenceTests {
    let shipped: ShippedReference

    init() throws { shipped = try ShippedReference() }

    func lookup(_ code: String, _ day: String) throws -> RegionLookup {
        let day: Day = try #require(Day(day))
        return shipped.regions.lookup(try #require(RegionCode(code)), on: day)
    }

    @Test(arguments: ShippedReference.File.allCases) func everyTableIsEmbeddedWhole(file: ShippedReference.File) {
        let bytes = ShippedReference.bytes(of: file)
        #expect(bytes.last == UInt8(ascii: "\n"))
        #expect(!bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(String(validating: bytes, as: UTF8.self) != nil)
    }

    @Test func everyRowIsRead() {
        let inForce = shipped.regions.codes.filter { shipped.regions.lookup($0, on: Day("2026-09-30")) == .valid }
        // 3214 rows and 全国; of the changes without a year, the old codes too: they may be in force in 2026.
        #expect(inForce.count == 3_214 + 1 + 3)
        #expect(shipped.taxonomy.classes.count == 48)
        #expect(shipped.primeRates.announcements.count == 77)
        #expect(shipped.keyCounties.codes.count == 160)
        #expect(shipped.provinces.provinces.count == 34)
        #expect(shipped.budgetCodes.codes.count == 25)
        #expect(shipped.policies.parameters.count == 50)
        #expect(shipped.policies.rows.count == 50)
    }

    @Test func everyCodeHasANameAndLiesInTheCountry() {
        for code in shipped.regions.codes {
            #expect(shipped.regions.name(of: code)?.isEmpty == false, "\(code)")
            #expect(shipped.regions.contains(.nation, code), "\(code)")
            if let parent = shipped.regions.parent(of: code) {
                #expect(parent.level < code.level && shipped.regions.name(of: parent) != nil, "\(code)")
            }
        }
    }

    // 水城县 became 水城区 and 同仁县 became 同仁市, both in 2020 (国函〔2020〕83号, 民函〔2020〕63号).
    @Test(arguments: [("520221", "520204"), ("632321", "632301")])
    func aCountyThatBecameAnotherIn2020(old: String, new: String) throws {
        let successor = try #require(RegionCode(new))
        #expect(try lookup(old, "2019-06-30") == .valid)
        #expect(try lookup(old, "2020-12-31") == .valid)
        #expect(try lookup(old, "2021-01-01") == .replaced(by: [successor], year: 2020))
        #expect(try lookup(old, "2023-06-30") == .replaced(by: [successor], year: 2020))
        #expect(try lookup(new, "2019-12-31") == .notYet)
        #expect(try lookup(new, "2020-01-01") == .valid)
        #expect(try lookup(new, "2023-06-30") == .valid)
    }

    @Test func districtsThatTookInOthersWereThereBefore() throws {
        // 新建区 took in 湾里区, 信都区 took in 邢台县, 拱墅区 and 上城区 took in 下城区 and 江干区.
        for code in ["360112", "130503", "330105", "330102"] {
            #expect(try lookup(code, "2018-12-31") == .valid, "\(code)")
        }
        for code in ["360113", "330113", "500157"] {
            #expect(try lookup(code, "2018-12-31") == .notYet, "\(code)")
        }
    }

    @Test func aDayThatIsKnownDividesExactly() throws {
        #expect(try lookup("653132", "2026-03-25") == .notYet)
        #expect(try lookup("653132", "2026-03-26") == .valid)
        #expect(try lookup("520522", "2021-03-15") == .valid)
        #expect(try lookup("520522", "2021-03-16") != .valid)
    }

    @Test func everySuccessorIsInForce() {
        let day = Day("2026-09-30")
        for code in shipped.regions.codes {
            guard case .replaced(let successors, let year) = shipped.regions.lookup(code, on: day) else { continue }
            #expect(!successors.isEmpty && (2018...2026).contains(year), "\(code)")
            for successor in successors {
                #expect(shipped.regions.lookup(successor, on: day) == .valid, "\(code) → \(successor)")
            }
        }
    }

    @Test func namesAndPlacesAbove() throws {
        func fullName(_ code: String) throws -> String { shipped.regions.fullName(of: try #require(RegionCode(code))) }
        #expect(try fullName("230606") == "黑龙江省大庆市大同区")
        #expect(try fullName("632323") == "青海省黄南藏族自治州泽库县")
        #expect(try fullName("429005") == "湖北省潜江市")
        #expect(try fullName("500243") == "重庆市彭水苗族土家族自治县")
        #expect(try fullName("520221") == "贵州省六盘水市水城县")
        let hubei = try #require(RegionCode("420000"))
        #expect(shipped.regions.children(of: hubei, on: Day("2026-09-30")).contains(try #require(RegionCode("429005"))))
        #expect(shipped.regions.children(of: .nation).count == 34)
    }

    @Test func primeRatesOfAugust2022() throws {
        func rate(_ day: String) throws -> PrimeRate {
            let day = try #require(Day(day))
            return try #require(shipped.primeRates.inForce(on: day))
        }
        let before = try rate("2022-08-21")
        #expect(before.publishedOn == Day("2022-07-20"))
        #expect((before.oneYearPPM, before.fiveYearsPPM) == (37_000, 44_500))
        let after = try rate("2022-08-22")
        #expect(after.publishedOn == Day("2022-08-22"))
        #expect((after.oneYearPPM, after.fiveYearsPPM) == (36_500, 43_000))
        #expect(shipped.primeRates.inForce(on: try #require(Day("2019-08-19"))) == nil)
    }

    /// On the 20th, or on the next working day: never earlier, and never a week later.
    @Test func ratesAreAnnouncedEachMonth() {
        let days = shipped.primeRates.announcements.map(\.publishedOn)
        for (day, next) in zip(days, days.dropFirst()) {
            #expect(next.ordinal - day.ordinal >= 28 && next.ordinal - day.ordinal <= 35, "\(day) and \(next)")
            #expect((20...26).contains(next.day), "\(next)")
        }
    }

    @Test func keyCountiesStandInTheTableAndAddUp() {
        var counts: [RegionCode: Int] = [:]
        for code in shipped.keyCounties.codes {
            #expect(shipped.regions.lookup(code, on: Day("2026-09-30")) == .valid, "\(code)")
            #expect(code.level == .county, "\(code)")
            counts[code.province, default: 0] += 1
        }
        for province in shipped.provinces.provinces {
            #expect(counts[province.code, default: 0] == province.keyCounties, "\(province.name)")
        }
    }

    @Test func provincesStandInTheTable() {
        let provinces = shipped.provinces.provinces
        #expect(provinces.filter(\.isCentralOrWestern).count == 22)
        #expect(provinces.reduce(0) { $0 + $1.formerPovertyCounties } == 832)
        #expect(provinces.reduce(0) { $0 + $1.keyCounties } == 160)
        for province in provinces {
            #expect(shipped.regions.name(of: province.code) == province.name)
        }
        let datong = RegionCode("230606").flatMap { shipped.provinces.province(of: $0) }
        #expect(datong?.abbreviation == "黑")
        #expect(datong?.letters == "HL")
    }

    @Test func theTaxonomyCountsItsFirstGroupAsIndustry() throws {
        for item in shipped.taxonomy.classes {
            let isInGroup = item.code.level1 == TaxonomyTable.industryGroup
            #expect(isInGroup == (item.industry != .no), "\(item.code)")
        }
        let doubtful = shipped.taxonomy.classes.filter { $0.industry == .doubtful }.map(\.code.description)
        #expect(doubtful == ["01.03.03", "01.05.02"])
        #expect(shipped.taxonomy.groupName(1) == "产业发展")
        #expect(shipped.taxonomy.find("产业发展", "金融保险配套项目", "小额贷款贴息")?.code == ClassCode("01.05.01"))
    }

    @Test func theSectionOfLinkedFundsHasTheNameOfItsChart() {
        #expect(shipped.budgetCodes.find("21305", in: 2022)?.name == "巩固脱贫衔接乡村振兴")
        #expect(shipped.budgetCodes.find("21305", in: 2024)?.name == "巩固脱贫攻坚成果衔接乡村振兴")
        #expect(shipped.budgetCodes.find("2130507", in: 2024)?.name == "贷款奖补和贴息")
        #expect(shipped.budgetCodes.find("2130508").first?.name == "\"三西\"农业建设专项补助")
        #expect(shipped.budgetCodes.find(BudgetCodes.linkedFundsProject).count == 1)
        for code in BudgetCodes.neverLinkedFunds {
            #expect(shipped.budgetCodes.find(code).count == 1, "\(code)")
        }
    }

    @Test func thePoliciesSayWhatTheirSourcesSay() throws {
        func find(_ parameter: String, _ region: RegionCode = .nation) -> [PolicyParameter] {
            shipped.policies.parameters.filter { $0.parameter == parameter && $0.region == region }
        }
        #expect(find("microloan.cap_per_household").map(\.value) == [.number(5_000_000)])
        #expect(find("microloan.rate_cap_up_to_12m").map(\.value) == [.code("LPR_1Y")])
        #expect(find("microloan.renewal_counts_as_new").map(\.value) == [.flag(true)])
        let heilongjiang = try #require(RegionCode("230000"))
        #expect(find("fee.cap_provincial", heilongjiang).map(\.value) == [.number(300)])
        let targets = find("industry_share.target")
        #expect(targets.map(\.fiscalYear) == [2021, 2022, 2023, 2024, 2025, 2026])
        #expect(targets.map(\.comparator) == [.atLeast, .atLeast, .aim, .stable, .stable, .stable])
        #expect(targets.map { $0.value?.text ?? "" } == ["5000", "5500", "6000", "", "", ""])
        for policy in shipped.policies.parameters where policy.region != .nation {
            #expect(shipped.regions.lookup(policy.region, on: policy.validFrom) == .valid, "\(policy.region)")
        }
    }
}
