import LedgerDomain

/// The events of one county in one year.
struct CountyYear {
    private struct Line {
        let id: String
        let document: String
        let level: FundLevel
        var left: Int64
    }

    private struct Project {
        let id: String
        let line: Int
        let classCode: String
        let nature: ProjectNature
        var left: Int64
    }

    private struct Loan {
        let token: String
        let household: String
        var outstanding: Int64
    }

    private static let classes: [(String, ProjectNature)] = [
        ("01.01.01", .business), ("01.01.02", .business), ("01.02.02", .business), ("01.05.01", .household),
        ("01.03.03", .publicGood),
        ("02.05.01", .household), ("03.01.01", .publicGood), ("03.01.02", .publicGood), ("05.02.01", .household),
    ]
    private static let payees = ["91350100M000100Y43"]

    let region: RegionCode
    let year: Int
    let round: Int
    let size: Int
    var random: SampleRandom
    private var drafts: [Draft] = []
    private var lines: [Line] = []
    private var projects: [Project] = []
    private var loans: [Loan] = []
    private var vouchers = 0

    init(region: RegionCode, year: Int, round: Int, size: Int, random: SampleRandom) {
        (self.region, self.year, self.round, self.size, self.random) = (region, year, round, size, random)
    }

    mutating func events() -> [Draft] {
        for index in 0..<3 { receive(index) }
        for index in 0..<6 { register(index) }
        while drafts.count < size {
            switch random.number(0...9) {
            case 0...4: pay()
            case 5...7: lend()
            default: repay()
            }
        }
        return drafts
    }

    private mutating func day(_ months: ClosedRange<Int> = 1...12) -> String {
        let month = random.number(months)
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(random.number(10...28))"
    }

    private mutating func add(
        _ kind: EventKind, on day: String, _ body: [JSONMember], document: String? = nil, countsOn: String? = nil
    ) -> String {
        let id = random.id()
        drafts.append(
            Draft(
                id: id, type: kind.type.name, effectiveOn: day, countsOn: countsOn, region: region.description,
                fiscalYear: String(year),
                documents: document.map { [DocumentReference(number: $0, printed: nil)] } ?? [],
                body: .object(body)))
        return id
    }

    private func money(_ line: Line, _ project: Project? = nil) -> JSONMember {
        var members: [JSONMember] = []
        if let project { members.append(JSONMember("class", project.classCode)) }
        members += [
            JSONMember("fund_level", line.level.rawValue), JSONMember("fund_source", FundSource.linked.rawValue),
            JSONMember("line_year", String(year)),
        ]
        if let project { members.append(JSONMember("nature", project.nature.rawValue)) }
        members.append(JSONMember("task", TaskDirection.consolidate.rawValue))
        return JSONMember("money", .object(members))
    }

    private mutating func receive(_ index: Int) {
        let amount = Int64(random.number(1_000...9_000)) * 1_000_000_00
        let document = "测财农〔\(year)〕\(index + 1 + round * 3)号"
        let line = Line(
            id: "S\(year)-\(round)-\(index)", document: document,
            level: index == 0 ? .central : index == 1 ? .provincial : .county,
            left: amount)
        lines.append(line)
        let day = day(1...2)
        _ = add(
            .allotmentReceived, on: day,
            [
                JSONMember("amount_fen", String(amount)), JSONMember("doc_date", day), JSONMember("line_id", line.id),
                money(line),
                JSONMember("projects_complete", Completeness.yes.rawValue), JSONMember("received_on", day),
            ], document: document)
    }

    private mutating func register(_ index: Int) {
        let line = index % lines.count
        let (code, nature) = random.pick(Self.classes)
        let project = Project(
            id: "SP\(year)-\(round)-\(index)", line: line, classCode: code, nature: nature, left: lines[line].left / 2)
        projects.append(project)
        _ = add(
            .projectRegistered, on: day(1...2),
            [
                JSONMember("class", code), JSONMember("class_set_by", "u:sample"),
                JSONMember("library_on", "\(year - 1)-10-08"),
                JSONMember("nature", nature.rawValue), JSONMember("project_id", project.id),
                JSONMember("project_name", "合成项目\(index)"), JSONMember("unit", "合成单位"),
                JSONMember("village", region.description + "100200"),
            ])
        _ = add(
            .fundsCommitted, on: day(3...3),
            [
                JSONMember("amount_fen", String(project.left)), JSONMember("line_id", lines[line].id),
                money(lines[line], project),
                JSONMember("project_id", project.id),
            ], document: lines[line].document)
    }

