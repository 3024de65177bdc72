public import LedgerDomain

/// Money attributes: linked, of a level and line year, with what is stated of class, nature and task.
public func money(
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
public let farming = "01.01.01"
/// 产业路/资源路/旅游路: industry on which sources differ.
public let farmRoad = "01.03.03"
/// 小额贷款贴息.
public let loanSubsidy = "01.05.01"
/// 农村道路建设: no industry.
public let road = "03.01.01"

private func onLine(
    _ type: String, _ line: String, _ amount: Int64, _ money: JSONValue, _ more: [(String, String)] = []
) -> Draft {
    var result = draft(type, [("line_id", line), ("amount_fen", String(amount))] + more)
    result.add(JSONMember("money", money))
    return result
}

/// 下达 to a lower place.
public func issue(_ line: String, _ amount: Int64, _ kind: JSONValue = money(), to place: String) -> Draft {
    onLine("allotment.issued", line, amount, kind, [("to", place)])
}

/// 接收; all projects are listed unless `complete` says otherwise (`nil`: not stated).
public func receive(
    _ line: String, _ amount: Int64, _ kind: JSONValue = money(), complete: String? = "YES", batch: String? = nil
) -> Draft {
    var more: [(String, String)] = []
    if let complete { more.append(("projects_complete", complete)) }
    if let batch { more.append(("batch", batch)) }
    return onLine("allotment.received", line, amount, kind, more)
}

/// 分解 to the own level (`OWN`) or to a lower place.
public func distribute(
    _ parent: String, to place: String, as line: String, _ amount: Int64, _ kind: JSONValue = money()
) -> Draft {
    onLine("allotment.distributed", line, amount, kind, [("parent_line_id", parent), ("to", place)])
}

/// 结转 into a line of a later year.
public func carry(_ line: String, to other: String, in year: Int, _ amount: Int64, _ kind: JSONValue = money()) -> Draft
{
    onLine("allotment.carried_over", line, amount, kind, [("to_line_id", other), ("to_year", String(year))])
}

/// 结余.
public func lapse(_ line: String, _ amount: Int64, _ kind: JSONValue = money()) -> Draft {
    onLine("allotment.lapsed", line, amount, kind)
}

/// 收回.
public func recover(_ line: String, _ amount: Int64, _ kind: JSONValue = money()) -> Draft {
    onLine("allotment.recovered", line, amount, kind)
}

/// 资金安排 from a line.
public func commit(_ line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming), project: String = "P1")
    -> Draft
{
    onLine("funds.committed", line, amount, kind, [("project_id", project)])
}

/// 资金安排 from a pool.
public func commit(pool: String, _ amount: Int64, _ kind: JSONValue, documents: [String], project: String = "P1")
    -> Draft
{
    var result = draft(
        "funds.committed", documents: documents,
        [("pool", pool), ("amount_fen", String(amount)), ("project_id", project)])
    result.add(JSONMember("money", kind))
    return result
}

/// 核减.
public func release(_ line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming)) -> Draft {
    onLine("funds.released", line, amount, kind, [("project_id", "P1")])
}

/// 资金池拆分: a part of a pool stands on a line.
public func attribute(pool: String, to line: String, _ amount: Int64, _ kind: JSONValue) -> Draft {
    var result = draft("commitment.attributed", [("pool", pool), ("project_id", "P1")])
    let part = JSONValue.object([
        JSONMember("amount_fen", String(amount)), JSONMember("line_id", line), JSONMember("money", kind),
    ])
    result.add(JSONMember("parts", .array([part])))
    return result
}

/// 拨付.
public func pay(_ voucher: String, from line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming))
    -> Draft
{
    onLine("disbursement.made", line, amount, kind, [("voucher_no", voucher), ("project_id", "P1")])
}

/// 退回.
public func payBack(_ voucher: String, from line: String, _ amount: Int64, _ kind: JSONValue = money(class: farming))
    -> Draft
{
    onLine("disbursement.returned", line, amount, kind, [("voucher_no", voucher), ("project_id", "P1")])
}

/// 项目重新分类 of committed and paid money on a line.
public func reclassify(
    from old: String, to new: String, line: String, committed: Int64, paid: Int64 = 0, _ level: String = "CENTRAL"
) -> Draft {
    var result = draft("project.reclassified", [("project_id", "P1"), ("from_class", old), ("to_class", new)])
    let move = JSONValue.object([
        JSONMember("committed_fen", String(committed)), JSONMember("fund_level", level),
        JSONMember("fund_source", "LINKED"), JSONMember("line_id", line), JSONMember("line_year", String(sampleYear)),
        JSONMember("paid_fen", String(paid)),
    ])
    result.add(JSONMember("moves", .array([move])))
    return result
}

/// 政策参数.
public func setPolicy(_ parameter: String, _ members: (String, String)...) -> Draft {
    let values = Dictionary(members) { $1 }
    let defaults = [
        "unit": "bp", "level": "national", "valid_from": "\(sampleYear)-01-01", "applies_by": "FISCAL_YEAR",
        "status": "public", "source_doc": "sample",
    ]
    var result = draft("policy_parameter.set", documents: [], [("parameter", parameter)])
    for (name, value) in defaults.merging(values, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
        result.add(name == "prior_year_floor" ? JSONMember(name, .bool(value == "yes")) : JSONMember(name, value))
    }
    return result
}

/// 产业占比目标, central and arranged.
public func setTarget(
    _ comparator: String, _ value: String?, place: String?, for scope: String, year: Int = sampleYear,
    floor: Bool = false, basis: String = "CENTRAL", measure: String = "ARRANGED", from day: String? = nil
) -> Draft {
    var result = setPolicy(
        "industry_share.target", ("comparator", comparator), ("applies_to", scope), ("target_year", String(year)),
        ("prior_year_floor", floor ? "yes" : "no"), ("basis", basis), ("measure", measure),
        ("valid_from", day ?? "\(year)-01-01"))
    if let value { result.add(JSONMember("value", value)) }
    if let place { result.add(JSONMember("place", place)) }
    return result
}
