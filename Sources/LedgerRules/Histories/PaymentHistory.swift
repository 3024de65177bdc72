import LedgerDomain

/// The payments of a log with what came back of each (支付、退回), for rules about whole logs.
///
/// Each stands under its position until it is taken back.
struct PaymentHistory {
    /// What identifies a payment: a voucher pays one line once.
    struct Voucher: Hashable {
        let place: RegionCode
        let year: Int
        let number: String
        let line: String
    }

    /// One payment.
    struct Payment {
        let seq: UInt64
        let voucher: Voucher
        let project: String
        let amount: Int64
        let paidOn: Day
        /// The day whose month and year it counts in.
        let countsOn: Day
        /// Whether its date is known to the day.
        let isExact: Bool
        let payee: String?
        let payeeClass: PayeeClass?
        let contract: String?
        /// What is left of it after returns, in 分.
        var net: Int128

        var place: RegionCode { voucher.place }
    }

    /// Money that came back.
    struct Return {
        let seq: UInt64
        let voucher: Voucher
        let amount: Int64
        let on: Day
        let countsOn: Day
        let isExact: Bool
    }

    static let kinds: [EventKind] = [.disbursementMade, .disbursementReturned]

    private var made: [UInt64: Payment] = [:]
    private var returned: [UInt64: Return] = [:]

    /// Adds an entry; others than payments and returns say nothing.
    mutating func apply(_ entry: Entry) {
        guard let position = entry.position else { return }
        if entry.sign < 0 {
            made[position] = nil
            returned[position] = nil
            return
        }
        guard let place = entry.region, let year = entry.fiscalYear, let day = entry.effectiveOn,
            let number = entry.text(.voucherNumber), let line = entry.text(.lineID),
            let amount = entry.number(.amountFen)
        else { return }
        let voucher = Voucher(place: place, year: year, number: number, line: line)
        switch entry.kind {
        case .disbursementMade:
            made[position] = Payment(
                seq: position, voucher: voucher, project: entry.text(.projectID) ?? "", amount: amount, paidOn: day,
                countsOn: entry.countsOn ?? day, isExact: entry.isExactToTheDay, payee: entry.text(.payee),
                payeeClass: entry.code(.payeeClass), contract: entry.text(.contract), net: Int128(amount))
        case .disbursementReturned:
            returned[position] = Return(
                seq: position, voucher: voucher, amount: amount, on: day, countsOn: entry.countsOn ?? day,
                isExact: entry.isExactToTheDay)
        default: return
        }
    }

    /// The payments dated up to a day, less what came back by then, in the order of the log.
    func payments(asOf day: Day) -> [Payment] {
        var back: [Voucher: Int128] = [:]
        for item in returns(asOf: day) { back[item.voucher, default: 0] += Int128(item.amount) }
        return made.values.filter { $0.paidOn <= day }.sorted { $0.seq < $1.seq }.map { payment in
            var payment = payment
            payment.net -= back[payment.voucher] ?? 0
            return payment
        }
    }

    /// The returns dated up to a day, in the order of the log.
    func returns(asOf day: Day) -> [Return] {
        returned.values.filter { $0.on <= day }.sorted { $0.seq < $1.seq }
    }
}

extension Entry {
    /// The position of what the entry says: of a reversal, the original's.
    var position: UInt64? { sign > 0 ? seq : corrects }
}
