import ArgumentParser
import Glibc
import LedgerDomain
import LedgerInterchange
import LedgerRules
import LedgerService

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: Words.pick("解释一个规则或错误代码", "Explain a rule or fault"),
        discussion: Words.pick(
            "给出账本时，一并列出本地区今天适用的参数值。示例：linkedfund explain A44 --ledger L",
            "With a ledger, the values of its parameters today and there are shown. Example: linkedfund explain A44 --ledger L"
        ))

    @Argument(help: ArgumentHelp(Words.pick("代码，如 A06；不填则列出全部。", "The code, as A06; all where none is given.")))
    var code: String?
    @OptionGroup var ledger: LedgerOptions
    @Option(help: ArgumentHelp(Words.pick("参数按哪个地区；默认账本地区。", "The place of the parameters; the ledger's by default.")))
    var region: RegionCode?
    @Option(help: ArgumentHelp(Words.pick("参数按哪一天；默认今天。", "The day of the parameters; today by default.")))
    var on: Day?
    @OptionGroup var format: FormatOptions

    func run() throws {
        let isGiven = ledger.ledger != nil || getenv("LINKEDFUND_LEDGER") != nil
        let opened = isGiven ? try ledger.open() : nil
        let day = on ?? World.environment(actor: nil).today
        let values = try opened?.parameterValues(on: day, in: region) ?? [:]
        try Self.deliver(
            code.map { [$0] } ?? Lookup.identifiers, values: values, as: format, outside: opened?.directory)
    }

    /// Prints what codes mean, or writes them as a list.
    ///
    /// - Parameter values: the policies of today, by parameter; empty where no ledger was given.
    static func deliver(
        _ codes: [String], values: [String: PolicyValue], as format: FormatOptions, outside ledger: String?
    ) throws {
        try format.check(outside: ledger)
        let rules = try codes.map { code in
            let code = code.uppercased()
            guard let found = Lookup.rule(code) else {
                throw ServiceError.usage(Label("没有规则 \(code)", "there is no rule \(code)"))
            }
            let output = Lookup.description(code).map {
                RuleOutput(rule: $0, reason: Lookup.notApplicable(code), values: values)
            }
            return ExplainedCode(
                code: code, label: found.label, outcome: found.outcome, remedy: found.remedy, output: output)
        }
        try format.deliver(
            { table(rules) }, json: { rules.map(\.json.text).joined(separator: "\n") },
            text: { rules.map(\.text).joined(separator: "\n") }, outside: ledger)
    }

    private static func table(_ rules: [ExplainedCode]) -> DataTable {
        DataTable(
            Label("规则和检查", "Rules and checks"), scope: Program.software,
            columns: [
                ReportColumn("id", "代码", "Code"), ReportColumn("name", "名称", "Name"),
                ReportColumn("outcome", "结果", "Outcome"), ReportColumn("severity", "级别", "Severity"),
                ReportColumn("definition", "规则", "Rule"), ReportColumn("finding_type", "违规类型", "Finding type"),
                ReportColumn("basis", "依据", "Basis"), ReportColumn("remedy", "改法", "Remedy"),
                ReportColumn("not_applicable", "未检查", "Not checked"),
            ],
            rows: rules.map { item in
                let rule = item.output?.rule
                return [
                    .text(item.code), .text(item.label.text(Words.language)), .text(item.outcome),
                    .text(rule?.severity.label.text(Words.language) ?? ""),
                    .text(rule?.definition.text(Words.language) ?? ""),
                    .text(rule?.findingType.label.text(Words.language) ?? ""), .text(rule?.basis ?? ""),
                    .text(item.remedy.text(Words.language)), .text(item.output?.reason?.text(Words.language) ?? ""),
                ]
            })
    }
}

/// A rule of the field or a check of the form, as people read it.
private struct ExplainedCode {
    let code: String
    let label: Label
    let outcome: String
    let remedy: Label
    /// More of it, where it is a rule of the field.
    let output: RuleOutput?

