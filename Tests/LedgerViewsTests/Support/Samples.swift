import LedgerDomain

/// What a sample entry says, before it has a place in the log.
struct Sample: Sendable {
    var type: String
    var region: String
    var fiscalYear: Int
    var effectiveOn: String
    var countsOn: String?
    var documents: [String] = ["黑财指（农）〔2023〕34号"]
    var body: [JSONMember]
    /// The index in the sample log of the entry taken back.
    var corrects: Int?

    /// The same entry in another place, year, or on another day.
    func with(
        region: String? = nil, year: Int? = nil, on day: String? = nil, countsOn: String? = nil,
        documents: [String]? = nil
    ) -> Sample {
        var copy = self
        if let region { copy.region = region }
        if let year { copy.fiscalYear = year }
        if let day { copy.effectiveOn = day }
        if let countsOn { copy.countsOn = countsOn }
        if let documents { copy.documents = documents }
        return copy
    }

    /// The same entry with more members in its body.
    func with(_ members: (String, String)...) -> Sample {
        var copy = self
        copy.body += members.map { JSONMember($0.0, $0.1) }
        return copy
    }
}

/// The place that samples happen in unless they say otherwise: 大同区.
let samplePlace = "230606"
/// The budget year of samples.
let sampleYear = 2023

/// A sample of any type, with the body's members as text.
func sample(_ type: String, documents: [String] = ["黑财指（农）〔2023〕34号"], _ members: [(String, String)]) -> Sample {
    Sample(
        type: type, region: samplePlace, fiscalYear: sampleYear, effectiveOn: "\(sampleYear)-03-01",
        documents: documents, body: members.map { JSONMember($0.0, $0.1) })
}

/// Money attributes: linked, of a level and line year, with what is stated of class, nature and task.
func money(
    _ level: String = "CENTRAL", source: String = "LINKED", lineYear: Int = sampleYear, class: String? = nil,
    nature: String? = nil, task: String? = nil
) -> JSONValue {
    var members = [
        JSONMember("fund_level", level), JSONMember("fund_source", source), JSONMember("line_year", String(lineYear)),
    ]
    for (name, value) in [("class", `class`), ("nature", nature), ("task", task)] {
        if let value { members.append(JSONMember(name, value)) }
    }
    return .object(members)
}

/// 种植业基地: industry on which all agree.
let farming = "01.01.01"
/// 产业路/资源路/旅游路: industry on which sources differ.
let farmRoad = "01.03.03"
/// 小额贷款贴息.
let loanSubsidy = "01.05.01"
/// 农村道路建设: no industry.
let road = "03.01.01"

private func onLine(
    _ type: String, _ line: String, _ amount: Int64, _ money: JSONValue, _ more: [(String, String)] = []
) -> Sample {
    var result = sample(type, [("line_id", line), ("amount_fen", String(amount))] + more)
    result.body.append(JSONMember("money", money))
    return result
}

/// 下达 to a lower place.
func issue(_ line: String, _ amount: Int64, _ kind: JSONValue = money(), to place: String) -> Sample {
    onLine("allotment.issued", line, amount, kind, [("to", place)])
}

/// 接收; all projects are listed unless `complete` says otherwise (`nil`: not stated).
func receive(
    _ line: String, _ amount: Int64, _ kind: JSONValue = money(), complete: String? = "YES", batch: String? = nil
) -> Sample {
    var more: [(String, String)] = []
    if let complete { more.append(("projects_complete", complete)) }
    if let batch { more.append(("batch", batch)) }
    return onLine("allotment.received", line, amount, kind, more)
}

/// 分解 to the own level (`OWN`) or to a lower place.
func distribute(
    _ parent: String, to place: String, as line: String, _ amount: Int64, _ kind: JSONValue = money()
) -> Sample {
    onLine("allotment.distributed", line, amount, kind, [("parent_line_id", parent), ("to", place)])
}

/// 结转 into a line of a later year.
func carry(_ line: String, to other: String, in year: Int, _ amount: Int64, _ kind: JSONValue = money()) -> Sample {
    onLine("allotment.carried_over", line, amount, kind, [("to_line_id", other), ("to_year", String(year))])
}

