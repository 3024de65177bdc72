/// The published contract of an event type, as JSON Schema 2020-12, derived from its description.
///
/// The files under `schemas/events` are what this gives; a test holds them equal.
public enum JSONSchema {
    /// The schema of a whole entry of a type.
    public static func text(of type: EventType) -> String {
        var properties: [(String, Node)] = [
            ("v", .object([("const", .text("1"))])),
            ("seq", reference("position")),
            ("id", reference("uuid")),
            ("type", .object([("const", .text(type.name))])),
            ("type_v", .object([("const", .text(type.version))])),
            ("recorded_at", reference("instant")),
            ("effective_on", reference("day")),
            ("counts_on", reference("day")),
            ("region", reference("region")),
            ("fiscal_year", reference("year")),
            ("actor", reference("text")),
            ("documents", reference("documents")),
            ("body", body(of: type)),
            ("corrects", reference("position")),
            ("waives", reference("waives")),
            ("source", reference("source")),
        ]
        var required = ["v", "seq", "id", "type", "type_v", "recorded_at", "effective_on", "actor", "body"]
        if type.isGenesis {
            properties.removeAll { ["region", "fiscal_year", "documents", "counts_on"].contains($0.0) }
        } else {
            required += ["region", "fiscal_year"]
        }
        if type.needsDocuments { required.append("documents") }
        if type.kind == .entryReversed { required.append("corrects") }
        let schema = Node.object([
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .text("urn:linkedfund:event:\(type.name):\(type.version)")),
            ("title", .text("\(type.label.chinese) \(type.label.english)")),
            ("description", .text("\(type.summary.chinese) \(type.summary.english)")),
            ("type", .text("object")),
            ("properties", .object(properties)),
            ("required", .list(required.map { .text($0) })),
            ("additionalProperties", .literal("false")),
            ("$defs", .object(definitions)),
        ])
        return schema.written(indent: 0) + "\n"
    }

    private indirect enum Node {
        case text(String)
        case literal(String)
        case list([Node])
        case object([(String, Node)])

        func written(indent: Int) -> String {
            let inner = String(repeating: "  ", count: indent + 1)
            let outer = String(repeating: "  ", count: indent)
            switch self {
            case .text(let text):
                var bytes: [UInt8] = []
                CanonicalJSON.append(text, to: &bytes)
                return String(decoding: bytes, as: UTF8.self)
            case .literal(let literal): return literal
            case .list(let nodes):
                if nodes.isEmpty { return "[]" }
                return "[\n" + nodes.map { inner + $0.written(indent: indent + 1) }.joined(separator: ",\n")
                    + "\n\(outer)]"
            case .object(let members):
                if members.isEmpty { return "{}" }
                let lines = members.map { name, node in
                    inner + Node.text(name).written(indent: 0) + ": " + node.written(indent: indent + 1)
                }
                return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
            }
        }
    }

    private static func reference(_ name: String) -> Node { .object([("$ref", .text("#/$defs/\(name)"))]) }

    private static func pattern(_ pattern: String, _ description: String) -> Node {
        .object([("type", .text("string")), ("pattern", .text(pattern)), ("description", .text(description))])
    }

    /// Forms that the envelope and many fields share.
    private static let definitions: [(String, Node)] = [
        ("position", pattern("^(0|[1-9][0-9]{0,18})$", "位置 position")),
        ("uuid", pattern("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", "UUID")),
        ("instant", pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", "UTC 时间 UTC time")),
        ("day", pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "日期 date, China time")),
        ("year", pattern("^(19|20|21)[0-9]{2}$", "年度 year")),
        ("region", pattern("^[0-9]{6}$", "区划代码 division code")),
        ("number", pattern("^(0|-?[1-9][0-9]{0,18})$", "整数 whole number")),
        ("class", pattern("^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}$", "项目分类 project class")),
        ("identifier", pattern("^[^\\s\\u0000-\\u001f\\u007f]{1,64}$", "编号 identifier, at most 64 bytes")),
        ("capitals", pattern("^[A-Z0-9_]{1,64}$", "大写代码 capitals")),
        (
            "text",
            .object([
                ("type", .text("string")), ("minLength", .literal("1")), ("maxLength", .literal("500")),
                ("description", .text("文本 text without personal data")),
            ])
        ),
        ("token", pattern("^[0-9a-f]{4}:[a-z2-7]{26}$", "令牌 keyed token")),
        ("payee", pattern("^([0-9a-f]{4}:[a-z2-7]{26}|[0-9A-HJ-NPQRTUWXY]{18})$", "令牌或统一社会信用代码 token or credit code")),
        ("hash", pattern("^[0-9a-f]{64}$", "SHA-256")),
        ("document", pattern("^.+〔20[0-9]{2}〕[1-9][0-9]{0,3}号$", "文号 document number")),
        (
            "documents",
            .object([
                ("type", .text("array")), ("minItems", .literal("1")),
                (
                    "items",
                    .object([
                        ("type", .text("object")),
                        ("properties", .object([("no", reference("document")), ("printed", reference("text"))])),
                        ("required", .list([.text("no")])), ("additionalProperties", .literal("false")),
                    ])
                ),
            ])
        ),
        (
            "waives",
            .object([
                ("type", .text("array")), ("minItems", .literal("1")),
                ("items", strings(["approver", "reason", "rule"])),
            ])
        ),
        ("source", strings(["import", "row"])),
    ]

    private static func strings(_ names: [String]) -> Node {
        .object([
            ("type", .text("object")), ("properties", .object(names.map { ($0, reference("text")) })),
            ("required", .list(names.map { .text($0) })), ("additionalProperties", .literal("false")),
        ])
    }

    private static func body(of type: EventType) -> Node {
        guard case .object(var members) = record(type.fields) else { return record(type.fields) }
        let conditions = type.conditions.map(condition)
        if !conditions.isEmpty { members.append(("allOf", .list(conditions))) }
        return .object(members)
    }

    private static func record(_ uses: [FieldUse]) -> Node {
        var members: [(String, Node)] = [
            ("type", .text("object")), ("minProperties", .literal("1")),
            ("properties", .object(uses.map { ($0.field.key.rawValue, described($0)) })),
        ]
        let required = uses.filter { $0.presence == .required }.map { Node.text($0.field.key.rawValue) }
        if !required.isEmpty { members.append(("required", .list(required))) }
        members.append(("additionalProperties", .literal("false")))
        return .object(members)
    }

    private static func described(_ use: FieldUse) -> Node {
        guard case .object(var members) = schema(of: use.field.kind) else { return schema(of: use.field.kind) }
        members.insert(("title", .text("\(use.field.label.chinese) \(use.field.label.english)")), at: 0)
        if let help = use.field.help { members.append(("$comment", .text("\(help.chinese) \(help.english)"))) }
        if use.presence == .expected { members.append(("x-presence", .text("expected"))) }
        return .object(members)
    }

    private static func schema(of kind: ValueKind) -> Node {
        switch kind {
        case .fen(let minimum):
            minimum > 0 ? pattern("^[1-9][0-9]{0,18}$", "分 fen, above 0") : pattern("^(0|[1-9][0-9]{0,18})$", "分 fen")
        case .number(let range):
            range.lowerBound < 0
                ? reference("number") : pattern("^(0|[1-9][0-9]{0,18})$", "\(range.lowerBound)…\(range.upperBound)")
        case .flag: .object([("type", .text("boolean"))])
        case .day: reference("day")
        case .region: reference("region")
        case .place(let digits): pattern("^[0-9]{\(digits)}$", "\(digits) 位代码 code of \(digits) digits")
        case .classCode: reference("class")
        case .code(let list): .object([("enum", .list(list.codes.map { .text($0.code) }))])
        case .identifier: reference("identifier")
        case .capitals: reference("capitals")
        case .text: reference("text")
        case .token: reference("token")
        case .payee: reference("payee")
        case .hash: reference("hash")
        case .instant: reference("instant")
        case .document: reference("document")
        case .record(let uses): record(uses)
        case .list(let element):
            .object([("type", .text("array")), ("minItems", .literal("1")), ("items", schema(of: element))])
        case .original:
            .object([
                ("type", .text("object")),
                ("required", .list(["type", "type_v", "effective_on", "body"].map { .text($0) })),
                (
                    "properties",
                    .object([
                        ("type", reference("text")), ("type_v", reference("text")), ("effective_on", reference("day")),
                        ("documents", reference("documents")), ("body", .object([("type", .text("object"))])),
                    ])
                ),
                ("additionalProperties", .literal("false")),
            ])
        }
    }

    private static func condition(_ condition: FieldCondition) -> Node {
        func has(_ key: Key) -> Node { .object([("required", .list([.text(key.rawValue)]))]) }
        func holds(_ key: Key, _ code: String) -> Node {
            .object([
                ("properties", .object([(key.rawValue, .object([("const", .text(code))]))])),
                ("required", .list([.text(key.rawValue)])),
            ])
        }
        func no(_ node: Node) -> Node { .object([("not", node)]) }
        switch condition {
        case .exactlyOne(let keys): return .object([("oneOf", .list(keys.map(has)))])
        case .atLeastOne(let keys): return .object([("anyOf", .list(keys.map(has)))])
        case .onlyWhen(let key, let code, let keys):
            return .object([
                ("if", holds(key, code)), ("then", .object([("allOf", .list(keys.map(has)))])),
                ("else", .object([("allOf", .list(keys.map { no(has($0)) }))])),
            ])
        case .absentWhen(let key, let code, let other):
            return .object([("if", holds(key, code)), ("then", no(has(other)))])
        case .together(let keys):
            return .object([
                (
                    "dependentRequired",
                    .object(
                        keys.map { key in
                            (key.rawValue, .list(keys.filter { $0 != key }.map { .text($0.rawValue) }))
                        })
                )
            ])
        case .expectedWhen(let key, let codes, let keys):
            // An annotation: what is expected is not required of every row.
            return .object([
                (
                    "if",
                    .object([
                        (
                            "properties",
                            .object([(key.rawValue, .object([("enum", .list(codes.map { .text($0) }))]))])
                        ), ("required", .list([.text(key.rawValue)])),
                    ])
                ),
                (
                    "then",
                    .object([
                        (
                            "properties",
                            .object(keys.map { ($0.rawValue, .object([("x-presence", .text("expected"))])) })
                        )
                    ])
                ),
            ])
        // What days and amounts are to one another, a schema cannot say.
        case .related(let relation):
            return .object([("$comment", .text("\(relation.label.chinese) \(relation.label.english)"))])
        }
    }
}