    private mutating func pay() {
        let index = random.number(0...projects.count - 1)
        let project = projects[index]
        guard project.left > 1_000_000 else { return lend() }
        let amount = Int64(random.number(10_000...1_000_000))
        projects[index].left -= amount
        vouchers += 1
        let line = lines[project.line]
        let voucher = "SV\(year)-\(round)-\(vouchers)"
        let body = [
            JSONMember("amount_fen", String(amount)), JSONMember("econ_class", "50799"), JSONMember("line_id", line.id),
            money(line, project), JSONMember("payee", random.pick(Self.payees)),
            JSONMember("payee_class", PayeeClass.enterprise.rawValue),
            JSONMember("project_id", project.id), JSONMember("purpose", "合成用途"), JSONMember("voucher_no", voucher),
        ]
        let paid = day(4...11)
        let id = add(.disbursementMade, on: paid, body, document: line.document)
        if random.isOneIn(40) {
            let returned =
                body.filter { !["econ_class", "purpose"].contains($0.name) } + [JSONMember("reason", "账号有误")]
            _ = add(.disbursementReturned, on: day(12...12), returned, document: line.document)
        } else if random.isOneIn(60) {
            projects[index].left += amount
            reverse(id, on: day(12...12), countsOn: paid)
        }
    }

    /// Takes back the event just made.
    private mutating func reverse(_ id: String, on day: String, countsOn: String) {
        _ = add(.entryReversed, on: day, [JSONMember("reason", "合成冲销")], countsOn: countsOn)
        drafts[drafts.count - 1].corrects = id
    }

    private mutating func lend() {
        let amount = Int64(random.number(1...5)) * 1_000_000
        let renewed = random.isOneIn(5) ? loans.firstIndex { $0.outstanding > 0 } : nil
        let kind: LoanKind = renewed != nil ? .renewal : random.isOneIn(10) ? .topUp : .new
        // A household renews its own loan.
        let household = renewed.map { loans[$0].household } ?? random.token()
        let loan = Loan(token: random.token(), household: household, outstanding: amount)
        let signed = day(2...10)
        var body = [
            JSONMember("age_ok", .bool(true)), JSONMember("amount_fen", String(amount)),
            JSONMember("bank", random.pick(Self.payees)),
            JSONMember("hh", household), JSONMember("hh_status", HouseholdStatus.liftedEntitled.rawValue),
            JSONMember("id_check", .bool(true)), JSONMember("loan", loan.token), JSONMember("loan_kind", kind.rawValue),
            JSONMember("lpr_date", "\(year)-01-20"), JSONMember("lpr_tenor", PrimeRateTenor.oneYear.rawValue),
            JSONMember("maturity", "\(year + 1)" + signed.dropFirst(4)),
        ]
        if let renewed {
            body.append(JSONMember("old_loan", loans[renewed].token))
            body.append(JSONMember("old_principal_fen", String(loans[renewed].outstanding)))
            loans[renewed].outstanding = 0
        }
        body += [
            JSONMember("programme", LoanProgramme.povertyMicroloan.rawValue), JSONMember("rate_ppm", "36500"),
            JSONMember("rated", .bool(true)), JSONMember("security", LoanSecurity.none.rawValue),
            JSONMember("signed_on", signed),
            JSONMember("township", region.description + "100"),
        ]
        // Some loans are entered late and count in the month they were made.
        let isLate = random.isOneIn(20)
        _ = add(.loanDisbursed, on: isLate ? day(11...12) : signed, body, countsOn: isLate ? signed : nil)
        loans.append(loan)
    }

    private mutating func repay() {
        guard let index = loans.indices.last(where: { loans[$0].outstanding > 0 }) else { return lend() }
        let amount = loans[index].outstanding / 2 + 1
        loans[index].outstanding -= amount
        _ = add(
            .loanRepaid, on: day(11...12),
            [
                JSONMember("loan", loans[index].token), JSONMember("principal_fen", String(amount)),
                JSONMember("programme", LoanProgramme.povertyMicroloan.rawValue),
                JSONMember("township", region.description + "100"),
            ])
    }
}