/// 结余.
func lapse(_ line: String, _ amount: Int64, _ kind: JSONValue = money()) -> Sample {
    onLine("allotment.lapsed", line, amount, kind)
}

/// 收回.
func recover(_ line: String, _ amount: Int64, _ kind: JSONValue = money()) -> Sample {
    onLine("allotment.recovered", line, amount, kind)
}

/// 资金安排 from a line.
func commit(_ line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming), project: String = "P1")
    -> Sample
{
    onLine("funds.committed", line, amount, kind, [("project_id", project)])
}

/// 资金安排 from a pool.
func commit(pool: String, _ amount: Int64, _ kind: JSONValue, documents: [String], project: String = "P1") -> Sample {
    var result = sample(
        "funds.committed", documents: documents,
        [("pool", pool), ("amount_fen", String(amount)), ("project_id", project)])
    result.body.append(JSONMember("money", kind))
    return result
}

/// 核减.
func release(_ line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming)) -> Sample {
    onLine("funds.released", line, amount, kind, [("project_id", "P1")])
}

/// 资金池拆分: a part of a pool stands on a line.
func attribute(pool: String, to line: String, _ amount: Int64, _ kind: JSONValue) -> Sample {
    var result = sample("commitment.attributed", [("pool", pool), ("project_id", "P1")])
    let part = JSONValue.object([
        JSONMember("amount_fen", String(amount)), JSONMember("line_id", line), JSONMember("money", kind),
    ])
    result.body.append(JSONMember("parts", .array([part])))
    return result
}

/// 拨付.
func pay(_ voucher: String, from line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming)) -> Sample {
    onLine("disbursement.made", line, amount, kind, [("voucher_no", voucher), ("project_id", "P1")])
}

/// 退回.
func payBack(_ voucher: String, from line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming))
    -> Sample
{
    onLine("disbursement.returned", line, amount, kind, [("voucher_no", voucher), ("project_id", "P1")])
}

/// 项目重新分类 of committed and paid money on a line.
func reclassify(
    from old: String, to new: String, line: String, committed: Int64, paid: Int64 = 0, _ level: String = "CENTRAL"
) -> Sample {
    var result = sample("project.reclassified", [("project_id", "P1"), ("from_class", old), ("to_class", new)])
    let move = JSONValue.object([
        JSONMember("committed_fen", String(committed)), JSONMember("fund_level", level),
        JSONMember("fund_source", "LINKED"), JSONMember("line_id", line), JSONMember("line_year", String(sampleYear)),
        JSONMember("paid_fen", String(paid)),
    ])
    result.body.append(JSONMember("moves", .array([move])))
    return result
}

/// 政策参数.
func setPolicy(_ parameter: String, _ members: (String, String)...) -> Sample {
    let values = Dictionary(members) { $1 }
    let defaults = [
        "unit": "bp", "level": "national", "valid_from": "\(sampleYear)-01-01", "applies_by": "FISCAL_YEAR",
        "status": "public", "source_doc": "sample",
    ]
    var result = sample("policy_parameter.set", documents: [], [("parameter", parameter)])
    for (name, value) in defaults.merging(values, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
        result.body.append(
            name == "prior_year_floor" ? JSONMember(name, .bool(value == "yes")) : JSONMember(name, value))
    }
    return result
}

/// 产业占比目标, central and arranged.
func setTarget(
    _ comparator: String, _ value: String?, place: String?, for scope: String, year: Int = sampleYear,
    floor: Bool = false, basis: String = "CENTRAL", measure: String = "ARRANGED", from day: String? = nil
) -> Sample {
    var result = setPolicy(
        "industry_share.target", ("comparator", comparator), ("applies_to", scope), ("target_year", String(year)),
        ("prior_year_floor", floor ? "yes" : "no"), ("basis", basis), ("measure", measure),
        ("valid_from", day ?? "\(year)-01-01"))
    if let value { result.body.append(JSONMember("value", value)) }
    if let place { result.body.append(JSONMember("place", place)) }
    return result
}

/// 冲销 of the entry at an index of the same sample log.
func reverse(_ index: Int) -> Sample {
    var result = sample("entry.reversed", documents: [], [("reason", "录入有误")])
    result.corrects = index
    return result
}
