import LedgerAudit
import LedgerService

extension ServiceError.Kind {
    /// How this process ends for it (sysexits; 10 to 31 are an audit's verdicts) and its name in JSON. Both are public
    /// and never change; README lists them.
    var exit: (code: Int32, name: String) {
        switch self {
        case .refused: (65, "REFUSED")
        case .usage: (64, "USAGE")
        case .inputMissing: (66, "NO_INPUT")
        case .outputImpossible: (73, "NO_OUTPUT")
        case .notPermitted: (77, "NOT_PERMITTED")
        case .tooLong: (65, "TOO_LONG")
        case .busy: (75, "BUSY")
        case .conflict: (75, "CONFLICT")
        case .clock: (75, "CLOCK")
        case .noLedger: (66, "NOT_A_LEDGER")
        case .alreadyExists: (73, "ALREADY_EXISTS")
        case .readOnly: (74, "READ_ONLY")
        case .newerVersion: (78, "NEWER_VERSION")
        case .damaged: (74, "DAMAGED")
        case .disk: (74, "IO")
        case .database: (74, "SQLITE")
        case .vaultDamaged: (74, "VAULT")
        case .vaultForeign: (78, "VAULT")
        case .refuted(let verdict): (verdict.exitCode, verdict.name)
        case .bug: (70, "INTERNAL")
        }
    }
}

extension VerdictClass {
    /// How an audit that found it ends: by its number.
    var exitCode: Int32 { Int32(rawValue) }
}
