public import LedgerDomain

/// Random drafts of every kind, on few places, lines and years, so that they meet.
public enum RandomLog {
    public static let places = ["230600", "230606", "230602", "150000", "150100", "150102"]
    public static let lines = ["L1", "L2", "L3", "L4"]
    public static let pools = ["P1", "P2"]
    public static let years = [2021, 2022, 2023]
    public static let documents = ["黑财指（农）〔2023〕34号", "黑财指（农）〔2023〕78号", "青财农字〔2023〕505号"]
    public static let classes = [farming, farmRoad, loanSubsidy, road, "02.01.02"]
    public static let loans = (1...4).map { "0a1b:\(String(repeating: "a", count: 25))\($0 + 1)" }

    /// Drafts of all kinds, one in eight of them a reversal of one before it.
    public static func drafts(count: Int, using random: inout SeededGenerator) -> [Draft] {
        var drafts: [Draft] = []
        var open: [Int] = []
        for index in 0..<count {
            if !open.isEmpty, Int.random(in: 0..<8, using: &random) == 0 {
                drafts.append(reverse(open.remove(at: Int.random(in: open.indices, using: &random))))
            } else {
                open.append(index)
                let makers: [(inout SeededGenerator) -> Draft] = [
                    allotment, commitment, payment, loan, record, allotment, commitment, payment,
                ]
                drafts.append(placed(makers[Int.random(in: makers.indices, using: &random)](&random), &random))
            }
        }
        return drafts
    }

    /// Drafts of money alone.
    public static func moneyDrafts(count: Int, using random: inout SeededGenerator) -> [Draft] {
        var drafts: [Draft] = []
        var open: [Int] = []
        for index in 0..<count {
            if !open.isEmpty, Int.random(in: 0..<8, using: &random) == 0 {
                drafts.append(reverse(open.remove(at: Int.random(in: open.indices, using: &random))))
                continue
            }
            open.append(index)
            let makers: [(inout SeededGenerator) -> Draft] = [allotment, commitment, payment]
            drafts.append(placed(makers[Int.random(in: makers.indices, using: &random)](&random), &random))
        }
        return drafts
    }

    private static func placed(_ draft: Draft, _ random: inout SeededGenerator) -> Draft {
        let year = pick(years, &random)
        let month = Int.random(in: 1...12, using: &random)
        let day = Int.random(in: 1...28, using: &random)
        return draft.with(
            region: pick(places, &random), year: year,
            on: "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)",
            documents: draft.documents.isEmpty ? [] : [pick(documents, &random)])
    }

    private static func pick<T>(_ values: [T], _ random: inout SeededGenerator) -> T { random.pick(values) }

    private static func amount(_ random: inout SeededGenerator) -> Int64 {
        Int64.random(in: 1...1_000_000, using: &random)
    }

    private static func kind(_ random: inout SeededGenerator, withClass: Bool) -> JSONValue {
        money(
            pick(["CENTRAL", "PROV", "COUNTY", "CENTRAL_PROV"], &random),
            source: pick(["LINKED", "LINKED", "LINKED", "EAST_WEST"], &random), lineYear: pick(years, &random),
            class: withClass ? pick(classes, &random) : nil,
            nature: withClass ? pick(["BUSINESS", "PUBLIC", "HOUSEHOLD"], &random) : nil,
            task: pick(["CONSOLIDATE", "ETHNIC"], &random))
    }

    private static func allotment(_ random: inout SeededGenerator) -> Draft {
        let kind = kind(&random, withClass: false)
        let line = pick(lines, &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return issue(line, amount(&random), kind, to: pick(places, &random))
        case 1: return distribute(line, to: pick(places, &random), as: pick(lines, &random), amount(&random), kind)
        case 2: return distribute(line, to: "OWN", as: pick(lines, &random), amount(&random), kind)
        case 3: return carry(line, to: pick(lines, &random), in: pick(years, &random), amount(&random), kind)
        case 4:
            return Bool.random(using: &random)
                ? lapse(line, amount(&random), kind) : recover(line, amount(&random), kind)
        default:
            return receive(
                line, amount(&random) * 3, kind, complete: pick(["YES", "YES", "NO"], &random),
                batch: pick([nil, "第一批", "第二批"], &random))
        }
    }

    private static func commitment(_ random: inout SeededGenerator) -> Draft {
        let kind = kind(&random, withClass: true)
        let line = pick(lines, &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return release(line, amount(&random), kind)
        case 1: return attribute(pool: pick(pools, &random), to: line, amount(&random), kind)
        case 2: return commit(pool: pick(pools, &random), amount(&random), kind, documents: documents)
        case 3:
            return reclassify(
                from: pick(classes, &random), to: pick(classes, &random), line: line, committed: amount(&random),
                paid: amount(&random))
        default: return commit(line, amount(&random), kind)
        }
    }

