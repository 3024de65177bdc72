public import LedgerDomain
public import LedgerInterchange
public import LedgerRules
public import LedgerService

/// A rule of the field or a check of the form, as it is explained.
public struct ExplainedCode {
    let code: String
    let label: Label
    let outcome: String
    let remedy: Label
    /// More of it, where it is a rule of the field.
    let rule: RuleDescription?
    /// Why this release does not check it; `nil` where it does.
    let notApplicable: Label?

    /// A code from its parts.
    public init(
        code: String, label: Label, outcome: String, remedy: Label, rule: RuleDescription?, notApplicable: Label?
    ) {
        (self.code, self.label, self.outcome, self.remedy) = (code, label, outcome, remedy)
        (self.rule, self.notApplicable) = (rule, notApplicable)
    }
}

/// What codes mean, as a table, JSON or text.
public struct RulesOutput {
    private let rules: [ExplainedCode]
    private let values: [String: PolicyValue]
    private let presenter: Presenter

    /// Codes as a presenter explains them.
    ///
    /// - Parameter values: the policies of today, by parameter; empty where no ledger was given.
    public init(_ rules: [ExplainedCode], values: [String: PolicyValue], _ presenter: Presenter) {
        (self.rules, self.values, self.presenter) = (rules, values, presenter)
    }

    /// One object on each line.
    public var json: String { rules.map { json($0).text }.joined(separator: "\n") }

    /// What people read.
    public var text: String { rules.map(text).joined(separator: "\n") }

    /// The codes as a list.
    public var dataTable: DataTable {
        DataTable(
            Label("规则和检查", "Rules and checks"), scope: presenter.software,
            columns: [
                ReportColumn("id", "代码", "Code"), ReportColumn("name", "名称", "Name"),
                ReportColumn("outcome", "结果", "Outcome"), ReportColumn("severity", "级别", "Severity"),
                ReportColumn("definition", "规则", "Rule"), ReportColumn("finding_type", "违规类型", "Finding type"),
                ReportColumn("basis", "依据", "Basis"), ReportColumn("remedy", "改法", "Remedy"),
                ReportColumn("not_applicable", "未检查", "Not checked"),
            ],
            rows: rules.map { item in
                let rule = item.rule
                return [
                    .text(item.code), .text(presenter.text(item.label)), .text(item.outcome),
                    .text(words(rule?.severity.label)), .text(words(rule?.definition)),
                    .text(words(rule?.findingType.label)), .text(rule?.basis ?? ""),
                    .text(presenter.text(item.remedy)), .text(rule == nil ? "" : words(item.notApplicable)),
                ]
            })
    }

    private func words(_ label: Label?) -> String { label.map(presenter.text) ?? "" }

    private func json(_ item: ExplainedCode) -> JSONText {
        guard let rule = item.rule else {
            return .object([
                ("id", .string(item.code)), ("name", .string(presenter.text(item.label))),
                ("outcome", .string(item.outcome)), ("definition", .null),
                ("remedy", .string(presenter.text(item.remedy))),
            ])
        }
        let parameters = rule.parameters.map { name in
            JSONText.object([
                ("parameter", .string(name)), ("value", .optional(values[name]?.value)),
                ("unit", .optional(values[name]?.unit)), ("source", .optional(values[name]?.source)),
                ("seq", .optional(values[name]?.seq)),
            ])
        }
        return .object([
            ("id", .string(rule.id)), ("name", .string(presenter.text(rule.label))),
            ("outcome", .string(rule.outcome.rawValue)), ("definition", .string(presenter.text(rule.definition))),
            ("remedy", .string(presenter.text(rule.remedy))), ("version", .integer(Int64(rule.version))),
            ("severity", .string(rule.severity.rawValue)), ("stages", .optional(rule.stages.map(presenter.text))),
            ("waivable", .bool(rule.isWaivable)),
            ("waivable_in", .optional(rule.isWaivedInHistoryOnly ? "HISTORY" : nil)),
            ("when", .string(rule.moment.rawValue)),
            ("valid_from", .optional(rule.validFrom?.description)),
            ("silent", .optional(rule.silence.map(presenter.text))),
            ("parameters", .array(parameters)), ("finding_type", .string(rule.findingType.rawValue)),
            ("finding_type_name", .string(presenter.text(rule.findingType.label))),
            ("finding_type_public", .bool(rule.isFindingTypePublic)), ("basis", .string(rule.basis)),
            ("not_applicable", .optional(item.notApplicable.map(presenter.text))),
        ])
    }

    private func text(_ item: ExplainedCode) -> String {
        guard let rule = item.rule else {
            return
                "\(item.code)  \(presenter.text(item.label))  [\(item.outcome)]\n  \(presenter.pick("改法：", "Remedy: "))\(presenter.text(item.remedy))"
        }
        var lines = ["\(rule.id)  \(presenter.text(rule.label))  [\(rule.outcome.rawValue)]  v\(rule.version)"]
        func add(_ chinese: String, _ english: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            lines.append("  " + presenter.pick("\(chinese)：", "\(english): ") + text)
        }
        add("未检查", "Not checked", item.notApplicable.map(presenter.text))
        add("规则", "Rule", presenter.text(rule.definition))
        add("级别", "Severity", presenter.text(rule.stages ?? rule.severity.label))
        add("豁免", "Waiver", waiver(of: rule))
        add("何时", "When", rule.moment.rawValue)
        add("自", "Holds from", rule.validFrom?.description)
        add("不判断", "Silent", rule.silence.map(presenter.text))
        for name in rule.parameters { add("参数", "Parameter", parameter(name)) }
        let status = rule.isFindingTypePublic ? "" : presenter.pick("（本产品的归类）", " (this product's assignment)")
        add(
            "违规类型", "Finding type",
            "\(rule.findingType.rawValue) \(presenter.text(rule.findingType.label))\(status)")
        add("依据", "Basis", rule.basis)
        add("改法", "Remedy", presenter.text(rule.remedy))
        return lines.joined(separator: "\n")
    }

    private func waiver(of rule: RuleDescription) -> String {
        if rule.isWaivedInHistoryOnly {
            return presenter.pick("只在导入历史数据时可以", "possible only in an import of history")
        }
        return rule.isWaivable ? presenter.pick("可以", "possible") : presenter.pick("不可以", "not possible")
    }

    private func parameter(_ name: String) -> String {
        guard let found = values[name] else {
            return values.isEmpty ? name : name + presenter.pick(" 今天没有政策", " has no policy today")
        }
        let source = found.source.isEmpty ? "" : presenter.pick("（\(found.source)）", " (\(found.source))")
        return "\(name) = \(found.value ?? "—") \(found.unit ?? "")\(source)"
    }
}
