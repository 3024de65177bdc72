import LedgerDomain
import LedgerTesting

/// What somebody does with a ledger of one county and year.
enum Command: Hashable, CustomStringConvertible {
    case receive(line: Int, fen: Int64)
    case register(project: Int)
    case commit(project: Int, line: Int, fen: Int64)
    case release(project: Int, line: Int, fen: Int64)
    case pay(voucher: Int, line: Int, project: Int, fen: Int64, month: Int)
    case payBack(voucher: Int, line: Int, project: Int, fen: Int64, month: Int)
    case reverse(Int)
    case correct(Int, fen: Int64)
    case close(month: Int)
    case reopen(month: Int)

    var description: String {
        switch self {
        case .receive(let line, let fen): "receive L\(line) \(fen)"
        case .register(let project): "register P\(project)"
        case .commit(let project, let line, let fen): "commit P\(project) L\(line) \(fen)"
        case .release(let project, let line, let fen): "release P\(project) L\(line) \(fen)"
        case .pay(let voucher, let line, let project, let fen, let month):
            "pay V\(voucher) L\(line) P\(project) \(fen) in \(month)"
        case .payBack(let voucher, let line, _, let fen, let month): "pay back V\(voucher) L\(line) \(fen) in \(month)"
        case .reverse(let seq): "reverse \(seq)"
        case .correct(let seq, let fen): "correct \(seq) to \(fen)"
        case .close(let month): "close \(month)"
        case .reopen(let month): "reopen \(month)"
        }
    }

    /// The month of its business date.
    var month: Int {
        switch self {
        case .pay(_, _, _, _, let month), .payBack(_, _, _, _, let month): month
        default: 1
        }
    }

    /// The same with another amount; `nil` where it has none.
    func with(fen: Int64) -> Command? {
        switch self {
        case .receive(let line, _): .receive(line: line, fen: fen)
        case .commit(let project, let line, _): .commit(project: project, line: line, fen: fen)
        case .release(let project, let line, _): .release(project: project, line: line, fen: fen)
        case .pay(let voucher, let line, let project, _, let month):
            .pay(voucher: voucher, line: line, project: project, fen: fen, month: month)
        case .payBack(let voucher, let line, let project, _, let month):
            .payBack(voucher: voucher, line: line, project: project, fen: fen, month: month)
        case .register, .reverse, .correct, .close, .reopen: nil
        }
    }
}

/// The naive twin of a ledger: a list of what was done, and loops. Nothing in it is incremental.
struct CommandModel {
    /// What stands at each position: `nil` for entries that are none of its business.
    private(set) var log: [Command?]
    private var reversed: Set<Int> = []
    private var replaced: Set<Int> = []

    /// A model of a ledger with so many entries that are none of its business.
    init(opened: Int) { log = Array(repeating: nil, count: opened) }

    /// Takes a command if a ledger must; otherwise nothing changes.
    mutating func take(_ command: Command) -> Bool {
        var next = self
        guard next.perform(command), next.isSound else { return false }
        self = next
        return true
    }

    private mutating func perform(_ command: Command) -> Bool {
        switch command {
        case .reverse(let seq): return undo(seq)
        case .correct(let seq, let fen):
            guard undo(seq, isFollowed: true), let right = log[seq]?.with(fen: fen), !replaced.contains(seq) else {
                return false
            }
            replaced.insert(seq)
            guard isAllowed(right, mayBeLate: true) else { return false }
            log.append(right)
            return true
        case .close(let month):
            guard !closedMonths.contains(month) else { return false }
        case .reopen(let month):
            guard closedMonths.contains(month) else { return false }
        default:
            guard isAllowed(command, mayBeLate: false) else { return false }
        }
        log.append(command)
        return true
    }

    private mutating func undo(_ seq: Int, isFollowed: Bool = false) -> Bool {
        guard log.indices.contains(seq), let original = log[seq], !reversed.contains(seq) else { return false }
        switch original {
        case .reverse, .close, .reopen, .correct: return false
        case .register(let project):
            let commitments = standing.reduce(0) { sum, command in
                switch command {
                case .commit(project, _, _): sum + 1
                case .release(project, _, _): sum - 1
                default: sum
                }
            }
            if commitments > 0 { return false }
        default: break
        }
        reversed.insert(seq)
        log.append(.reverse(seq))
        return true
    }

    /// What was done and not taken back.
    var standing: [Command] {
        log.enumerated().compactMap { index, command in reversed.contains(index) ? nil : command }
    }

