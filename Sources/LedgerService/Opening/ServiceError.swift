public import LedgerAudit
public import LedgerDomain

/// What the service could not do: the one error that leaves it.
///
/// Stores, files and the vault have errors of their own below; at its border the service turns them into this one. Who
/// asked sees the kind and the words: the command line makes an exit code of a kind, a server a status.
public struct ServiceError: Error, Sendable {
    /// What sort of failure it is.
    public let kind: Kind
    /// What went wrong and what to do. Of refused input its faults say it.
    public let text: Label
    /// What is wrong with refused input.
    public let faults: [RefusedInput]

    /// An error from its parts.
    public init(_ kind: Kind, _ text: Label, faults: [RefusedInput] = []) {
        (self.kind, self.text, self.faults) = (kind, text, faults)
    }

    /// The sorts of failures, by whose turn it is next.
    public enum Kind: Hashable, Sendable {
        // What was asked.
        /// The input has faults; nothing was appended.
        case refused
        /// What was asked for does not exist, or makes no sense.
        case usage
        /// The input is not there or cannot be read.
        case inputMissing
        /// The output cannot be made.
        case outputImpossible
        /// Not permitted.
        case notPermitted
        /// An entry is longer than one may be.
        case tooLong

        // The moment.
        /// Somebody else is writing.
        case busy
        /// What the decision was made on has changed.
        case conflict
        /// The system's time is behind the last entry.
        case clock

        // The ledger's files.
        /// There is no ledger.
        case noLedger
        /// There is one already.
        case alreadyExists
        /// They cannot be written.
        case readOnly
        /// They are of a later release.
        case newerVersion
        /// They contradict themselves.
        case damaged
        /// The disk refuses.
        case disk
        /// The database refuses.
        case database
        /// The vault is damaged, or its key is another.
        case vaultDamaged
        /// The vault is another ledger's.
        case vaultForeign

        // The evidence.
        /// A piece of evidence does not show what it should, in the class of an audit's verdict.
        case refuted(VerdictClass)

        /// A mistake of the program itself.
        case bug
    }

    // MARK: Short forms

    static func refused(_ faults: [RefusedInput]) -> ServiceError {
        ServiceError(.refused, Label("数据被拒，未写入任何内容", "data refused, nothing was written"), faults: faults)
    }

    /// What was asked for does not exist, or makes no sense.
    public static func usage(_ text: Label) -> ServiceError { ServiceError(.usage, text) }

    /// The input is not there or cannot be read.
    public static func noInput(path: String, _ text: Label) -> ServiceError {
        ServiceError(.inputMissing, Label("\(path): \(text.chinese)", "\(path): \(text.english)"))
    }

    /// The output cannot be made.
    public static func noOutput(path: String, _ text: Label) -> ServiceError {
        ServiceError(.outputImpossible, Label("\(path): \(text.chinese)", "\(path): \(text.english)"))
    }

    static func notPermitted(_ text: Label) -> ServiceError { ServiceError(.notPermitted, text) }

    static func refuted(_ verdict: VerdictClass, _ text: Label) -> ServiceError {
        ServiceError(.refuted(verdict), text)
    }
}

/// One fault of an input, placed as its user sees it.
public struct RefusedInput: Sendable, Hashable {
    /// The file, empty for standard input and for single events.
    public var file: String
    /// The sheet of a workbook, else empty. Like the other places, it may hold a number that nobody should print.
    public var sheet = "" { didSet { sheet = PersonalDataScan.masked(sheet) } }
    /// The row or line, 0 where it concerns the whole.
    public var row: Int
    /// The heading of the column, empty where it concerns the row.
    public var column: String
    /// The letters of the column in a workbook, else empty.
    public var letters = ""
    /// What is wrong.
    public var fault: Fault

    /// A fault at a place.
    public init(file: String, row: Int, column: String, fault: Fault) {
        self.file = PersonalDataScan.masked(file)
        self.row = row
        self.column = PersonalDataScan.masked(column)
        self.fault = fault
    }
}
