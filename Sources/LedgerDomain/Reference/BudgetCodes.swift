/// One budget or transfer code (科目、转移支付项目代码).
public struct BudgetCode: Hashable, Sendable {
    /// As written: digits, or `Z` and 12 digits.
    public let code: String
    /// The name in its chart.
    public let name: String
    /// What list it belongs to, as `支出功能 项`.
    public let kind: String
    /// What it covers.
    public let definition: String
    /// The first year of the chart it stands in; `nil` where no chart is named.
    public let chartYear: Int?
    /// How sure it is, as its source says.
    public let status: String
    /// Where it is laid down.
    public let source: String
}

/// The budget codes that the product knows (政府收支分类科目). A code may have one name in each chart.
public struct BudgetCodes: Sendable {
    /// The codes in the order of the table.
    public let codes: [BudgetCode]

    /// The items of 21305 that linked funds never pay: basic expenditure of offices and institutions.
    public static let neverLinkedFunds: Set<String> = ["2130501", "2130502", "2130503", "2130550"]
    /// The section of the linked funds, 巩固脱贫攻坚成果衔接乡村振兴.
    public static let linkedFundsSection = "21305"
    /// The transfer project code of the linked funds, 中央财政衔接推进乡村振兴补助资金.
    public static let linkedFundsProject = "Z155110000004"

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        let table = try ReferenceCSV(bytes)
        let (code, name, kind) = (try table.column("code"), try table.column("name"), try table.column("kind"))
        let (definition, chart) = (try table.column("definition"), try table.column("chart_year"))
        let (status, source) = (try table.column("status"), try table.column("source"))
        var codes: [BudgetCode] = []
        for row in table.rows {
            let year = DecimalText.digits(Array(row[chart].utf8.prefix(4))[...])
            guard !row.isEmpty(code), row.isEmpty(chart) || year != nil else { throw row.fault("code or chart_year") }
            codes.append(
                BudgetCode(
                    code: row[code], name: row[name], kind: row[kind], definition: row[definition], chartYear: year,
                    status: row[status], source: row[source]))
        }
        self.codes = codes
    }

    /// Everything known of a code, the newest chart first.
    public func find(_ code: some StringProtocol) -> [BudgetCode] {
        codes.filter { $0.code.utf8.elementsEqual(code.utf8) }
            .sorted { ($0.chartYear ?? 0) > ($1.chartYear ?? 0) }
    }

    /// What a code is in a year: by the newest chart that is not younger, else by the oldest known.
    public func find(_ code: some StringProtocol, in year: Int) -> BudgetCode? {
        let known = find(code)
        return known.first { ($0.chartYear ?? 0) <= year } ?? known.last
    }

    /// Whether linked funds may be booked under an expenditure code: 21305 and its items, without the basic
    /// expenditure of offices and institutions.
    public static func mayPayLinkedFunds(_ code: some StringProtocol) -> Bool {
        code.utf8.starts(with: linkedFundsSection.utf8) && !neverLinkedFunds.contains(String(code))
    }
}
