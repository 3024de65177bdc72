public import LedgerDomain

/// The faults of an entry: those that stand, and those that an officer set aside (豁免).
public struct EntryFaults {
    /// Faults that nobody waived.
    public var standing: [Fault]
    /// Waived faults, with who waived them and why.
    public private(set) var waived: [(fault: Fault, waiver: Waiver)] = []

    /// Sorts faults by the waivers of their entry. A waiver holds where ``EntryWaivers`` finds no fault with it.
    init(_ faults: [Fault], of entry: Entry, _ context: RuleContext) {
        standing = []
        let waivers =
            faults.isEmpty ? [] : entry.waivers.filter { EntryWaivers.obstacle(to: $0, entry, context) == nil }
        for fault in faults {
            if let waiver = waivers.first(where: { $0.rule == fault.rule }) {
                waived.append((fault, waiver))
            } else {
                standing.append(fault)
            }
        }
    }
}

/// Which waivers hold: those of a rule that can be waived, approved by a person who is not the one who records.
enum EntryWaivers {
    /// The faults of the waivers themselves; each names its rule and says why it cannot be waived.
    static func faults(in entry: Entry, _ context: RuleContext) -> [Fault] {
        entry.waivers.enumerated().compactMap { index, waiver in
            obstacle(to: waiver, entry, context).map { member, given, expected in
                Fault(.waiver, path: "waives.\(index).\(member)", given: given, expected: expected)
            }
        }
    }

    /// Why a waiver does not hold: the member that is wrong, what is there and what should be; `nil` where it holds.
    static func obstacle(
        to waiver: Waiver, _ entry: Entry, _ context: RuleContext
    ) -> (member: String, given: String, expected: Label)? {
        guard let rule = RuleCatalogue.rule(waiver.rule) else {
            return (
                "rule", waiver.rule,
                Label("规则表中的规则（没有规则 \(waiver.rule)）", "a rule of the table (there is no rule \(waiver.rule))")
            )
        }
        guard rule.isWaivable else {
            let why =
                rule.outcome == .warn
                ? Label("它只提醒，不拒绝，无需豁免", "it only warns, so nothing has to be waived")
                : Label("它不可豁免", "it can never be waived")
            return (
                "rule", rule.id,
                Label(
                    "可以豁免的规则（\(rule.id) \(rule.label.chinese)：\(why.chinese)）",
                    "a rule that can be waived (\(rule.id), \(rule.label.english): \(why.english))")
            )
        }
        guard !rule.isWaivedInHistoryOnly || context.isPublishedHistory else {
            return (
                "rule", rule.id,
                Label(
                    "录入时可以豁免的规则（\(rule.id) \(rule.label.chinese)：只在导入历史数据时可以豁免）",
                    "a rule that can be waived on entering (\(rule.id), \(rule.label.english): only in an import of history)"
                )
            )
        }
        guard !isSamePerson(waiver.approver, entry.actor) else {
            return (
                "approver", waiver.approver,
                Label(
                    "录入人以外的批准人（\(rule.id) 由 \(waiver.approver) 录入，须由他人批准）",
                    "an approver other than the person who records (\(waiver.approver) records; another approves \(rule.id))"
                )
            )
        }
        return nil
    }

    /// Whether two names are of one person, whatever their case and the white space around them. Equal strings of Swift are
    /// canonically equivalent, so forms of Unicode make no difference.
    static func isSamePerson(_ first: String, _ second: String?) -> Bool {
        func plain(_ name: String) -> String {
            let body = name.drop(while: \.isWhitespace)
            let end = body.lastIndex { !$0.isWhitespace }
            return (end.map { String(body[...$0]) } ?? "").lowercased()
        }
        return second.map { plain($0) == plain(first) } ?? false
    }
}
