/// A projection whose state is a set of rows under a key, and which merges row by row.
///
/// That makes catching up cheap: the tail of the log is folded alone, and only the rows that it touches are
/// read, merged and written again.
public protocol StoredProjection: Projection {
    /// The table that holds its rows.
    static var table: ViewTable { get }

    /// Gives each row to `body`, sorted by key.
    func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E)

    /// Gives the bytes of each row to `body`, sorted by key; a faster way to ask for the rows of ``eachRow(_:)``.
    func eachPackedRow<E: Error>(_ body: (ViewRowBytes) throws(E) -> Void) throws(E)

    /// The state that some of the rows stand for; rows come in any order.
    init(rows: [ViewRow])
}

extension StoredProjection {
    /// Gives the bytes of each row to `body`, sorted by key.
    public func eachPackedRow<E: Error>(_ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        try eachRow { row throws(E) in try body(ViewRowBytes(row)) }
    }

    /// All rows, sorted by key.
    ///
    /// - Complexity: a row takes some hundred bytes; ``eachRow(_:)`` keeps none.
    public var rows: [ViewRow] {
        var rows: [ViewRow] = []
        eachRow { rows.append($0) }
        return rows
    }
}
