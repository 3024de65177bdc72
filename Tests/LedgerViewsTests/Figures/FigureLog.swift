import LedgerDomain
import LedgerTesting
import LedgerViews
import Testing

/// A log in memory, written with short verbs: loans, subsidies, figures and targets, and their reversals.
struct FigureLog {
    private(set) var entries: [Entry] = []
    private var drafts: [Draft] = []

    /// 230606 大同区 and 230600 大庆市 in 230000 黑龙江省, 653125 莎车县 in 650000 新疆.
    static func regions() throws -> RegionTable {
        let table = """
            code6,name,parent_code6
            230000,黑龙江省,
            230600,大庆市,230000
            230606,大同区,230600
            230624,杜尔伯特蒙古族自治县,230600
            640000,宁夏回族自治区,
            640300,吴忠市,640000
            640303,红寺堡区,640300
            650000,新疆维吾尔自治区,
            653100,喀什地区,650000
            653125,莎车县,653100

            """
        return try RegionTable(
            divisions: Array(table.utf8),
            changes: Array("year,effective_date,change_type,old_code6,old_name,new_code6,usable_for_code_check\n".utf8))
    }

    /// Adds an entry and answers its position.
    @discardableResult
    mutating func add(
        _ type: String, in region: String = "230606", year: Int? = nil, on day: String, countsOn: String? = nil,
        documents: [String] = [], _ body: [(String, JSONValue)]
    ) throws -> UInt64 {
        var draft = Draft(
            id: "", type: type, effectiveOn: day, countsOn: countsOn, region: region,
            fiscalYear: String(year ?? Int(day.prefix(4)) ?? 0), body: .object(body.map { JSONMember($0.0, $0.1) }))
        draft.documents = documents.map { DocumentReference(printed: $0) }
        return try add(draft)
    }

    /// Adds a draft and answers its position.
    @discardableResult
    mutating func add(_ draft: Draft) throws -> UInt64 {
        let seq = UInt64(entries.count)
        entries.append(try draft.entry(at: seq))
        drafts.append(draft)
        return seq
    }

    /// Takes an entry back on a day; the reversal counts where the original counts.
    @discardableResult
    mutating func reverse(_ seq: UInt64, on day: String, repeatsCountsOn: Bool = true) throws -> UInt64 {
        var reversal = drafts[Int(seq)].reversal(at: seq).with(on: day)
        if !repeatsCountsOn { reversal.countsOn = nil }
        return try add(reversal)
    }

    /// The fold of a stretch of the log.
    func fold<View: Projection>(_ view: View.Type = View.self, _ range: Range<Int>? = nil) -> View {
        LedgerTesting.fold(entries[range ?? entries.indices])
    }

    // MARK: Verbs

    /// A loan paid out.
    @discardableResult
    mutating func lend(
        _ fen: Int64, on day: String, countsOn: String? = nil, in region: String = "230606", kind: String = "NEW",
        programme: String = "POVERTY_MICROLOAN", township: String? = nil, precision: String? = nil
    ) throws -> UInt64 {
        var body: [(String, JSONValue)] = [
            ("amount_fen", .string(String(fen))), ("loan", .string(Self.token)), ("loan_kind", .string(kind)),
            ("programme", .string(programme)),
        ]
        if kind == "RENEWAL" {
            body += [("old_loan", .string(Self.token)), ("old_principal_fen", .string(String(fen)))]
        }
        if let township { body.append(("township", .string(township))) }
        if let precision { body.append(("date_precision", .string(precision))) }
        return try add("loan.disbursed", in: region, on: day, countsOn: countsOn, body)
    }

    /// Principal repaid, some of it overdue.
    @discardableResult
    mutating func repay(_ fen: Int64, ofOverdue: Int64? = nil, on day: String) throws -> UInt64 {
        var body: [(String, JSONValue)] = [
            ("loan", .string(Self.token)), ("principal_fen", .string(String(fen))),
            ("programme", .string("POVERTY_MICROLOAN")),
        ]
        if let ofOverdue { body.append(("of_overdue_fen", .string(String(ofOverdue)))) }
        return try add("loan.repaid", on: day, body)
    }

