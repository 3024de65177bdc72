import LedgerDomain

/// One payment among those of its amount, line and payee.
struct KnownPayment: Hashable, Sendable {
    let paidOn: Day
    let voucher: String
    let seq: UInt64
    /// Whether all of it came back.
    var isReturned = false

    init(paidOn: Day, voucher: String, seq: UInt64) {
        self.paidOn = paidOn
        self.voucher = voucher
        self.seq = seq
    }

    init?(_ text: String) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard parts.count == 4, let ordinal = Int32(parts[0]), let seq = UInt64(parts[1]) else { return nil }
        self.init(paidOn: Day(ordinal: ordinal), voucher: String(parts[2]), seq: seq)
        isReturned = parts[3] == "R"
    }

    var text: String { "\(paidOn.ordinal)\n\(seq)\n\(voucher)\n\(isReturned ? "R" : "")" }
}

/// The payments of one amount from one line to one payee, to see what looks paid twice (支付).
///
/// A return names the voucher, not the payee, so the voucher's fact keeps payee and amount.
enum PaymentFacts: FactFamily {
    /// A fact has at most 4,096 texts. The oldest payments are dropped before; they are far out of any window then.
    private static let maximum = 4_000

    static func names(for entry: Entry) -> [FactName] { name(of: entry).map { [$0] } ?? [] }

    static func furtherNames(for entry: Entry, after facts: Facts) -> [FactName] {
        guard entry.kind == .disbursementReturned, let voucher = voucher(of: entry),
            let name = name(ofVoucher: facts[voucher], entry)
        else { return [] }
        return [name]
    }

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard let voucher = voucher(of: entry) else { return }
        switch entry.kind {
        case .disbursementMade:
            guard let name = name(of: entry), let day = entry.originalEffectiveOn else { return }
            let position = entry.sign > 0 ? seq : entry.corrects ?? seq
            facts.change(name, at: seq) { state in
                state.texts.removeAll { KnownPayment($0)?.seq == position }
                guard entry.sign > 0 else { return }
                if state.texts.count >= maximum { state.texts.removeFirst() }
                state.texts.append(
                    KnownPayment(paidOn: day, voucher: entry.text(.voucherNumber) ?? "", seq: seq).text)
            }
            let details = "\(entry.text(.payee) ?? "")\n\(entry.text(.amountFen) ?? "")\n\(position)"
            facts.change(voucher, at: seq) { $0.texts = entry.sign > 0 ? [details] : [] }
        case .disbursementReturned:
            let state = facts[voucher]
            guard let name = name(ofVoucher: state, entry), let amount = entry.number(.amountFen),
                let position = details(state)?.seq
            else { return }
            let left = state[VoucherFact.paid] &- amount &* entry.sign
            facts.change(name, at: seq) { state in
                state.texts = state.texts.map { text in
                    guard var payment = KnownPayment(text), payment.seq == position else { return text }
                    payment.isReturned = left <= 0
                    return payment.text
                }
            }
        default: return
        }
    }

    /// The fact that holds the payments like one; `nil` where the payee or the day is not known.
    static func name(of entry: Entry) -> FactName? {
        guard entry.kind == .disbursementMade, entry.isExactToTheDay, let place = entry.region?.description,
            let line = entry.text(.lineID), let payee = entry.text(.payee), let amount = entry.text(.amountFen)
        else { return nil }
        return FactName(.payment, place, line, payee, amount)
    }

    static func payments(_ state: FactState) -> [KnownPayment] { state.texts.compactMap { KnownPayment($0) } }

    private static func voucher(of entry: Entry) -> FactName? {
        guard entry.kind == .disbursementMade || entry.kind == .disbursementReturned,
            let place = entry.region?.description, let voucher = entry.text(.voucherNumber),
            let line = entry.text(.lineID)
        else { return nil }
        return FactName(.voucher, place, entry.fiscalYear.map(String.init) ?? "", voucher, line)
    }

    private static func details(_ voucher: FactState) -> (payee: String, amount: String, seq: UInt64)? {
        let parts = (voucher.texts.first ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        guard parts.count == 3, let seq = UInt64(parts[2]) else { return nil }
        return (parts[0], parts[1], seq)
    }

    private static func name(ofVoucher state: FactState, _ entry: Entry) -> FactName? {
        guard let (payee, amount, _) = details(state), let place = entry.region?.description,
            let line = entry.text(.lineID)
        else { return nil }
        return FactName(.payment, place, line, payee, amount)
    }
}
