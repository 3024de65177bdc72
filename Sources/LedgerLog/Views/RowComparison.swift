import GRDB
import Glibc
public import LedgerDomain
public import MerkleLog

/// Compares the stored rows of a view with expected ones, row by row, in the order of the key.
public struct RowComparison {
    private let statement: SQLStatement
    private let isInteger: [Bool]

    /// - Parameter isOfPlaces: whether rows are asked for by their place, the first column.
    init(_ db: Database, _ table: ViewTable, isOfPlaces: Bool) throws(LogStoreError) {
        let condition = isOfPlaces ? " WHERE \(table.columns[0].name) BETWEEN ?1 AND ?2" : ""
        statement = try SQLStatement(
            db,
            "SELECT \(table.columns.map(\.name).joined(separator: ", ")) FROM \(table.name)\(condition) ORDER BY "
                + table.columns.prefix(table.keyCount).map(\.name).joined(separator: ", "))
        isInteger = table.columns.map(\.isInteger)
    }

    /// How many rows there are, where all stored rows, or those of some places, are the ones that `expected` gives;
    /// else `nil`.
    public func count(
        of places: (first: RegionCode, last: RegionCode)? = nil,
        _ expected: (_ next: (ViewRowBytes) throws -> Void) throws -> Void
    ) throws -> Int? {
        statement.reset()
        if let places {
            statement.bindCopy(1, text: places.first.description)
            statement.bindCopy(2, text: places.last.description)
        }
        var count = 0
        var isEqual = true
        try expected { row in
            guard isEqual else { return }
            isEqual = try statement.step() && holds(row)
            count += 1
        }
        if isEqual { isEqual = try !statement.step() }
        return isEqual ? count : nil
    }

    private func holds(_ row: ViewRowBytes) -> Bool {
        row.bytes.withUnsafeBytes { expected in
            var place = 0
            func number() -> Int64? {
                guard place + 8 <= expected.count else { return nil }
                defer { place += 8 }
                return Int64(littleEndian: expected.loadUnaligned(fromByteOffset: place, as: Int64.self))
            }
            for column in isInteger.indices {
                guard let number = number() else { return false }
                if isInteger[column] {
                    if statement.integer(Int32(column)) != number { return false }
                    continue
                }
                let text = statement.bytes(Int32(column))
                guard Int64(text.count) == number, place + text.count <= expected.count else { return false }
                if let one = expected.baseAddress, let other = text.baseAddress {
                    guard memcmp(one + place, other, text.count) == 0 else { return false }
                }
                place += text.count
            }
            return place == expected.count
        }
    }
}

extension ViewsFile {
    /// Gives a comparison of the rows of a view to `body`.
    ///
    /// - Parameter isOfPlaces: whether rows are compared by places; the key must begin with one.
    public func comparing<Result>(
        _ table: ViewTable, isOfPlaces: Bool, _ body: (RowComparison) throws -> Result
    ) throws(LogStoreError) -> Result {
        try access { db in try body(try RowComparison(db, table, isOfPlaces: isOfPlaces)) }
    }

    /// How many rows a view has.
    public func rowCount(of table: ViewTable) throws(LogStoreError) -> Int {
        try access { db in Int(clamping: try SQLiteLog.single(db, "SELECT count(*) FROM \(table.name)") ?? 0) }
    }

    /// Gives rows in the order of the key: all, or those of some places.
    public func forEachRow(
        of table: ViewTable, in places: (first: RegionCode, last: RegionCode)? = nil, _ body: (ViewRow) throws -> Void
    ) throws(LogStoreError) {
        let condition = places == nil ? "" : " WHERE \(table.columns[0].name) BETWEEN ?1 AND ?2"
        let key = table.columns.prefix(table.keyCount).map(\.name).joined(separator: ", ")
        try access { db in
            let statement = try SQLStatement(
                db,
                "SELECT \(table.columns.map(\.name).joined(separator: ", ")) FROM \(table.name)\(condition) ORDER BY \(key)"
            )
            if let places {
                statement.bindCopy(1, text: places.first.description)
                statement.bindCopy(2, text: places.last.description)
            }
            while try statement.step() { try body(Self.row(statement, table)) }
        }
    }
}
