public import LedgerDomain
public import LedgerInterchange
public import MerkleLog

/// What an import did, or would do.
public struct ImportReceipt: Sendable {
    /// The file.
    public var file = ""
    /// Its SHA-256.
    public var digest: Hash?
    /// What it was read as.
    public var profile = Profile.plan
    /// Its encoding, or XLSX.
    public var encoding = ""
    /// The sheet of a workbook.
    public var sheet: String?
    /// The row of the header.
    public var headerRow = 1
    /// The unit of its amounts, where the sheet names one.
    public var unit: MoneyUnit?
    /// How many rows of data it has.
    public var rows = 0
    /// How many entries were recorded, the one about the file included.
    public var recorded = 0
    /// The position of the entry about the file.
    public var importSeq: UInt64?
    /// How many rows the log holds already.
    public var repeatCount = 0
    /// The first of these rows, with the positions that hold them.
    public var repeats: [(row: Int, seq: UInt64)] = []
    /// What was recorded and must be answered for, and how the sheet was read.
    public var warnings: [RefusedInput] = []
    /// Rows that were left out, where only valid ones were asked for: why.
    public var rejected: [RefusedInput] = []
    /// How many rows were left out.
    public var rejectedRows = 0
    /// The sum of the amounts, in 分.
    public var total: Int128 = 0
    /// What the sheet's own 合计 says, where it has one.
    public var stated: Fen?
    /// The sums of amounts of money by project, or by kind of event where no project is named; the largest first.
    public var sums: [ImportSum] = []
    /// How many identities the sheet told the vault, and how many of them were not kept because they were erased.
    public var identities = (told: 0, passedOver: 0)
    /// The columns that nothing was taken from.
    public var unused: [String] = []
    /// Where the same file was imported before; then nothing was recorded.
    public var earlierImport: UInt64?
    /// Whether nothing was written on purpose.
    public var isDryRun = false
    /// What stands for all that was decided: the file, how it was read, the rules, and the outcome of each row. An
    /// import that is given it does exactly this or nothing.
    public var check = ""
    /// The signed head after the import.
    public var head: LogHead?
}

/// What the rows of one project, or of one kind of event, add up to.
public struct ImportSum: Sendable {
    /// The project's name, or the name of the kind.
    public let label: Label
    /// How many events.
    public var events = 0
    /// Their amounts, in 分.
    public var amount: Int128 = 0
}

/// How a file is to be read and what is to be done with it, where that is not as usual.
public struct ImportChoices: Sendable {
    /// The sheet of a workbook; `nil` for the only one that fits.
    public var sheet: String?
    /// The encoding of a text; `nil` for the one that its bytes show.
    public var encoding: TextEncoding?
    /// Whether nothing is to be written.
    public var isDryRun = false
    /// Why a file is imported once more.
    public var again: String?
    /// Whether rows with faults are left out instead of refusing the file.
    public var acceptsValid = false
    /// The ``ImportReceipt/check`` of a dry run that this import must equal.
    public var check: String?

    /// Choices; none by default.
    public init() {}
}

/// Adds up what a file's rows come to, by project.
struct ImportSums {
    private static let limit = 10_000

    private var names: [String: String] = [:]
    private var sums: [String: ImportSum] = [:]

    mutating func add(_ draft: Draft) {
        let project = draft.body[Key.projectID.rawValue]?.text
        if let project, let name = draft.body[Key.projectName.rawValue]?.text, names.count < Self.limit {
            names[project] = name
        }
        guard let amount = draft.body[Key.amountFen.rawValue]?.text.flatMap({ Int64($0) }) else { return }
        let key = project ?? draft.type
        // Beyond the limit projects are added up together, under their kind.
        let place = sums[key] != nil || sums.count < Self.limit ? key : draft.type
        var sum = sums[place] ?? ImportSum(label: label(place, draft.type))
        sum.events += 1
        sum.amount += Int128(amount)
        sums[place] = sum
    }

    private func label(_ key: String, _ type: String) -> Label {
        if key == type, let kind = EventKind.named(type) { return kind.type.label }
        return Label(names[key] ?? key, names[key] ?? key)
    }

    var largestFirst: [ImportSum] {
        sums.sorted { ($1.value.amount, $0.key) < ($0.value.amount, $1.key) }.map(\.value)
    }
}
