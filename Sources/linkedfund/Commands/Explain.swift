import ArgumentParser
import Glibc
import LedgerDomain
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
    @Flag(help: ArgumentHelp(Words.pick("输出 JSON。", "Print JSON.")))
    var json = false

    func run() throws {
        let isGiven = ledger.ledger != nil || getenv("LINKEDFUND_LEDGER") != nil
        let day = on ?? World.environment(actor: nil).today
        let values = isGiven ? try ledger.open().parameterValues(on: day, in: region) : [:]
        if let code { return try Self.explain(code, isJSON: json, values: values) }
        for id in Lookup.identifiers { try Self.explain(id, isJSON: json, values: values) }
    }

    /// - Parameter values: the policies of today, by parameter; empty where no ledger was given.
    static func explain(_ code: String, isJSON: Bool, values: [String: PolicyValue]) throws {
        let code = code.uppercased()
        guard let found = Lookup.rule(code) else {
            throw ServiceError.usage(Label("没有规则 \(code)", "there is no rule \(code)"))
        }
        let language = Words.language
        if let rule = Lookup.description(code) {
            let output = RuleOutput(rule: rule, reason: Lookup.notApplicable(code), values: values)
            print(isJSON ? output.json.text : output.text)
        } else if isJSON {
            print(
                JSONText.object([
                    ("id", .string(code)), ("name", .string(found.label.text(language))),
                    ("outcome", .string(found.outcome)), ("definition", .null),
                    ("remedy", .string(found.remedy.text(language))),
                ]).text)
        } else {
            print("\(code)  \(found.label.text(language))  [\(found.outcome)]")
            print("  \(Words.pick("改法：", "Remedy: "))\(found.remedy.text(language))")
        }
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