    private static func payment(_ random: inout SeededGenerator) -> Draft {
        let kind = kind(&random, withClass: true)
        let voucher = "V\(Int.random(in: 1...9, using: &random))"
        let line = pick(lines, &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return payBack(voucher, from: line, amount(&random), kind)
        case 1:
            return draft(
                "household_subsidy.paid",
                [
                    ("hh", pick(loans, &random)), ("policy", "YL"), ("period", "2023-1"),
                    ("amount_fen", String(amount(&random))), ("voucher_no", voucher),
                ])
        case 2: return interestSubsidy(&random, voucher)
        default: return pay(voucher, from: line, amount(&random), kind)
        }
    }

    private static func interestSubsidy(_ random: inout SeededGenerator, _ voucher: String) -> Draft {
        var result = draft(
            "interest_subsidy.paid",
            [
                ("loan", pick(loans, &random)), ("programme", "POVERTY_MICROLOAN"), ("policy", "TX"),
                ("from", "2022-08-21"), ("to_day", "2023-08-21"), ("amount_fen", String(amount(&random))),
                ("voucher_no", voucher),
            ])
        let segment = [
            ("base_ppm", "37000"), ("days", "365"), ("from", "2022-08-21"), ("principal_fen", "5000000"),
            ("rate_ppm", "37000"), ("to_day", "2023-08-21"),
        ]
        result.add(JSONMember("segments", .array([.object(segment.map { JSONMember($0.0, $0.1) })])))
        return result
    }

    private static func loan(_ random: inout SeededGenerator) -> Draft {
        let identity = [
            ("loan", pick(loans, &random)),
            ("programme", pick(["POVERTY_MICROLOAN", "PREDECESSOR", "RURAL_CREDIT"], &random)),
        ]
        let township = [("township", pick(["230606100", "230606101"], &random))]
        func loanDraft(_ type: String, _ members: [(String, String)]) -> Draft {
            draft(type, documents: [], identity + members)
        }
        switch Int.random(in: 0..<7, using: &random) {
        case 0:
            let renewed = [
                ("loan_kind", "RENEWAL"), ("amount_fen", String(amount(&random))), ("old_loan", pick(loans, &random)),
                ("old_principal_fen", String(amount(&random))),
            ]
            return loanDraft("loan.disbursed", renewed + township)
        case 1: return loanDraft("loan.repaid", [("principal_fen", String(amount(&random))), ("of_overdue_fen", "5")])
        case 2: return loanDraft("loan.overdue", [("overdue_fen", String(amount(&random)))] + township)
        case 3: return loanDraft("loan.cleared", [("written_off_fen", String(amount(&random)))])
        case 4: return loanDraft("loan.extended", [("maturity", "2025-01-01")])
        case 5:
            return draft(
                "interest.paid", documents: [],
                [
                    ("loan", pick(loans, &random)), ("from", "2022-08-21"), ("to_day", "2023-08-21"),
                    ("interest_fen", String(amount(&random))), ("receipt_no", "R1"),
                ])
        default:
            return loanDraft(
                "loan.disbursed",
                [("loan_kind", pick(["NEW", "TOPUP"], &random)), ("amount_fen", String(amount(&random)))] + township)
        }
    }

    private static func record(_ random: inout SeededGenerator) -> Draft {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            return draft(
                "published_figure.recorded", documents: [],
                [
                    ("metric", "MICROLOAN_NEW"), ("value", String(amount(&random))), ("unit", "FEN"),
                    ("qualifier", pick(["EXACT", "MORE_THAN"], &random)), ("status", "PUBLIC"),
                    ("caliber", pick(["RURAL", "BANK_REGULATOR"], &random)), ("agency", "国家乡村振兴局"),
                    ("period_from", "2022-01-01"), ("period_to", "2022-05-31"), ("programme", "POVERTY_MICROLOAN"),
                ])
        case 1:
            return draft(
                "notice.posted", documents: [],
                [("notice_level", "COUNTY"), ("subject", "计划公示"), ("posted_from", "2023-01-31")])
        case 2:
            return draft(
                "project.registered", documents: [], [("project_id", "P1"), ("project_name", "项目"), ("class", farming)])
        default:
            return setTarget(
                pick(["GE", "AIM"], &random), String(Int.random(in: 3_000...7_000, using: &random)),
                place: pick([nil, "150000", "230606"], &random), for: pick(["TOTAL", "EACH_PLACE"], &random),
                year: pick(years, &random), floor: Bool.random(using: &random))
        }
    }
}
