/// A record in a list of an entry's body, as a part of an attribution.
public struct EntryRecord {
    let entry: Entry
    let node: Int

    /// A number or an amount in 分.
    public func number(_ key: Key) -> Int64? {
        entry.member(key.rawValue, of: node).flatMap(entry.number(ofNode:))
    }

    /// A text, identifier or code.
    public func text(_ key: Key) -> String? {
        entry.member(key.rawValue, of: node).map(entry.text(ofNode:))
    }

    /// A date.
    public func day(_ key: Key) -> Day? {
        entry.member(key.rawValue, of: node).flatMap(entry.day(ofNode:))
    }

    /// The kind of money, whether it stands in a record `money` or beside the amount.
    var money: MoneyKeys {
        var money = MoneyKeys()
        let record = entry.member(Key.money.rawValue, of: node).map { EntryRecord(entry: entry, node: $0) } ?? self
        money.source = record.text(.fundSource).flatMap(FundSource.init)
        money.level = record.text(.fundLevel).flatMap(FundLevel.init)
        money.lineYear = record.number(.lineYear).map { Int($0) } ?? 0
        money.task = record.text(.task).flatMap(TaskDirection.init)
        money.projectClass = record.text(.classCode).flatMap { ClassCode($0) }
        money.nature = record.text(.nature).flatMap(ProjectNature.init)
        return money
    }
}

extension Entry {
    /// The records of a list in the body.
    public func records(_ key: Key) -> [EntryRecord] {
        let list = slot(key)
        guard list != 0, tape.nodes[list].kind == .array else { return [] }
        return children(of: list).filter { tape.nodes[$0].kind == .object }.map { EntryRecord(entry: self, node: $0) }
    }

    /// The texts of a list in the body.
    public func texts(_ key: Key) -> [String] {
        let list = slot(key)
        guard list != 0, tape.nodes[list].kind == .array else { return [] }
        return children(of: list).filter { tape.nodes[$0].kind == .string }.map(text(ofNode:))
    }
}

extension Entry {
    /// The rules that the entry sets aside.
    public var waivers: [Waiver] {
        let list = node(.waives)
        guard list != 0, tape.nodes[list].kind == .array else { return [] }
        return children(of: list).compactMap { node in
            guard tape.nodes[node].kind == .object, let rule = member("rule", of: node),
                let reason = member("reason", of: node), let approver = member("approver", of: node)
            else { return nil }
            return Waiver(rule: text(ofNode: rule), reason: text(ofNode: reason), approver: text(ofNode: approver))
        }
    }
}
