public import LedgerDomain
import Synchronization

/// A policy that a rule needed and that the log does not hold (缺少政策): the rule could not judge, which is no pass.
public struct NoPolicy: Hashable, Sendable {
    /// The rule.
    public let rule: String
    /// The parameter, or the name of the subsidy scheme.
    public let parameter: String
    /// The place.
    public let region: RegionCode
    /// The year; `nil` where the question named none.
    public let fiscalYear: Int?

    /// A question without an answer.
    public init(rule: String, parameter: String, region: RegionCode, fiscalYear: Int?) {
        self.rule = rule
        self.parameter = parameter
        self.region = region
        self.fiscalYear = fiscalYear
    }

    /// By rule, place, year and parameter.
    public static func isOrdered(_ left: NoPolicy, _ right: NoPolicy) -> Bool {
        if left.rule != right.rule { return left.rule < right.rule }
        if left.region != right.region { return left.region < right.region }
        if left.fiscalYear != right.fiscalYear { return left.fiscalYear ?? 0 < right.fiscalYear ?? 0 }
        return left.parameter < right.parameter
    }
}

/// Notes what a ``PolicyRegister`` was asked and could not answer.
///
/// A rule asks for its numbers after it knows that the entry is its business, so what is noted here is what the rule
/// could not judge. Noting it where the question is asked means that no author of a rule can forget to.
public final class MissedPolicies: Sendable {
    private struct State {
        var rule = ""
        var lines: Set<NoPolicy> = []
    }

    private let state = Mutex(State())

    /// Nothing was asked yet.
    public init() {}

    /// The questions that follow are a rule's.
    func begin(_ rule: String) { state.withLock { $0.rule = rule } }

    func note(_ parameter: String, _ place: RegionCode, _ year: Int?) {
        state.withLock { state in
            let line = NoPolicy(rule: state.rule, parameter: parameter, region: place, fiscalYear: year)
            state.lines.insert(line)
        }
    }

    /// What was noted since the last time, in order.
    public func take() -> [NoPolicy] {
        state.withLock { state in
            defer { state.lines.removeAll(keepingCapacity: true) }
            return state.lines.sorted(by: NoPolicy.isOrdered)
        }
    }
}
