/// What the dates and amounts of an entry say of one another (日期先后、金额关系). Where one of them is absent, nothing.
///
/// An entry that breaks it contradicts itself, so it is refused (E21). The original in a reversal is not asked again: what
/// stands in the log can always be taken back.
public enum FieldRelation: Sendable {
    /// How a day stands to another.
    public enum Order: Sendable {
        case notBefore
        case after
        case notAfter
    }

    /// The day that another is held against.
    public enum Bound: Sendable {
        /// A field of the body.
        case field(Key)
        /// The day on which the entry counts (`counts_on`, else `effective_on`): with a loan, the payout. It is asked only
        /// where that day is exact.
        case start
    }

    /// A day stands so to another.
    case day(Key, Order, Bound)
    /// An amount is at most another.
    case atMost(Key, Key)
    /// Amounts add up to another.
    case sum([Key], is: Key)

    /// What it demands.
    public var label: Label {
        switch self {
        case .day(let key, let order, let bound):
            let (chinese, english) =
                switch bound {
                case .field(let other): (other.rawValue, other.rawValue)
                case .start: ("counts_on（缺省 effective_on）", "counts_on (else effective_on)")
                }
            switch order {
            case .notBefore: return Label("\(key.rawValue) 不早于 \(chinese)", "\(key.rawValue) is not before \(english)")
            case .after: return Label("\(key.rawValue) 晚于 \(chinese)", "\(key.rawValue) is after \(english)")
            case .notAfter: return Label("\(key.rawValue) 不晚于 \(chinese)", "\(key.rawValue) is not after \(english)")
            }
        case .atMost(let key, let other):
            return Label("\(key.rawValue) 不超过 \(other.rawValue)", "\(key.rawValue) is at most \(other.rawValue)")
        case .sum(let keys, let whole):
            let sum = keys.map(\.rawValue).joined(separator: " + ")
            return Label("\(sum) 等于 \(whole.rawValue)", "\(sum) is \(whole.rawValue)")
        }
    }

    /// The fault of an entry that breaks it.
    func fault(in entry: Entry) -> Fault? {
        switch self {
        case .day(let key, let order, let bound): return dayFault(key, order, bound, entry)
        case .atMost(let key, let other):
            guard let given = entry.number(key), let most = entry.number(other), given > most else { return nil }
            return contradiction(
                key, String(given), Label("不超过 \(most)（\(other.rawValue)）", "\(most) (\(other.rawValue)) or less"))
        case .sum(let keys, let whole):
            guard let wanted = entry.number(whole) else { return nil }
            let parts = keys.compactMap { entry.number($0) }
            guard parts.count == keys.count else { return nil }
            let sum = parts.reduce(Int128(0)) { $0 + Int128($1) }
            guard sum != Int128(wanted) else { return nil }
            let names = keys.map(\.rawValue).joined(separator: " + ")
            return contradiction(whole, String(wanted), Label("\(sum)（\(names)）", "\(sum) (\(names))"))
        }
    }

    private func dayFault(_ key: Key, _ order: Order, _ bound: Bound, _ entry: Entry) -> Fault? {
        guard let day = entry.day(key) else { return nil }
        let other: Day
        let name: Label
        switch bound {
        case .field(let field):
            guard let found = entry.day(field) else { return nil }
            (other, name) = (found, Label(field.rawValue, field.rawValue))
        case .start:
            guard entry.isExactToTheDay, let found = entry.countsOn else { return nil }
            let member = entry.day(.countsOn) == nil ? EnvelopeMember.effectiveOn : .countsOn
            (other, name) = (found, Label(member.rawValue, member.rawValue))
        }
        switch order {
        case .notBefore where day < other:
            return contradiction(
                key, day.description,
                Label("不早于 \(other)（\(name.chinese)）", "\(other) (\(name.english)) or later"))
        case .after where day <= other:
            return contradiction(
                key, day.description, Label("晚于 \(other)（\(name.chinese)）", "a day after \(other) (\(name.english))"))
        case .notAfter where day > other:
            return contradiction(
                key, day.description,
                Label("不晚于 \(other)（\(name.chinese)）", "\(other) (\(name.english)) or earlier"))
        default: return nil
        }
    }

    private func contradiction(_ key: Key, _ given: String, _ expected: Label) -> Fault {
        Fault(.contradiction, path: "body.\(key.rawValue)", given: given, expected: expected)
    }
}
