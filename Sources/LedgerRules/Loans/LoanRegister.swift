public import LedgerDomain

/// All loans of a log with their histories, the schemes that subsidise them and the register of households (贷款台账).
///
/// Feed it every entry in the order of the log.
public struct LoanRegister: Sendable {
    /// A loan or scheme of a place, by its token or name.
    struct Key: Hashable, Comparable {
        let place: RegionCode
        let name: String

        static func < (left: Key, right: Key) -> Bool {
            left.place == right.place
                ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
                : left.place.description < right.place.description
        }
    }

    private(set) var loans: [Key: LoanHistory] = [:]
    private(set) var schemes: [Key: SubsidyScheme] = [:]
    private var statuses: [String: [UInt64: (day: Day, status: HouseholdStatus)]] = [:]

    /// No loans.
    public init() {}

    /// Whether an entry says what holds, whenever it was recorded: a cut-off by business date leaves it in.
    public static func isPolicy(_ entry: Entry) -> Bool {
        entry.kind == .subsidyPolicySet || entry.kind == .policyParameterSet
    }

    /// Adds one entry; a reversal takes out what its original added.
    public mutating func apply(_ entry: Entry) {
        guard let place = entry.region, let seq = entry.sign > 0 ? entry.seq : entry.corrects else { return }
        switch entry.kind {
        case .subsidyPolicySet:
            guard let policy = entry.text(.policy) else { return }
            let body = entry.sign > 0 ? entry.envelopeValue(.body) : nil
            schemes[Key(place: place, name: policy)] = body.flatMap { SubsidyScheme($0, seq: seq) }
        case .householdStatusSet:
            guard let household = entry.text(.household), let day = entry.countsOn,
                let status = entry.code(.householdStatus, as: HouseholdStatus.self)
            else { return }
            statuses[household, default: [:]][seq] = entry.sign > 0 ? (day, status) : nil
        default:
            for (loan, record) in LoanHistory.records(of: entry) {
                loans[Key(place: place, name: loan), default: LoanHistory()].apply(record, sign: entry.sign)
            }
        }
    }

    /// The status of a loan's household when it was made: the loan's own, else the register's.
    func status(_ terms: LoanHistory.Terms) -> HouseholdStatus? {
        if let status = terms.status { return status }
        guard let household = terms.household else { return nil }
        return statuses[household]?.filter { $0.value.day <= terms.start }.max {
            $0.value.day == $1.value.day ? $0.key < $1.key : $0.value.day < $1.value.day
        }?.value.status
    }

    /// The schemes of a place that hold on some day of a loan, in the order of their names.
    func schemes(of place: RegionCode, _ terms: LoanHistory.Terms, before end: Day) -> [String] {
        let last = min(terms.maturity ?? end, end)
        return schemes.filter { key, scheme in
            key.place == place && scheme.validFrom.map { $0 < last } ?? true
                && scheme.validTo.map { $0 >= terms.start } ?? true
        }.keys.sorted().map(\.name)
    }
}
