public import LedgerDomain

/// The published figures in the log, one row for each (公布数据台账).
///
/// A reversal repeats its original, so a stretch of the log that holds only the reversal still gives the whole
/// row, marked as taken back; merging with the stretch before it leaves that mark.
public struct Figures: Projection, RecordView, Equatable {
    /// The name of the view.
    public static let name = StoredView.figures.rawValue
    /// Raised when the same log gives other rows.
    public static let version = 1

    static let table = ViewTable(name, FigureRecord.self)

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

    var inOrder: [FigureRecord] { records.values.sorted { $0.seq < $1.seq } }

    mutating func add(_ record: FigureRecord) {
        guard let known = records[record.seq] else {
            records[record.seq] = record
            return
        }
        records[record.seq]?.reversedBy = known.reversedBy ?? record.reversedBy
    }

    /// The figures that nobody took back, in the order of the log.
    public var standing: [FigureRecord] {
        inOrder.filter(\.isStanding)
    }
}

extension FigureRecord: RowPart {
    /// A count in the log is never negative.
    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
        visitor.position("seq", &seq)
        visitor.number("reversed_by", &reversedBy)
        visitor.column("region", &region)
        visitor.column("fiscal_year", &fiscalYear)
        visitor.column("metric", &metric)
        visitor.code("caliber", &caliber)
        visitor.column("programme", &programme)
        visitor.column("basis", &basis)
        visitor.column("period_from", &periodFrom)
        visitor.column("period_to", &periodTo)
        visitor.column("value", &value)
        visitor.code("unit", &unit, else: .count)
        visitor.code("qualifier", &qualifier, else: .about)
        visitor.code("status", &status, else: .toConfirm)
        visitor.column("printed", &printed)
        visitor.number("count", &count)
        visitor.code("count_unit", &countUnit)
        visitor.column("agency", &agency)
        visitor.column("source_doc", &sourceDocument)
        visitor.column("derived_from", &derivedFrom)
        visitor.column("documents", &documents)
        visitor.column("batch", &batch)
        visitor.code("date_precision", &datePrecision)
    }
}
