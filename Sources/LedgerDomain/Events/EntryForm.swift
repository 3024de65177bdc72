/// Checks an entry's form against the descriptions of its type.
///
/// One pass finds every fault. The same check runs on a draft before it is appended and on a stored entry
/// when it is audited.
public struct EntryForm: Sendable {
    /// An original that a reversal can repeat holds at most this many bytes.
    public static let maximumReversibleBytes = 24_576

    private let taxonomy: TaxonomyTable

    /// A check that knows the classes of projects.
    public init(taxonomy: TaxonomyTable) {
        self.taxonomy = taxonomy
    }

    /// All faults of an entry that could be read.
    public func faults(in entry: Entry) -> [Fault] {
        var faults: [Fault] = []
        guard let kind = entry.ownKind else {
            let names = EventType.catalogue.map(\.name).joined(separator: ", ")
            return [
                Fault(
                    .unknownType, path: "type", given: entry.typeName, expected: Label("\(names) 之一", "one of \(names)")
                )
            ]
        }
        checkEnvelope(of: entry, kind.type, &faults)
        check(entry.node(.body), of: entry, kind.type.fields, at: "body", &faults)
        check(kind.type.conditions, in: entry.node(.body), of: entry, at: "body", &faults)
        if entry.bytes.count > Self.maximumReversibleBytes, kind != .entryReversed {
            faults.append(
                Fault(
                    .tooLarge, path: "body", given: "\(entry.bytes.count)",
                    expected: Label(
                        "不超过 \(Self.maximumReversibleBytes) 字节", "at most \(Self.maximumReversibleBytes) bytes")))
        }
        return faults
    }

    // MARK: Envelope

    private func checkEnvelope(of entry: Entry, _ type: EventType, _ faults: inout [Fault]) {
        func demand(_ member: EnvelopeMember, _ isValid: Bool, _ expected: Label) {
            let given = entry.text(member) ?? ""
            if entry.node(member) == 0 {
                faults.append(Fault(.missing, path: member.rawValue, expected: expected))
            } else if !isValid {
                faults.append(Fault(.form, path: member.rawValue, given: given, expected: expected))
            }
        }
        demand(.seq, entry.seq != nil, Label("位置", "a position"))
        demand(.id, entry.id.map(UUIDText.isValid) ?? false, Label("小写 UUID", "a UUID in lower case"))
        demand(.typeVersion, entry.typeVersion == type.version, Label(type.version, type.version))
        demand(.recordedAt, entry.recordedAt != nil, Label("UTC 时间", "a UTC time"))
        demand(.actor, entry.actor.map { $0.utf8.count <= 64 } ?? false, Label("操作人", "who records it"))
        if let actor = entry.actor, PersonalDataScan.finding(in: actor) != nil {
            faults.append(
                Fault(
                    .personalData, path: "actor", given: PersonalDataScan.maskedFinding(in: actor),
                    expected: Label("用户名，如 u:zhang", "a user's name, as u:zhang")))
        }
        let date = Label("日期，如 2023-05-06", "a date, as 2023-05-06")
        demand(.effectiveOn, entry.effectiveOn != nil, date)
        if entry.node(.countsOn) != 0 { demand(.countsOn, entry.day(ofNode: entry.node(.countsOn)) != nil, date) }
        if !type.isGenesis {
            demand(.region, entry.region != nil, Label("六位区划代码", "a six-digit division code"))
            let isYear = entry.fiscalYear.map { (1990...2100).contains($0) } ?? false
            demand(.fiscalYear, isYear, Label("四位年度", "a year of four digits"))
        }
        if let effective = entry.effectiveOn, let recorded = entry.recordedAt?.day, effective > recorded {
            faults.append(
                Fault(
                    .dateAfterRecording, path: "effective_on", given: effective.description,
                    expected: Label("不晚于 \(recorded)", "\(recorded) or earlier")))
        }
        checkDocuments(of: entry, type, &faults)
        checkReferences(of: entry, &faults)
    }

    private func checkDocuments(of entry: Entry, _ type: EventType, _ faults: inout [Fault]) {
        let node = entry.node(.documents)
        if node == 0 {
            if type.needsDocuments {
                faults.append(
                    Fault(
                        .missing, path: "documents",
                        expected: Label("授权文件的文号", "the number of the authorising document")))
            }
            return
        }
        let form = ValueForm(taxonomy: taxonomy)
        guard entry.tape.nodes[node].kind == .array else {
            faults.append(Fault(.form, path: "documents", expected: Label("列表", "a list")))
            return
        }
        for (index, document) in entry.children(of: node).enumerated() {
            let path = "documents.\(index)"
            guard entry.tape.nodes[document].kind == .object, let number = entry.member("no", of: document) else {
                faults.append(Fault(.missing, path: "\(path).no", expected: Label("文号", "a document number")))
                continue
            }
            checkNames(in: document, of: entry, ["no", "printed"], at: path, &faults)
            if let fault = form.fault(in: number, of: entry, .document, at: "\(path).no") { faults.append(fault) }
            if let printed = entry.member("printed", of: document),
                let fault = form.fault(in: printed, of: entry, .text, at: "\(path).printed")
            {
                faults.append(fault)
            }
        }
    }

