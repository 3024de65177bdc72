extension Draft {
    /// The members that hold nothing: an entry has no such bytes, so they are named before any byte is read.
    public var emptyMembers: [Fault] {
        var paths: [String] = []
        Self.collect(body, at: "body", &paths)
        for (index, waiver) in waives.enumerated() {
            for (name, text) in [
                ("approver", waiver.approver), ("reason", waiver.reason), ("rule", waiver.rule),
            ] where text.isEmpty { paths.append("waives.\(index).\(name)") }
        }
        let envelope: [(EnvelopeMember, String?)] = [
            (.effectiveOn, effectiveOn), (.countsOn, countsOn), (.region, region), (.fiscalYear, fiscalYear),
            (.corrects, corrects),
        ]
        paths += envelope.filter { $0.1?.isEmpty ?? false }.map { $0.0.rawValue }
        return paths.map { path in
            Fault(.form, path: path, expected: Label("有内容；不适用的字段不填", "something; leave out what does not apply"))
        }
    }

    private static func collect(_ value: JSONValue, at path: String, _ paths: inout [String]) {
        switch value {
        case .string(let text): if text.isEmpty { paths.append(path) }
        case .bool: break
        case .array(let elements):
            if elements.isEmpty { paths.append(path) }
            for (index, element) in elements.enumerated() { collect(element, at: "\(path).\(index)", &paths) }
        case .object(let members):
            if members.isEmpty { paths.append(path) }
            for member in members { collect(member.value, at: "\(path).\(member.name)", &paths) }
        }
    }
}
