public import LedgerDomain

/// What an import must know besides the file. All of it is given, so that reading a sheet is a pure function.
public struct ImportContext {
    /// What is known of an allotment line that is in the log.
    public struct Line: Sendable {
        /// The line.
        public var id: String
        /// The day it was issued.
        public var issuedOn: String
        /// How exact that day is.
        public var precision: DatePrecision?
        /// The budget year.
        public var fiscalYear: Int
        /// What money it is.
        public var money: MoneyKeys

        /// A line from its parts.
        public init(id: String, issuedOn: String, precision: DatePrecision?, fiscalYear: Int, money: MoneyKeys) {
            self.id = id
            self.issuedOn = issuedOn
            self.precision = precision
            self.fiscalYear = fiscalYear
            self.money = money
        }
    }

    /// What is wrong with the total that a sheet states, by parts that it may be the sum of; `nil` where they add up.
    public typealias TotalCheck = (_ parts: [Fen], _ stated: Fen, _ unit: MoneyUnit) -> Fault?

    /// The project taxonomy.
    public var taxonomy: TaxonomyTable
    /// The day of recording, in China.
    public var today: Day
    /// The ledger's region.
    public var ledgerRegion: RegionCode
    /// The identifier of a row's n-th event; the sheet is empty for text files.
    public var rowID: (_ sheet: String, _ row: Int, _ ordinal: Int) -> String
    /// The token that stands for a value of a kind.
    public var token: (_ kind: TokenKind, _ value: String) -> String
    /// The household of the person with an identity number, by the person's token, where the vault knows it.
    public var household: (_ person: String) -> String? = { _ in nil }
    /// What the log last said a household is from a day on, with its position.
    public var status: (_ household: String, _ day: Day) -> (body: JSONValue, seq: UInt64)? = { _, _ in nil }
    /// A line by its identifier.
    public var line: (_ region: String, _ id: String) -> Line?
    /// The lines that a document opened.
    public var linesOfDocument: (_ region: String, _ number: String) -> [String]
    /// The project registered under a plan's key, where there is one.
    public var project: (_ planKey: String) -> String?
    /// What the rules say of a stated total.
    public var total: TotalCheck

    /// A context from its parts.
    public init(
        taxonomy: TaxonomyTable, today: Day, ledgerRegion: RegionCode, rowID: @escaping (String, Int, Int) -> String,
        token: @escaping (TokenKind, String) -> String, line: @escaping (String, String) -> Line?,
        linesOfDocument: @escaping (String, String) -> [String], project: @escaping (String) -> String?,
        total: @escaping TotalCheck
    ) {
        self.taxonomy = taxonomy
        self.today = today
        self.ledgerRegion = ledgerRegion
        self.rowID = rowID
        self.token = token
        self.line = line
        self.linesOfDocument = linesOfDocument
        self.project = project
        self.total = total
    }
}

/// What a row of a file became.
public struct ImportedRow: Sendable {
    /// The row as the user sees it, the header counted.
    public let number: Int
    /// Its events.
    public let drafts: [Draft]
    /// The position that its event had in the ledger that exported it, which other events may refer to.
    public var exportedSeq: String?
    /// Whom and what its tokens stand for, for the vault alone.
    public var identities: [PersonalRecord] = []
}

/// A fault in a file, placed as its user sees it.
public struct RowFault: Sendable, Hashable {
    /// The row, the header counted; 0 where it concerns the file.
    public let row: Int
    /// The heading of the column, empty where it concerns the row.
    public let column: String
    /// What is wrong.
    public let fault: Fault

    /// A fault at a place.
    public init(row: Int, column: String, fault: Fault) {
        self.row = row
        self.column = column
        self.fault = fault
    }
}

/// What a file became, besides its events: what was understood of it, and the list of all its faults.
public struct ImportResult: Sendable {
    /// How many events its rows became.
    public var events = 0
    /// How many identities they tell the vault.
    public var identities = 0
    /// What is wrong with single rows.
    public var faults = RowFaults()
    /// What is wrong with the sheet as a whole, as its header or its totals: no part of it can be taken.
    public var sheetFaults = CappedList<RowFault>()
    /// What was read in a way that its user should know; nothing is refused for it.
    public var warnings: [RowFault] = []
    /// The sheet of a workbook.
    public var sheet: String?
    /// The letters of a workbook's columns, by heading and by field.
    public var letters: [String: String] = [:]
    /// The row of the header.
    public var headerRow = 1
    /// How many rows of data it has.
    public var rows = 0
    /// The columns that were read, heading and field.
    public var mapping: [(column: String, field: String)] = []
    /// The headings that nothing was taken from.
    public var unused: [String] = []
    /// The unit of amounts, where headings name one.
    public var unit: MoneyUnit?
    /// The sum of all amounts, in 分.
    public var total: Int128 = 0
    /// What the sheet's own 合计 says, where it has one.
    public var stated: Fen?
    /// Which variant of the profile the headings belong to.
    public var variant = ""
    /// Lines passed over on purpose, as a ledger's own entries in an export.
    public var skipped = 0
    /// Rows whose profile found them in the log already, with their positions.
    public var repeats = CappedList<(row: Int, seq: UInt64)>()

    /// Whether nothing of it can be taken.
    public var isBroken: Bool { !sheetFaults.isEmpty }
}

/// Faults of rows: the first ones, and all rows that have any.
public struct RowFaults: Sendable {
    /// The faults.
    public private(set) var list = CappedList<RowFault>()
    /// The rows that have them.
    public private(set) var rows: Set<Int> = []

    /// Whether there are none.
    public var isEmpty: Bool { list.isEmpty }

    mutating func append(_ fault: RowFault) {
        list.append(fault)
        rows.insert(fault.row)
    }

    mutating func append(contentsOf faults: [RowFault]) {
        for fault in faults { append(fault) }
    }

    mutating func formUnion(_ other: RowFaults) {
        list.append(contentsOf: other.list)
        rows.formUnion(other.rows)
    }
}