    private func checkReferences(of entry: Entry, _ faults: inout [Fault]) {
        if entry.ownKind == .entryReversed, entry.node(.corrects) == 0 {
            faults.append(Fault(.missing, path: "corrects", expected: Label("被冲销记录的位置", "the position of the entry")))
        }
        if entry.node(.corrects) != 0, entry.corrects == nil {
            faults.append(
                Fault(.form, path: "corrects", given: entry.text(.corrects) ?? "", expected: Label("位置", "a position")))
        }
        checkSource(of: entry, &faults)
        let waives = entry.node(.waives)
        guard waives != 0 else { return }
        guard entry.tape.nodes[waives].kind == .array else {
            faults.append(Fault(.form, path: "waives", expected: Label("列表", "a list")))
            return
        }
        let names = ["approver", "reason", "rule"]
        for (index, waiver) in entry.children(of: waives).enumerated() {
            let path = "waives.\(index)"
            checkNames(in: waiver, of: entry, names, at: path, &faults)
            for name in names {
                guard let value = entry.member(name, of: waiver) else {
                    faults.append(Fault(.missing, path: "\(path).\(name)", expected: Label("必填", "required")))
                    continue
                }
                check(value, of: entry, .text, at: "\(path).\(name)", &faults)
            }
        }
    }

    private func checkSource(of entry: Entry, _ faults: inout [Fault]) {
        let source = entry.node(.source)
        guard source != 0 else { return }
        guard let id = entry.member("import", of: source), let row = entry.member("row", of: source) else {
            faults.append(Fault(.form, path: "source", expected: Label("import 与 row", "import and row")))
            return
        }
        checkNames(in: source, of: entry, ["import", "row"], at: "source", &faults)
        if !UUIDText.isValid(entry.bytes[entry.tape.nodes[id].contentRange]) {
            faults.append(Fault(.form, path: "source.import", expected: Label("小写 UUID", "a UUID in lower case")))
        }
        check(row, of: entry, .number(0...Int64.max), at: "source.row", &faults)
    }

    /// Members that a record outside the body does not have. Nobody reads them, so nobody would see what they say.
    private func checkNames(
        in record: Int, of entry: Entry, _ names: [String], at path: String, _ faults: inout [Fault]
    ) {
        guard entry.tape.nodes[record].kind == .object else { return }
        for child in entry.children(of: record) where !names.contains(entry.nameText(of: child)) {
            reportUnknown(child, of: entry, at: path, &faults)
        }
    }

    // MARK: Records

    func check(_ node: Int, of entry: Entry, _ uses: [FieldUse], at path: String, _ faults: inout [Fault]) {
        guard entry.tape.nodes[node].kind == .object else {
            faults.append(Fault(.form, path: path, expected: Label("对象", "an object")))
            return
        }
        let children = entry.children(of: node)
        var next = 0
        for use in uses {
            let name = use.field.key.rawValue
            while next < children.count, Self.precedes(entry, children[next], name) {
                reportUnknown(children[next], of: entry, at: path, &faults)
                next += 1
            }
            if next < children.count, entry.nameText(of: children[next]) == name {
                check(children[next], of: entry, use.field.kind, at: "\(path).\(name)", &faults)
                next += 1
            } else if use.presence == .required {
                faults.append(Fault(.missing, path: "\(path).\(name)", expected: use.field.label))
            } else if use.presence == .expected {
                faults.append(Fault(.expectedMissing, path: "\(path).\(name)", expected: use.field.label))
            }
        }
        for child in children[min(next, children.count)...] { reportUnknown(child, of: entry, at: path, &faults) }
    }

    private func reportUnknown(_ node: Int, of entry: Entry, at path: String, _ faults: inout [Fault]) {
        let name = entry.nameText(of: node)
        faults.append(
            Fault(.unknownField, path: "\(path).\(name)", given: name, expected: Label("无此字段", "no such field")))
    }

    private static func precedes(_ entry: Entry, _ node: Int, _ name: String) -> Bool {
        entry.bytes[entry.tape.nodes[node].nameRange].lexicographicallyPrecedes(name.utf8)
    }