    var json: JSONText {
        output?.json
            ?? .object([
                ("id", .string(code)), ("name", .string(label.text(Words.language))), ("outcome", .string(outcome)),
                ("definition", .null), ("remedy", .string(remedy.text(Words.language))),
            ])
    }

    var text: String {
        output?.text
            ?? "\(code)  \(label.text(Words.language))  [\(outcome)]\n  \(Words.pick("改法：", "Remedy: "))\(remedy.text(Words.language))"
    }
}

/// A rule of the field as people read it.
struct RuleOutput {
    let rule: RuleDescription
    /// Why this release does not check it; `nil` where it does.
    let reason: Label?
    let values: [String: PolicyValue]

    private var language: Language { Words.language }

    var json: JSONText {
        let parameters = rule.parameters.map { name in
            JSONText.object([
                ("parameter", .string(name)), ("value", .optional(values[name]?.value)),
                ("unit", .optional(values[name]?.unit)), ("source", .optional(values[name]?.source)),
                ("seq", .optional(values[name]?.seq)),
            ])
        }
        return .object([
            ("id", .string(rule.id)), ("name", .string(rule.label.text(language))),
            ("outcome", .string(rule.outcome.rawValue)), ("definition", .string(rule.definition.text(language))),
            ("remedy", .string(rule.remedy.text(language))), ("version", .integer(Int64(rule.version))),
            ("severity", .string(rule.severity.rawValue)), ("stages", .optional(rule.stages?.text(language))),
            ("waivable", .bool(rule.isWaivable)),
            ("waivable_in", .optional(rule.isWaivedInHistoryOnly ? "HISTORY" : nil)),
            ("when", .string(rule.moment.rawValue)),
            ("valid_from", .optional(rule.validFrom?.description)), ("silent", .optional(rule.silence?.text(language))),
            ("parameters", .array(parameters)), ("finding_type", .string(rule.findingType.rawValue)),
            ("finding_type_name", .string(rule.findingType.label.text(language))),
            ("finding_type_public", .bool(rule.isFindingTypePublic)), ("basis", .string(rule.basis)),
            ("not_applicable", .optional(reason?.text(language))),
        ])
    }

    var text: String {
        var lines = ["\(rule.id)  \(rule.label.text(language))  [\(rule.outcome.rawValue)]  v\(rule.version)"]
        func add(_ chinese: String, _ english: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            lines.append("  " + Words.pick("\(chinese)：", "\(english): ") + text)
        }
        add("未检查", "Not checked", reason?.text(language))
        add("规则", "Rule", rule.definition.text(language))
        add("级别", "Severity", rule.stages?.text(language) ?? rule.severity.label.text(language))
        add("豁免", "Waiver", Self.waiver(of: rule))
        add("何时", "When", rule.moment.rawValue)
        add("自", "Holds from", rule.validFrom?.description)
        add("不判断", "Silent", rule.silence?.text(language))
        for name in rule.parameters { add("参数", "Parameter", parameter(name)) }
        let status =
            rule.isFindingTypePublic ? "" : Words.pick("（本产品的归类）", " (this product's assignment)")
        add("违规类型", "Finding type", "\(rule.findingType.rawValue) \(rule.findingType.label.text(language))\(status)")
        add("依据", "Basis", rule.basis)
        add("改法", "Remedy", rule.remedy.text(language))
        return lines.joined(separator: "\n")
    }

    private static func waiver(of rule: RuleDescription) -> String {
        if rule.isWaivedInHistoryOnly {
            return Words.pick("只在导入历史数据时可以", "possible only in an import of history")
        }
        return rule.isWaivable ? Words.pick("可以", "possible") : Words.pick("不可以", "not possible")
    }

    private func parameter(_ name: String) -> String {
        guard let found = values[name] else {
            return values.isEmpty ? name : name + Words.pick(" 今天没有政策", " has no policy today")
        }
        let source = found.source.isEmpty ? "" : Words.pick("（\(found.source)）", " (\(found.source))")
        return "\(name) = \(found.value ?? "—") \(found.unit ?? "")\(source)"
    }
}
