/// The shape of a view's rows as they are stored.
public struct ViewTable: Sendable {
    /// The name of the table.
    public let name: String
    /// Its columns; the first `keyCount` are the key, by which rows are sorted.
    public let columns: [ViewColumn]
    /// How many columns make the key.
    public let keyCount: Int

    /// A table from its parts.
    public init(_ name: String, key: [ViewColumn], _ others: [ViewColumn]) {
        self.name = name
        columns = key + others
        keyCount = key.count
    }
}

/// One column of a view.
public struct ViewColumn: Sendable {
    /// Its name.
    public let name: String
    /// Whether it holds whole numbers; otherwise it holds text. Sums that can pass 64 bits are decimal text.
    public let isInteger: Bool

    /// A column of whole numbers.
    public static func integer(_ name: String) -> ViewColumn { ViewColumn(name: name, isInteger: true) }
    /// A column of text.
    public static func text(_ name: String) -> ViewColumn { ViewColumn(name: name, isInteger: false) }
}

/// One value of a view's row.
public enum ViewValue: Sendable, Hashable {
    /// A whole number.
    case integer(Int64)
    /// Text.
    case text(String)
}

/// One row of a view, in the order of the table's columns.
public typealias ViewRow = [ViewValue]
