extension Draft {
    /// A draft as read from a person's or a program's JSON.
    public struct Decoded: Sendable {
        /// The draft; its `id` is empty where none was given.
        public var draft: Draft
        /// The position the draft had in the log it was exported from, where it came from one.
        public var exportedSeq: String?
    }

    /// The members a draft may have. Those that the ledger sets itself may be there, as exported entries have
    /// them, and are not taken over.
    private static let known = Set(EnvelopeMember.allCases.map(\.rawValue))

    /// Makes a draft of a JSON object.
    ///
    /// - Returns: the draft, or all faults of its shape; what its fields hold is checked once it is encoded.
    public static func decode(_ value: JSONValue) -> (decoded: Decoded?, faults: [Fault]) {
        guard let members = value.members else {
            return (nil, [Fault(.syntax, path: "", expected: Label("一个 JSON 对象", "a JSON object"))])
        }
        var faults: [Fault] = []
        for member in members where !known.contains(member.name) {
            faults.append(
                Fault(.unknownField, path: member.name, given: member.name, expected: Label("无此字段", "no such field")))
        }
        func text(_ member: EnvelopeMember) -> String? {
            guard let found = value[member.rawValue] else { return nil }
            if let text = found.text { return text }
            faults.append(Fault(.form, path: member.rawValue, expected: Label("字符串", "a string")))
            return nil
        }
        for (member, accepted) in [(EnvelopeMember.version, "1"), (.typeVersion, "1")] {
            if let given = text(member), given != accepted {
                faults.append(
                    Fault(.form, path: member.rawValue, given: given, expected: Label(accepted, accepted)))
            }
        }
        let type = text(.type) ?? ""
        if type.isEmpty { faults.append(Fault(.missing, path: "type", expected: Label("记录类型", "the type of event"))) }
        var draft = Draft(
            id: text(.id) ?? "", type: type, effectiveOn: text(.effectiveOn) ?? "", countsOn: text(.countsOn),
            region: text(.region), fiscalYear: text(.fiscalYear), corrects: text(.corrects),
            body: value[EnvelopeMember.body.rawValue] ?? .object([]))
        draft.documents = documents(value[EnvelopeMember.documents.rawValue], &faults)
        draft.waives = waivers(value[EnvelopeMember.waives.rawValue], &faults)
        if let source = value[EnvelopeMember.source.rawValue] {
            reportUnknown(in: source, ["import", "row"], at: "source", &faults)
            if let id = source["import"]?.text, let row = source["row"]?.text.flatMap(Self.row) {
                draft.source = RowSource(importID: id, row: row)
            } else {
                faults.append(Fault(.form, path: "source", expected: Label("import 与 row", "import and row")))
            }
        }
        if draft.body.members == nil {
            faults.append(Fault(.form, path: "body", expected: Label("对象", "an object")))
        } else if draft.body.members?.isEmpty == true {
            faults.append(Fault(.missing, path: "body", expected: Label("记录内容", "what happened")))
        }
        let exportedSeq = text(.seq)
        return (faults.isEmpty ? Decoded(draft: draft, exportedSeq: exportedSeq) : nil, faults)
    }

    /// A row as entries write it: no sign and no zeros in front.
    private static func row(_ text: String) -> Int? {
        Int(text).flatMap { $0 >= 0 && String($0).utf8.elementsEqual(text.utf8) ? $0 : nil }
    }

    private static func reportUnknown(in record: JSONValue, _ names: [String], at path: String, _ faults: inout [Fault])
    {
        for member in record.members ?? [] where !names.contains(member.name) {
            faults.append(
                Fault(
                    .unknownField, path: "\(path).\(member.name)", given: member.name,
                    expected: Label("无此字段", "no such field")))
        }
    }

    /// Documents are named by number alone, or by `no` and `printed`.
    private static func documents(_ value: JSONValue?, _ faults: inout [Fault]) -> [DocumentReference] {
        guard let value else { return [] }
        let elements = value.text.map { [JSONValue.string($0)] } ?? value.elements
        var result: [DocumentReference] = []
        for element in elements ?? [] {
            reportUnknown(in: element, ["no", "printed"], at: "documents", &faults)
            if let printed = element["printed"], printed.text == nil {
                faults.append(Fault(.form, path: "documents.printed", expected: Label("字符串", "a string")))
            }
            if let text = element.text {
                result.append(DocumentReference(printed: text))
            } else if let number = element["no"]?.text {
                let reference = DocumentReference(printed: number)
                result.append(
                    DocumentReference(number: reference.number, printed: element["printed"]?.text ?? reference.printed))
            } else {
                faults.append(Fault(.form, path: "documents", expected: Label("文号", "document numbers")))
            }
        }
        if elements == nil {
            faults.append(Fault(.form, path: "documents", expected: Label("文号列表", "a list of document numbers")))
        }
        return result
    }

    private static func waivers(_ value: JSONValue?, _ faults: inout [Fault]) -> [Waiver] {
        guard let value else { return [] }
        var result: [Waiver] = []
        for element in value.elements ?? [value] {
            reportUnknown(in: element, ["approver", "reason", "rule"], at: "waives", &faults)
            if let rule = element["rule"]?.text, let reason = element["reason"]?.text,
                let approver = element["approver"]?.text
            {
                result.append(Waiver(rule: rule, reason: reason, approver: approver))
            } else {
                faults.append(
                    Fault(
                        .form, path: "waives",
                        expected: Label("rule、reason、approver 的列表", "a list of rule, reason and approver")))
            }
        }
        return result
    }
}
