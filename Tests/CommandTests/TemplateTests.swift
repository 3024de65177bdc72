import Foundation
import LedgerDomain
import LedgerInterchange
import LedgerReference
import LedgerWorkbook
import Testing

/// Templates as their users get them, fill them in and import them.
@Suite struct TemplateTests {
    /// What is filled in for a kind of sheet, by field; codes stand by their Chinese name or by themselves.
    struct Filled: Sendable, CustomTestStringConvertible {
        let profile: Profile
        let variant: String
        let rows: [[String: String]]

        var testDescription: String { "\(profile.rawValue)/\(variant)" }

        init(_ profile: Profile, _ variant: String, _ rows: [String: String]...) {
            (self.profile, self.variant, self.rows) = (profile, variant, rows)
        }
    }

    private static let document = "黔财农〔2024〕1号"
    private static let filled = [
        Filled(
            .allotments, "allotments",
            [
                "region_code6": "522633", "fiscal_year": "2024", "batch_id": "L9", "amount": "1000000.05",
                "fund_level": "CENTRAL", "document_no": document, "issued_on": "2024-01-05", "task": "CONSOLIDATE",
                "fund_source": "LINKED", "projects_complete": "YES", "received_on": "2024-01-08",
            ]),
        Filled(
            .plan, "plan",
            [
                "region_code6": "522633", "fiscal_year": "2024", "batch_id": "L1", "project_name": "育苗基地",
                "amount": "99.95", "class": "01.01.01", "document_no": document, "nature": "BUSINESS",
                "implementing_unit": "某局", "effective_on": "2024-02-01",
            ]),
        Filled(
            .disbursements, "disbursements",
            [
                "type": "disbursement.made", "region_code6": "522633", "effective_on": "2024-03-01",
                "document_no": document, "amount": "10.01", "line_id": "L1", "project_id": "P1", "voucher_no": "00123",
                "payee": "91522633MA6XXXXXX1", "purpose": "货款", "econ_class": "39999", "payee_class": "ENTERPRISE",
            ],
            [
                "type": "disbursement.returned", "region_code6": "522633", "effective_on": "2024-03-05",
                "document_no": document, "amount": "10.01", "line_id": "L1", "project_id": "P1", "voucher_no": "00123",
                "reason": "账号有误",
            ]),
        Filled(
            .microloans, "microloans",
            [
                "type": "loan.disbursed", "region_code6": "522633", "effective_on": "2024-03-01", "loan": "合同1",
                "programme": "POVERTY_MICROLOAN", "loan_kind": "NEW", "amount": "50000", "hh": "户1",
                "rate": "3.45", "maturity": "2027-03-01",
            ],
            [
                "type": "loan.repaid", "region_code6": "522633", "effective_on": "2024-09-01", "loan": "合同1",
                "programme": "POVERTY_MICROLOAN", "principal": "100.10",
            ]),
        Filled(
            .subsidies, "subsidies",
            [
                "type": "household_subsidy.paid", "region_code6": "522633", "effective_on": "2024-04-01",
                "document_no": document, "amount": "500.00", "hh": "户1", "policy": "XC2024", "贴息办法": "",
                "period": "2024-1",
                "voucher_no": "00200",
            ]),
        Filled(
            .subsidies, "subsidy-batches",
            [
                "region_code6": "522633", "subsidy": "13000000.00", "period_from": "2024-01-01",
                "period_to": "2024-06-30", "kind": "PAID", "households": "71", "source": "某公示",
            ]),
        Filled(
            .statistics, "targets",
            [
                "region_code6": "522633", "metric": "INDUSTRY_SHARE", "fiscal_year": "2024", "comparator": "GE",
                "value": "60", "unit": "PERCENT",
                "applies_to": "TOTAL", "basis": "CENTRAL", "measure": "ARRANGED", "prior_year_floor": "是",
                "source": "某通知",
            ]),
        Filled(
            .statistics, "fund-totals",
            ["year": "2023", "amount": "175000000000.00", "basis": "LINKED", "source": "财政部"]),
        Filled(
            .statistics, "figures",
            [
                "metric": "EMPLOYMENT", "value": "3133", "unit": "PERSON", "period_from": "2022-01-01",
                "period_to": "2022-05-31", "caliber": "RURAL", "qualifier": "EXACT", "source": "某报",
            ]),
        Filled(
            .statistics, "microloan-reports",
            [
                "region_code6": "320800", "metric": "NEW", "amount": "252000000.00", "period_from": "2021-01-01",
                "period_to": "2021-06-30", "households": "8364", "source": "某报",
            ]),
        Filled(
            .households, "households",
            [
                "household_no": "H001", "name": "张三", "id_card": "11010519491231002X", "hh_status": "MONITORED_OPEN",
                "monitor_type": "SUDDEN", "status_on": "2024-03-01", "village": "522633100200",
            ]),
        Filled(
            .notices, "notices",
            [
                "region_code6": "522633", "subject": "分配方案", "level": "COUNTY", "notice_from": "2024-05-06",
                "notice_to": "2024-05-20", "source": "www.example.gov.cn",
            ]),
    ]