    private func check(
        _ conditions: [FieldCondition], in body: Int, of entry: Entry, at path: String, _ faults: inout [Fault]
    ) {
        guard entry.tape.nodes[body].kind == .object else { return }
        func has(_ key: Key) -> Bool { entry.member(key.rawValue, of: body) != nil }
        func text(_ key: Key) -> String? { entry.member(key.rawValue, of: body).map(entry.text(ofNode:)) }
        func report(_ given: [Key], _ expected: Label) {
            let names = given.filter(has).map(\.rawValue).joined(separator: ", ")
            faults.append(Fault(.combination, path: path, given: names, expected: expected))
        }
        for condition in conditions {
            switch condition {
            case .exactlyOne(let keys):
                let names = keys.map(\.rawValue).joined(separator: ", ")
                if keys.filter(has).count != 1 { report(keys, Label("\(names) 之一且仅一", "exactly one of \(names)")) }
            case .atLeastOne(let keys):
                let names = keys.map(\.rawValue).joined(separator: ", ")
                if !keys.contains(where: has) { report(keys, Label("\(names) 至少一项", "at least one of \(names)")) }
            case .onlyWhen(let key, let code, let keys):
                let names = keys.map(\.rawValue).joined(separator: ", ")
                let isWanted = text(key) == code
                if !keys.allSatisfy({ has($0) == isWanted }) {
                    report(
                        keys,
                        Label(
                            "\(names) 只随 \(key.rawValue)=\(code)",
                            "\(names) with \(key.rawValue) \(code), and only then"))
                }
            case .absentWhen(let key, let code, let other):
                if has(other), text(key) == code {
                    report(
                        [key, other],
                        Label(
                            "\(key.rawValue)=\(code) 时无 \(other.rawValue)",
                            "no \(other.rawValue) when \(key.rawValue) is \(code)"))
                }
            case .together(let keys):
                let names = keys.map(\.rawValue).joined(separator: ", ")
                if keys.contains(where: has), !keys.allSatisfy(has) {
                    report(keys, Label("\(names) 同时填写或都不填", "all of \(names), or none"))
                }
            case .expectedWhen(let key, let codes, let keys):
                guard let code = text(key), codes.contains(code) else { continue }
                for key in keys where !has(key) {
                    faults.append(
                        Fault(
                            .expectedMissing, path: "\(path).\(key.rawValue)",
                            expected: entry.kind?.type.field(key)?.label ?? Label(key.rawValue, key.rawValue)))
                }
            case .related(let relation):
                // An original is taken back as it stands, whatever it says.
                if entry.sign > 0, let fault = relation.fault(in: entry) { faults.append(fault) }
            }
        }
    }

    // MARK: Values

    private func check(_ node: Int, of entry: Entry, _ kind: ValueKind, at path: String, _ faults: inout [Fault]) {
        switch kind {
        case .record(let uses): check(node, of: entry, uses, at: path, &faults)
        case .list(let element):
            guard entry.tape.nodes[node].kind == .array else {
                faults.append(Fault(.form, path: path, expected: Label("列表", "a list")))
                return
            }
            for (index, child) in entry.children(of: node).enumerated() {
                check(child, of: entry, element, at: "\(path).\(index)", &faults)
            }
        case .original: checkOriginal(node, of: entry, at: path, &faults)
        default:
            if let fault = ValueForm(taxonomy: taxonomy).fault(in: node, of: entry, kind, at: path) {
                faults.append(fault)
            }
        }
    }

    /// Whether a string passes the check of its kind.
    func accepts(_ node: Int, of entry: Entry, _ kind: ValueKind) -> Bool {
        ValueForm(taxonomy: taxonomy).fault(in: node, of: entry, kind, at: "") == nil
    }

    private func checkOriginal(_ node: Int, of entry: Entry, at path: String, _ faults: inout [Fault]) {
        guard let kind = entry.kind, let body = entry.member("body", of: node) else {
            faults.append(Fault(.form, path: path, expected: Label("原记录的类型与内容", "type and body of the entry")))
            return
        }
        checkNames(
            in: node, of: entry, ["body", "documents", "effective_on", "type", "type_v"], at: path, &faults)
        for name in ["effective_on", "type_v"] where entry.member(name, of: node) == nil {
            faults.append(Fault(.missing, path: "\(path).\(name)", expected: Label("必填", "required")))
        }
        if kind == .entryReversed { return }
        var found: [Fault] = []
        check(body, of: entry, kind.type.fields, at: "\(path).body", &found)
        check(kind.type.conditions, in: body, of: entry, at: "\(path).body", &found)
        // What was missing from the original was said when it was recorded.
        faults += found.filter { $0.outcome == .refuse }
    }
}
