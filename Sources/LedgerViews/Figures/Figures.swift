public import LedgerDomain

/// The published figures in the log, one row for each (公布数据台账).
///
/// A reversal repeats its original, so a stretch of the log that holds only the reversal still gives the whole
/// row, marked as taken back; merging with the stretch before it leaves that mark.
public struct Figures: StoredProjection, Equatable {
    /// The name of the view.
    public static let name = "figures"
    /// Raised when the same log gives other rows.
    public static let version = 1

    /// The figures by the position that recorded them, also those taken back.
    public private(set) var records: [UInt64: FigureRecord] = [:]

    /// The fold of no entries.
    public init() {}

    /// Adds one movement of an entry.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        guard movement.quantity == .record, let record = FigureRecord(entry) else { return }
        add(record)
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: Figures) {
        for record in later.records.values { add(record) }
    }

    private mutating func add(_ record: FigureRecord) {
        guard let known = records[record.seq] else {
            records[record.seq] = record
            return
        }
        records[record.seq]?.reversedBy = known.reversedBy ?? record.reversedBy
    }

    /// The figures that nobody took back, in the order of the log.
    public var standing: [FigureRecord] {
        records.values.filter(\.isStanding).sorted { $0.seq < $1.seq }
    }
}

extension Figures {
    /// The table that holds its rows.
    public static let table = ViewTable(
        name, key: [.integer("seq")],
        [
            .integer("reversed_by"), .text("region"), .integer("fiscal_year"), .text("metric"), .text("caliber"),
            .text("programme"), .text("basis"), .text("period_from"), .text("period_to"), .integer("value"),
            .text("unit"), .text("qualifier"), .text("status"), .text("printed"), .integer("count"),
            .text("count_unit"), .text("agency"), .text("source_doc"), .text("derived_from"), .text("documents"),
            .text("batch"), .text("date_precision"),
        ])

    /// Gives each row to `body`, sorted by key. −1 stands for no reversal and for no count; a count in the log is never negative.
    public func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E) {
        for record in records.values.sorted(by: { $0.seq < $1.seq }) {
            try body([
                .integer(Int64(clamping: record.seq)), .integer(record.reversedBy.map { Int64(clamping: $0) } ?? -1),
                .text(record.region.description), .integer(Int64(record.fiscalYear)), .text(record.metric),
                .text(record.caliber?.rawValue ?? ""), .text(record.programme?.rawValue ?? ""), .text(record.basis),
                .text(record.periodFrom?.description ?? ""), .text(record.periodTo?.description ?? ""),
                .integer(record.value), .text(record.unit.rawValue), .text(record.qualifier.rawValue),
                .text(record.status.rawValue), .text(record.printed), .integer(record.count ?? -1),
                .text(record.countUnit?.rawValue ?? ""), .text(record.agency), .text(record.sourceDocument),
                .text(record.derivedFrom), .text(record.documents), .text(record.batch),
                .text(record.datePrecision?.rawValue ?? ""),
            ])
        }
    }

    /// The state that some of the rows stand for.
    public init(rows: [ViewRow]) {
        for row in rows {
            var reader = ViewRowReader(row)
            var record = FigureRecord()
            guard let seq = UInt64(exactly: reader.integer()) else { continue }
            record.seq = seq
            record.reversedBy = UInt64(exactly: reader.integer())
            guard let region = RegionCode(reader.text()) else { continue }
            record.region = region
            record.fiscalYear = Int(reader.integer())
            record.metric = reader.text()
            record.caliber = Caliber(rawValue: reader.text())
            record.programme = LoanProgramme(rawValue: reader.text())
            record.basis = reader.text()
            record.periodFrom = Day(reader.text())
            record.periodTo = Day(reader.text())
            record.value = reader.integer()
            record.unit = FigureUnit(rawValue: reader.text()) ?? .count
            record.qualifier = FigureQualifier(rawValue: reader.text()) ?? .about
            record.status = FigureStatus(rawValue: reader.text()) ?? .toConfirm
            record.printed = reader.text()
            let count = reader.integer()
            record.count = count < 0 ? nil : count
            record.countUnit = CountUnit(rawValue: reader.text())
            record.agency = reader.text()
            record.sourceDocument = reader.text()
            record.derivedFrom = reader.text()
            record.documents = reader.text()
            record.batch = reader.text()
            record.datePrecision = DatePrecision(rawValue: reader.text())
            add(record)
        }
    }
}
