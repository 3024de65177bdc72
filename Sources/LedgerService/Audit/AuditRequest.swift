public import LedgerDomain

/// What an auditor brings.
public struct AuditRequest: Sendable {
    /// What they hold from elsewhere: paths of heads or receipts, or `SIZE:ROOT`.
    public var against: [String] = []
    /// A policy file: the log's key, witnesses, quorum, freshness (C2SP tlog-policy).
    public var policy: String?
    /// A directory of tiles that the auditor kept: gives the exact first position that differs.
    public var mirror: String?
    /// A head verified before: what is below it is checked by its hashes alone.
    public var since: String?
    /// A file of certificates (PEM) of time-stamping authorities to trust.
    public var authorities: String?
    /// Whether the stored views must be there.
    public var demandsViews = false
    /// Whether every entry must be under a signed head that somebody outside holds or signed.
    public var demandsSeal = false
    /// Whether the rules are applied again.
    public var checksRules = true
    /// The day on which freshness is judged.
    public var asOf: Day
    /// How many threads replay.
    public var workers = 1
    /// Who is told how far the replay is.
    public var progress: ProgressReport = { _ in }

    /// A request without evidence from elsewhere.
    public init(asOf: Day) {
        self.asOf = asOf
    }
}
