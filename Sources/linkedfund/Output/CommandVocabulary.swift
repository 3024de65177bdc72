import LedgerDomain

extension Vocabulary {
    /// What the command line calls the choices of people: its options and commands.
    static let commandLine = Vocabulary { choice in
        switch choice {
        case .sheet: Label("--sheet 名称", "--sheet NAME")
        case .encoding: same("--encoding")
        case .profile: Label("--as ", "after --as")
        case .dryRun: Label("--dry-run 检查", "--dry-run")
        case .acceptValid: same("--accept-valid")
        case .check: same("--check")
        case .ledger: same("--ledger")
        case .knownAt: same("--known-at")
        case .by: same("--by")
        case .basis: same("--basis")
        case .on: same("--on")
        case .from: same("--from")
        case .to: same("--to")
        case .limit: same("--limit")
        case .type: same("--type")
        case .seed: same("--seed")
        case .waived: same("--waived")
        case .details: same("--json")
        case .tiles: same("--tiles")
        case .against: same("--against")
        case .policy: same("--policy")
        case .authorities: same("--tsa")
        case .followedLogs: same("--log")
        case .entry: same("--entry")
        case .old: same("--old")
        case .proofFrom: same("prove --from")
        case .findingsOfToday: same("audit rules --as-of-rules now")
        }
    }

    private static func same(_ option: String) -> Label { Label(option, option) }
}