    private static let languages = Language.allCases

    /// A ledger with the line, the payment and the project that the rows speak of.
    private static func ledger() -> TestLedger {
        let ledger = TestLedger.opened()
        let sheet =
            "区划代码,年度,指标行,文号,资金级次,发文日期,金额（元）\n522633,2024,L1,\(document),CENTRAL,2024-01-05,1000\n"
        #expect(ledger.run("import", ledger.file("l.csv", sheet), "--as", "allotments").code == 0)
        let project = """
            {"type":"project.registered","effective_on":"2024-01-06","region":"522633","fiscal_year":"2024",\
            "documents":["\(document)"],"body":{"project_id":"P1","project_name":"项目","class":"01.01.01",\
            "class_set_by":"某人","nature":"BUSINESS","village":"522633100200","unit":"某局",\
            "total_invest_fen":"100000","library_on":"2024-01-06"}}
            """
        let answer = ledger.run("append", "--file", ledger.file("p.json", project))
        #expect(answer.code == 0, "\(answer.errors)")
        let payment = """
            区划代码,日期,文号,金额（元）,指标行,项目编码,支付凭证号
            522633,2024-02-01,\(document),500,L1,P1,00200
            """
        let paid = ledger.run("import", ledger.file("v.csv", payment), "--as", "disbursements")
        #expect(paid.code == 0, "\(paid.errors)")
        return ledger
    }

    /// No setting, no fault, and every amount as it was typed.
    @Test(arguments: filled, languages) func aFilledTemplateIsImported(filled: Filled, language: Language) throws {
        let ledger = Self.ledger()
        let template = try #require(
            SheetTemplate(
                filled.profile, variant: filled.variant, language, taxonomy: try ShippedReference().taxonomy))
        for row in filled.rows {
            let unknown = Set(row.keys.filter { $0.utf8.first ?? 0 < 0x80 }).subtracting(template.fields)
            #expect(unknown.isEmpty, "\(unknown)")
        }
        let rows = filled.rows.map { row in
            zip(template.fields, template.headings).map { row[$1] ?? row[$0] ?? "" }
        }
        let path = ledger.folder + "/填好.xlsx"
        try template.writeWorkbook(to: path, rows: rows)
        let answer = ledger.run("import", path, "--as", filled.profile.rawValue, "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.json["rows"] as? Int == rows.count)
        #expect(answer.json["header_row"] as? Int == 2)
        let unused = Set(answer.json["unused_columns"] as? [String] ?? [])
        for (index, heading) in template.headings.enumerated() where unused.contains(heading) {
            #expect(rows.allSatisfy { $0[index].isEmpty }, "\(heading)")
        }
        let amounts = filled.rows.compactMap { $0["amount"] ?? $0["subsidy"] }
        let log = ledger.run("log", "--limit", "10000", "--json").output
        for amount in amounts {
            let fen = try #require(Fen(amount, in: .yuan)).count
            #expect(log.contains("\"\(fen)\""), "\(amount)")
        }
        // The same rows as text.
        let text = template.csv() + rows.map { $0.joined(separator: ",") + "\r\n" }.joined()
        let other = Self.ledger()
        let again = other.run("import", other.file("填好.csv", text), "--as", filled.profile.rawValue, "--json")
        #expect(again.code == 0, "\(again.errors)")
        for key in ["rows", "recorded", "amount_fen"] {
            #expect(again.json[key] as? NSObject == answer.json[key] as? NSObject)
        }
    }

