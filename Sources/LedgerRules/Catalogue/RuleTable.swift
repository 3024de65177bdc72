import LedgerDomain

/// The rules as data that others may rely on: `schemas/rules.json`, derived from the catalogue.
public enum RuleTable {
    /// The file's text: one object a rule, those that this release cannot check with the reason.
    public static var text: String {
        let rules =
            RuleCatalogue.rules.map { ($0, nil) } + RuleCatalogue.notApplicable.map { ($0.rule, Optional($0.reason)) }
        let objects = rules.sorted { $0.0.id < $1.0.id }.map(object)
        return "{\n  \"rules\": [\n" + objects.joined(separator: ",\n") + "\n  ]\n}\n"
    }

    private static func object(_ rule: RuleDescription, _ reason: Label?) -> String {
        var members: [(String, String)] = [
            ("id", quoted(rule.id)), ("version", String(rule.version)), ("label", label(rule.label)),
            ("severity", quoted(rule.severity.rawValue)),
        ]
        if let stages = rule.stages { members.append(("severity_stages", label(stages))) }
        members += [
            ("outcome", quoted(rule.outcome.rawValue)), ("waivable", rule.isWaivable ? "true" : "false"),
        ]
        if rule.isWaivedInHistoryOnly { members.append(("waivable_in", quoted("HISTORY"))) }
        members += [
            ("when", quoted(rule.moment.rawValue))
        ]
        if let day = rule.validFrom { members.append(("valid_from", quoted(day.description))) }
        members.append(("definition", label(rule.definition)))
        if let silence = rule.silence { members.append(("silent_if", label(silence))) }
        members += [
            ("remedy", label(rule.remedy)),
            ("parameters", "[" + rule.parameters.map(quoted).joined(separator: ", ") + "]"),
            ("finding_type", quoted(rule.findingType.rawValue)),
            ("finding_type_status", quoted(rule.isFindingTypePublic ? "public" : "proposed")),
            ("basis", quoted(rule.basis)),
        ]
        if let reason { members.append(("not_applicable", label(reason))) }
        let lines = members.map { name, value in "      \(quoted(name)): \(value)" }
        return "    {\n" + lines.joined(separator: ",\n") + "\n    }"
    }

    private static func label(_ label: Label) -> String {
        "{\"zh\": \(quoted(label.chinese)), \"en\": \(quoted(label.english))}"
    }

    private static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        CanonicalJSON.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
