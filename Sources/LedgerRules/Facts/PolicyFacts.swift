import LedgerDomain
import LedgerViews

/// The policy parameters and subsidy schemes, so that an append sees what holds (政策参数、贴息办法).
enum PolicyFacts: FactFamily {
    static func names(for entry: Entry) -> [FactName] {
        var names: [FactName] = []
        if entry.kind == .policyParameterSet, let parameter = entry.text(.parameter) {
            names.append(FactName(.policy, parameter))
        }
        if let kind = entry.kind {
            names += RuleCatalogue.parameters(of: kind).map { FactName(.policy, $0) }
        }
        if entry.kind == .subsidyPolicySet || entry.kind == .interestSubsidyPaid, let scheme = entry.text(.policy) {
            names.append(FactName(.scheme, entry.region?.description ?? "", scheme))
        }
        return names
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        switch entry.kind {
        case .policyParameterSet:
            let position = entry.sign > 0 ? seq : entry.corrects ?? seq
            let record = PolicyRecord(entry, at: position, reversedBy: nil)
            facts.change(FactName(.policy, record.parameter), at: seq) { state in
                let text = text(of: record)
                state.texts.removeAll { $0 == text }
                if entry.sign > 0 { state.texts.append(text) }
            }
        case .subsidyPolicySet:
            guard let scheme = entry.text(.policy), let place = entry.region?.description else { return }
            facts.change(FactName(.scheme, place, scheme), at: seq) { state in
                guard entry.sign > 0, let body = entry.envelopeValue(.body) else { return state = FactState() }
                state.texts = [String(decoding: CanonicalJSON.encode(body), as: UTF8.self)]
                state[0] = Int64(clamping: seq + 1)
            }
        default: return
        }
    }

    /// What the facts of a name say, for ``PolicyRegister``.
    static func read(_ name: FactName, _ state: FactState, into book: inout PolicyRegister) {
        switch name.kind {
        case .policy: book.set(name.identity, state.texts.compactMap(record(of:)))
        case .scheme:
            let body = state.texts.first.flatMap { try? DraftReader.read(Array($0.utf8)) }
            book.set(scheme: name.identity, body.flatMap { SubsidyScheme($0, seq: UInt64(clamping: state[0] - 1)) })
        default: return
        }
    }

    private static func text(of record: PolicyRecord) -> String {
        record.row.map { value in
            switch value {
            case .integer(let number): String(number)
            case .text(let text): text
            }
        }.joined(separator: "\u{1F}")
    }

    private static func record(of text: String) -> PolicyRecord? {
        let parts = text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
        guard let seq = parts.first.flatMap({ Int64($0) }) else { return nil }
        return PolicyRecord([.integer(seq)] + parts.dropFirst().map { .text($0) })
    }
}