    /// Principal that falls overdue.
    @discardableResult
    mutating func fallOverdue(_ fen: Int64, on day: String) throws -> UInt64 {
        try add(
            "loan.overdue", on: day,
            [
                ("loan", .string(Self.token)), ("overdue_fen", .string(String(fen))),
                ("programme", .string("POVERTY_MICROLOAN")),
            ])
    }

    /// A published figure; `more` adds or replaces members.
    @discardableResult
    mutating func publish(
        _ metric: String, _ value: Int64, unit: String = "FEN", in region: String = "000000", from: String? = nil,
        to: String? = nil, caliber: String? = nil, qualifier: String = "EXACT", status: String = "PUBLIC",
        derivedFrom: String? = nil, documents: [String] = [], _ more: [(String, String)] = []
    ) throws -> UInt64 {
        var body: [(String, JSONValue)] = [
            ("agency", .string("机构")), ("metric", .string(metric)), ("value", .string(String(value))),
            ("unit", .string(unit)), ("qualifier", .string(qualifier)), ("status", .string(status)),
        ]
        for (name, text) in [("period_from", from), ("period_to", to), ("caliber", caliber)] {
            if let text { body.append((name, .string(text))) }
        }
        if let derivedFrom { body.append(("derived_from", .array([.string(derivedFrom)]))) }
        for (name, text) in more {
            body.removeAll { $0.0 == name }
            body.append((name, .string(text)))
        }
        return try add("published_figure.recorded", in: region, on: to ?? "2023-12-31", documents: documents, body)
    }

    /// A target of policy for a year.
    @discardableResult
    mutating func target(
        _ metric: String, _ value: Int64?, unit: String = "count", year: Int = 2022, comparator: String = "GE",
        place: String? = nil, appliesTo: String = "TOTAL", priorYearFloor: Bool = false, basis: String? = nil
    ) throws -> UInt64 {
        var body: [(String, JSONValue)] = [
            ("applies_by", .string("FISCAL_YEAR")), ("applies_to", .string(appliesTo)),
            ("comparator", .string(comparator)), ("level", .string("national")),
            ("parameter", .string("target." + metric)), ("prior_year_floor", .bool(priorYearFloor)),
            ("source_doc", .string("来源")), ("status", .string("public")), ("target_year", .string(String(year))),
            ("unit", .string(unit)), ("valid_from", .string("\(year)-01-01")),
        ]
        if let value { body.append(("value", .string(String(value)))) }
        if let place { body.append(("place", .string(place))) }
        if let basis { body.append(("basis", .string(basis))) }
        return try add("policy_parameter.set", in: place ?? "000000", year: year, on: "\(year)-01-01", body)
    }

    static let token = "1a2b:aaaaaaaaaaaaaaaaaaaaaaaaaa"
}

extension Report {
    /// The rows by column key.
    var jsonRows: [[String: ReportValue]] {
        rows.map { row in Dictionary(uniqueKeysWithValues: zip(columns.map(\.key), row)) }
    }

    /// The rows in which these columns hold these texts or codes.
    func rows(where expected: [String: String]) -> [[String: ReportValue]] {
        jsonRows.filter { row in expected.allSatisfy { key, text in row[key]?.json == text } }
    }

    /// Whether each row has one value for each column.
    var isRectangular: Bool { rows.allSatisfy { $0.count == columns.count } }
}

extension ReportValue {
    /// The value as JSON would hold it; `null` where it is missing.
    var json: String {
        switch self {
        case .fen(let amount): String(amount)
        case .basisPoints(let ratio): String(ratio)
        case .progress(let permille): permille.map { String($0) } ?? "null"
        case .integer(let number): String(number)
        case .text(let text): text
        case .day(let day): day.description
        case .code(let code, _): code
        case .list(let codes): codes.joined(separator: ",")
        case .missing: "null"
        }
    }
}

/// The columns of a row as JSON would hold them.
func json(_ row: [String: ReportValue]?, _ keys: String...) -> [String] {
    keys.map { row?[$0]?.json ?? "no column \($0)" }
}

/// A day that a test is sure of.
func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// The scope of a report.
func reportScope(_ region: String, _ year: Int, today: String, effectiveTo: String? = nil) throws -> ReportScope {
    ReportScope(
        region: try #require(RegionCode(region)), year: year, effectiveTo: try effectiveTo.map { try day($0) },
        today: try day(today))
}