    /// Every kind of sheet has a template, and the tests above fill in every one of them.
    @Test func everyKindOfSheetIsTested() {
        for profile in Profile.allCases where profile != .events {
            let variants = SheetTemplate.variants(of: profile)
            #expect(!variants.isEmpty, "\(profile)")
            #expect(Set(variants) == Set(Self.filled.filter { $0.profile == profile }.map(\.variant)))
        }
    }

    @Test(arguments: filled, languages) func anEmptyTemplateHasNoRows(filled: Filled, language: Language) {
        let ledger = TestLedger.opened()
        for suffix in ["xlsx", "csv"] {
            let path = ledger.folder + "/模板." + suffix
            let made = ledger.run(
                "template", filled.profile.rawValue, "--variant", filled.variant, "-o", path,
                language: language.rawValue)
            #expect(made.code == 0, "\(made.errors)")
            let answer = ledger.run("import", path, "--as", filled.profile.rawValue)
            #expect(answer.code == 65 && answer.errors.contains("至少一行数据"), "\(answer.errors)")
        }
    }

    @Test func whatIsInATemplate() throws {
        let ledger = TestLedger.opened()
        let path = ledger.folder + "/指标.xlsx"
        #expect(ledger.run("template", "allotments", "-o", path).code == 0)
        let book = try Workbook(FileBytes([UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))))
        #expect(book.sheets.map(\.name) == ["填报说明", "数据", "_代码表", "_meta"])
        #expect(book.sheets.map(\.isHidden) == [false, false, true, true])
        var rows: [[[CellValue]]] = [[], [], [], []]
        for (index, sheet) in book.sheets.enumerated() {
            _ = try book.read(sheet) { row in
                rows[index].append(row.cells.map(\.value))
                return true
            }
        }
        #expect(rows[0].count == 11)
        #expect(rows[1][0] == [.text("指标　单位：元")])
        #expect(rows[1][1].prefix(4) == [.text("区划代码*"), .text("年度*"), .text("指标行*"), .text("金额（元）*")])
        #expect(rows[1][2].prefix(4) == [.text("示例 522633"), .number("2024"), .text("指标行"), .number("12345.67")])
        #expect(rows[2][1].first == .text("中央"))
        #expect(rows[3][0] == [.text("template"), .text("allotments/allotments")])
        #expect(rows[3][2] == [.text("ledger"), .text("example.gov.cn/funds/000000")])
    }

    @Test func whatHasNoTemplate() {
        let ledger = TestLedger.opened()
        for (arguments, code) in [
            (["events", "-o", "x.xlsx"], Int32(64)), (["plan", "--variant", "y", "-o", "x.xlsx"], 64),
            (["plan", "-o", "x.doc"], 64), (["plan", "-o", "/no/such/folder/x.xlsx"], 73),
            (["plan", "-o", ledger.path + "/x.xlsx"], 73), (["plan", "-o", "/dev/full"], 64),
        ] {
            let answer = Program.run(
                ["template"] + arguments + ["--ledger", ledger.path], state: ledger.folder + "/state")
            #expect(answer.code == code, "\(arguments): \(answer.errors)")
        }
    }
}