    private var closedMonths: Set<Int> {
        var months: Set<Int> = []
        for case let command? in log {
            if case .close(let month) = command { months.insert(month) }
            if case .reopen(let month) = command { months.remove(month) }
        }
        return months
    }

    private func isAllowed(_ command: Command, mayBeLate: Bool) -> Bool {
        if !mayBeLate, closedMonths.contains(command.month) { return false }
        func isOpen(_ line: Int) -> Bool { received(line) > 0 }
        func isRegistered(_ project: Int) -> Bool { standing.contains(.register(project: project)) }
        switch command {
        case .receive(let line, _): return !isOpen(line)
        case .register(let project): return !isRegistered(project)
        case .commit(let project, let line, _): return isOpen(line) && isRegistered(project)
        case .release(_, let line, _): return isOpen(line)
        case .pay(let voucher, let line, let project, _, _):
            let isTaken = standing.contains {
                if case .pay(voucher, line, _, _, _) = $0 { true } else { false }
            }
            return isOpen(line) && isRegistered(project) && !isTaken
        case .payBack(_, let line, _, _, _): return isOpen(line)
        default: return true
        }
    }

    /// Whether every balance holds.
    private var isSound: Bool {
        let lines = Set(standing.compactMap(\.line))
        for line in lines where committed(line) > received(line) || paid(line) > received(line) { return false }
        var commitments: [[Int]: Int64] = [:]
        var vouchers: [[Int]: Int64] = [:]
        for command in standing {
            switch command {
            case .commit(let project, let line, let fen): commitments[[project, line], default: 0] += fen
            case .release(let project, let line, let fen): commitments[[project, line], default: 0] -= fen
            case .pay(let voucher, let line, _, let fen, _): vouchers[[voucher, line], default: 0] += fen
            case .payBack(let voucher, let line, _, let fen, _): vouchers[[voucher, line], default: 0] -= fen
            default: break
            }
        }
        return commitments.values.allSatisfy { $0 >= 0 } && vouchers.values.allSatisfy { $0 >= 0 }
    }

    private func sum(_ amount: (Command) -> Int64) -> Int64 { standing.reduce(0) { $0 + amount($1) } }

    private func received(_ line: Int) -> Int64 {
        sum { if case .receive(line, let fen) = $0 { fen } else { 0 } }
    }

    private func committed(_ line: Int) -> Int64 {
        sum { command in
            switch command {
            case .commit(_, line, let fen): fen
            case .release(_, line, let fen): 0 - fen
            default: 0
            }
        }
    }

    private func paid(_ line: Int) -> Int64 {
        sum { command in
            switch command {
            case .pay(_, line, _, let fen, _): fen
            case .payBack(_, line, _, let fen, _): 0 - fen
            default: 0
            }
        }
    }

    /// What was received, committed and paid in all.
    var totals: [Int64] {
        let lines = Set(standing.compactMap(\.line))
        return [received, committed, paid].map { amount in lines.reduce(0) { $0 + amount($1) } }
    }
}

extension Command {
    /// The line it is on.
    var line: Int? {
        switch self {
        case .receive(let line, _), .commit(_, let line, _), .release(_, let line, _), .pay(_, let line, _, _, _),
            .payBack(_, let line, _, _, _):
            line
        case .register, .reverse, .correct, .close, .reopen: nil
        }
    }

    /// A command of some kind, with small numbers so that bounds are met often.
    static func random(size: Int, using generator: inout SeededGenerator) -> Command {
        func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
        let (line, project, voucher) = (number(0..<3), number(0..<3), number(0..<5))
        let (fen, month) = (Int64(number(1..<40)), number(1..<4))
        switch number(0..<20) {
        case 0..<2: return .receive(line: line, fen: fen * 3)
        case 2..<4: return .register(project: project)
        case 4..<8: return .commit(project: project, line: line, fen: fen)
        case 8: return .release(project: project, line: line, fen: fen)
        case 9..<13: return .pay(voucher: voucher, line: line, project: project, fen: fen, month: month)
        case 13: return .payBack(voucher: voucher, line: line, project: project, fen: fen, month: month)
        case 14..<16: return .reverse(number(0..<max(1, size)))
        case 16..<18: return .correct(number(0..<max(1, size)), fen: fen)
        case 18: return .close(month: month)
        default: return .reopen(month: month)
        }
    }
}
