import LedgerDomain

/// A projection whose state is a set of rows under a key, and which merges row by row.
///
/// That makes catching up cheap: the tail of the log is folded alone, and only the rows that it touches are
/// read, merged and written again.
protocol StoredProjection: Projection {
    /// The table that holds its rows.
    static var table: ViewTable { get }

    /// Gives each row to `body`, sorted by key, until it answers `false`.
    func visitRows(_ body: (ViewRow) -> Bool)

    /// Gives the bytes of each row to `body`, sorted by key, until it answers `false`; a faster way to ask for rows.
    func visitPackedRows(_ body: (ViewRowBytes) -> Bool)

    /// The state that some of the rows stand for; rows come in any order, and what is no row is left out.
    init(rows: [ViewRow])
}

// The requirements have no generic parameter: with one for the error, as here, the compiler would make one body for all
// views, which takes twice the time.
extension StoredProjection {
    /// Gives each row to `body`, sorted by key.
    func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E) {
        var failure: E?
        visitRows { row in
            do throws(E) { try body(row) } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
    }

    /// Gives the bytes of each row to `body`, sorted by key.
    func eachPackedRow<E: Error>(_ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        var failure: E?
        visitPackedRows { row in
            do throws(E) { try body(row) } catch { failure = error }
            return failure == nil
        }
        if let failure { throw failure }
    }

    /// All rows, sorted by key.
    ///
    /// - Complexity: a row takes some hundred bytes; ``eachRow(_:)`` keeps none.
    var rows: [ViewRow] {
        var rows: [ViewRow] = []
        visitRows { row in
            rows.append(row)
            return true
        }
        return rows
    }
}

// MARK: Sums

/// What a view sums up under a key.
protocol CellSum: RowPart {
    /// Adds another sum.
    mutating func add(_ other: Self)
}

/// A view of sums under keys that begin with a place. A sum that comes to nothing stays, because its evidence is part of
/// the state, and because a store that only writes rows back need never delete one.
protocol CellView: StoredProjection {
    associatedtype Key: PlacedKey
    associatedtype Sum: CellSum

    var totals: SumTable<Key, Sum> { get set }

    /// Gives the cells of each group of places as bytes, and forgets them.
    mutating func unload(_ body: (_ group: Int, PackedBytes) -> Void)

    /// Adds cells that were put aside.
    mutating func load(_ bytes: [UInt8])
}

extension CellView {
    /// Gives each sum to `body`, in no order that means anything.
    func each(_ body: (Key, Sum) -> Void) { totals.each(body) }

    func visitRows(_ body: (ViewRow) -> Bool) {
        let columns = Self.table.columns.count
        totals.visitInOrder { key, sum in
            var writer = RowWriter(columns: columns)
            key.write(to: &writer)
            sum.write(to: &writer)
            return body(writer.row)
        }
    }

    func visitPackedRows(_ body: (ViewRowBytes) -> Bool) {
        var row = ViewRowBytes()
        totals.visitInOrder { key, sum in
            row.removeAll()
            key.write(to: &row)
            sum.write(to: &row)
            return body(row)
        }
    }

    mutating func unload(_ body: (_ group: Int, PackedBytes) -> Void) { totals.unload(body) }

    mutating func load(_ bytes: [UInt8]) { totals.load(bytes) }

    init(rows: [ViewRow]) {
        self.init()
        for row in rows {
            guard let (key, sum): (Key, Sum) = RowValues.read(row) else { continue }
            totals.change(key, from: Sum()) { $0.add(sum) }
        }
    }
}

// MARK: Records

/// A view of records, each under the position of the entry that made it.
protocol RecordView: StoredProjection {
    associatedtype Record: RowPart

    /// The records in the order of their positions.
    var inOrder: [Record] { get }

    /// Adds a record of a stored row.
    mutating func add(_ record: Record)
}

extension RecordView {
    func visitRows(_ body: (ViewRow) -> Bool) {
        for record in inOrder {
            var writer = RowWriter(columns: Self.table.columns.count)
            record.write(to: &writer)
            guard body(writer.row) else { return }
        }
    }

    func visitPackedRows(_ body: (ViewRowBytes) -> Bool) {
        for record in inOrder {
            var row = ViewRowBytes()
            record.write(to: &row)
            guard body(row) else { return }
        }
    }

    init(rows: [ViewRow]) {
        self.init()
        for row in rows {
            if let record = RowValues.read(row, as: Record.self) { add(record) }
        }
    }
}
