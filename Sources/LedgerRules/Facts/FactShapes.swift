import LedgerDomain

/// What the numbers of a line's fact mean (指标行).
enum LineFact {
    static let opening = 0
    static let received = 1
    static let arrived = 2
    static let carriedIn = 3
    static let toOwn = 4
    static let toLower = 5
    static let committed = 6
    static let paid = 7
    static let recovered = 8
    static let carriedOut = 9
    static let lapsed = 10
    static let fiscalYear = 11
    static let lineYear = 12
    static let level = 13
    static let source = 14
    static let task = 15
    static let issuedOn = 16
    static let precision = 17
    static let receivedDirect = 18
    static let arrivedDirect = 19
    static let carriedDirect = 20

    /// Where the part of an opening amount that has the direct-fund flag is summed.
    static func direct(of index: Int) -> Int {
        index == received ? receivedDirect : index == arrived ? arrivedDirect : carriedDirect
    }

    /// Whether its money is direct funds (直达资金): `nil` where the entries that opened it do not agree.
    ///
    /// - Parameter isBeforeReceipt: leaves out the place's own receipt, which is to be compared with what was
    ///   distributed to it.
    static func isDirect(_ line: FactState, isBeforeReceipt: Bool = false) -> Bool? {
        let isOwn = line[received] != 0 && !isBeforeReceipt
        let direct = (isOwn ? line[receivedDirect] : line[arrivedDirect]) &+ line[carriedDirect]
        let all = (isOwn ? line[received] : line[arrived]) &+ line[carriedIn]
        return all == 0 ? nil : direct == 0 ? false : direct == all ? true : nil
    }

    /// What the line holds: its own receipt, else what was distributed to it, and what was carried into it.
    static func opened(_ line: FactState) -> Int64 {
        (line[received] != 0 ? line[received] : line[arrived]) &+ line[carriedIn]
    }

    /// What was distributed from it and committed on it.
    static func used(_ line: FactState) -> Int64 { line[toOwn] &+ line[toLower] &+ line[committed] }

    static func exists(_ line: FactState) -> Bool { line[received] != 0 || line[arrived] != 0 || line[carriedIn] != 0 }

    /// What is neither passed on nor given to a project.
    static func uncommitted(_ line: FactState) -> Int64 {
        opened(line) &- line[toOwn] &- line[toLower] &- line[committed]
    }
}

/// What the numbers of a pool's fact mean. Its texts are its lines.
enum PoolFact {
    static let committed = 0
}

/// What the numbers of a voucher's total mean.
enum VoucherFact {
    static let paid = 0
    static let details = 1
}

/// What the numbers of a loan's fact mean (贷款). Its text is its ``LoanHistory``.
enum LoanFact {
    static let count = 0
    static let outstanding = 1
    static let overdue = 2
    static let cleared = 3
    /// Losses that government and bank shared, less those recovered.
    static let compensated = 4
}

/// What the numbers of a key's fact mean.
enum KeyFact {
    /// The position that took the key, plus one.
    static let taken = 0
    /// A hash of the content that matters, to tell a repeat from a conflict.
    static let content = 1
    /// How many entries under one key are kept, the last first. A second one needs a waiver, so more are not met.
    static let most = 16

    /// Takes the key for an entry, or frees it of one: what stood before a waived second entry stands again.
    static func apply(_ position: UInt64, content: Int64, sign: Int64, to state: inout FactState) {
        let taken = Int64(clamping: position + 1)
        if sign > 0, state.numbers.isEmpty { return state = FactState(numbers: [taken, content]) }
        let pairs = stride(from: 0, to: state.numbers.count, by: 2).map { (state[$0], state[$0 + 1]) }
        let kept = sign > 0 ? [(taken, content)] + pairs.prefix(most - 1) : pairs.filter { $0.0 != taken }
        state = FactState(numbers: kept.flatMap { [$0.0, $0.1] })
    }
}

/// What the numbers of a reversed entry's fact mean (冲销、更正).
enum ReversedFact {
    /// The position of the reversal, plus one.
    static let by = 0
    /// The position of the entry that replaces it, plus one.
    static let replacedBy = 1
}

extension Int64 {
    /// Where a code stands in its list, plus one; 0 for none.
    init<Code: LedgerCode>(codeOf code: Code?) where Code.AllCases.Index == Int {
        self = code.flatMap { Code.allCases.firstIndex(of: $0) }.map { Int64($0 + 1) } ?? 0
    }
}

/// A 64-bit FNV-1a hash, to compare contents that are in the log anyway; it is no evidence.
func contentHash(_ parts: [String?]) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for part in parts {
        for byte in (part ?? "\u{1}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0) &* 0x100_0000_01B3
    }
    return Int64(bitPattern: hash)
}
