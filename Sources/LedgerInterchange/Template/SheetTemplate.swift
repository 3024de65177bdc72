public import LedgerDomain

/// An empty sheet of one kind, ready to be filled in: which columns, what may stand in them, and an example (导入模板).
///
/// Its columns are those by which the importer reads rows, so a filled template needs no setting.
public struct SheetTemplate {
    /// What the sheet holds.
    public let profile: Profile
    /// Which kind of its sheets.
    public let variant: String
    /// The language of headings and of names of codes.
    public let language: Language
    /// The classes of projects to choose from.
    let taxonomy: TaxonomyTable?
    let columns: [RowColumn]

    /// The template of a profile, or `nil` where it reads no sheets or has no such variant.
    ///
    /// - Parameter variant: the first one of ``variants(of:)`` where `nil`.
    public init?(_ profile: Profile, variant: String? = nil, _ language: Language, taxonomy: TaxonomyTable? = nil) {
        let layouts = profile.layouts.filter { !$0.template.isEmpty }
        guard let layout = variant == nil ? layouts.first : layouts.first(where: { $0.variant == variant }) else {
            return nil
        }
        (self.profile, self.variant, self.language) = (profile, layout.variant, language)
        self.taxonomy = taxonomy
        // Fields of two types may share a name that only their Chinese labels tell apart.
        var seen: Set<String> = []
        columns = layout.template.filter { seen.insert($0.name(language)).inserted }
    }

    /// The kinds of sheets that a profile has templates for.
    public static func variants(of profile: Profile) -> [String] {
        profile.layouts.filter { !$0.template.isEmpty }.map { $0.variant }
    }

    /// What it is called.
    public var title: Label {
        Label("\(profile.label.chinese)导入模板", "\(profile.label.english): import template")
    }

    /// The headings, with units, a `*` where a cell must be filled.
    public var headings: [String] {
        columns.map { column in
            var name = column.name(language)
            if case .amount = column.kind { name += language == .chinese ? "（元）" : " (yuan)" }
            return name + (column.isRequired ? "*" : "")
        }
    }

    /// The names of the columns' fields, as they stand in `--lang en` headings.
    public var fields: [String] { columns.map { $0.names[0] } }

    /// What the row of the example begins with, by which the importer knows it.
    private var mark: String { language == .chinese ? "示例 " : "[example] " }

    /// The example row.
    public var example: [String] {
        columns.enumerated().map { index, column in (index == 0 ? mark : "") + example(column) }
    }

    private func example(_ column: RowColumn) -> String {
        switch column.kind {
        case .text: column.isRequired ? column.name(language) : ""
        case .code, .choice: choices(column)?.first ?? ""
        case .amount: "12345.67"
        case .number: "1"
        case .percent: "3.65"
        case .flag: language == .chinese ? "是" : "yes"
        case .day: "2024-05-06"
        case .year: "2024"
        case .region: "522633"
        case .classCode: taxonomy?.classes.first?.code.description ?? "01.01.01"
        case .documents: "黔财农〔2024〕1号"
        }
    }

    /// The values to choose from, where there is a list.
    func choices(_ column: RowColumn) -> [String]? {
        switch column.kind {
        case .code(let list): list.codes.map { $0.label.text(language) }
        case .choice(let labels): labels.map { $0.text(language) }
        case .flag: language == .chinese ? ["是", "否"] : ["yes", "no"]
        case .classCode: taxonomy.map { $0.classes.map(\.code.description) }
        case .text, .amount, .number, .percent, .day, .year, .region, .documents: nil
        }
    }

    /// What is said when a cell of the column is chosen.
    func message(_ column: RowColumn) -> String {
        let demand =
            column.isRequired ? Label("必填。", "Required. ") : Label("可不填。", "May be left empty. ")
        return [demand, hint(column.kind), column.help].compactMap { $0?.text(language) }.joined()
    }

    private func hint(_ kind: RowColumn.Kind) -> Label? {
        switch kind {
        case .text: nil
        case .code, .choice, .flag: Label("从列表选择。", "Choose from the list. ")
        case .classCode: Label("从列表选择，名称见隐藏的代码表。", "Choose from the list; names are on the hidden sheet of codes. ")
        case .amount: Label("以元为单位，精确到分，如 12345.67。", "In yuan, exact to the fen, as 12345.67. ")
        case .number: Label("整数。", "A whole number. ")
        case .percent: Label("百分数，如 3.65。", "In per cent, as 3.65. ")
        case .day: Label("如 2024-05-06。", "As 2024-05-06. ")
        case .year: Label("四位年度，如 2024。", "Four digits, as 2024. ")
        case .region: Label("六位行政区划代码，如 522633。", "A division code of six digits, as 522633. ")
        case .documents: Label("完整文号；几个之间用分号。", "Whole document numbers, parted by semicolons. ")
        }
    }

    /// The template as CSV: headings and the example. There are no lists to choose from in it.
    public func csv(hasMark: Bool = true) -> String { CSVText.text(of: [headings, example], hasMark: hasMark) }
}
