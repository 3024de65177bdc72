import LedgerDomain

/// A part of a view's row: a key, a sum, or a whole record. It tells its columns once, in the order of the table; the
/// table, writing rows, reading them back and putting cells aside all follow from that.
///
/// ```swift
/// mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
///     visitor.column("region", &region)
///     visitor.column("fiscal_year", &fiscalYear)
/// }
/// ```
protocol RowPart: Sendable {
    /// Nothing, to be read into.
    init()

    /// Gives each column to a visitor, which takes its value, or puts one there.
    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor)
}

extension RowPart {
    /// Gives each value to a visitor that takes them.
    func write<Visitor: ColumnVisitor>(to visitor: inout Visitor) {
        var copy = self
        copy.visitColumns(&visitor)
    }
}

/// What is done with the columns of a row, one after the other.
protocol ColumnVisitor {
    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value)

    /// Is told that the values are those of no row.
    mutating func reject()
}

extension ColumnVisitor {
    mutating func reject() {}

    /// The position of the log that a row is kept under.
    mutating func position(_ name: String, _ position: inout UInt64) {
        var number = Int64(clamping: position)
        column(name, &number)
        guard let read = UInt64(exactly: number) else { return reject() }
        position = read
    }

    /// A number that is never negative; −1 stands for none.
    mutating func number<Number: FixedWidthInteger>(_ name: String, _ value: inout Number?) {
        var number = value.map { Int64(clamping: $0) } ?? -1
        column(name, &number)
        value = number < 0 ? nil : Number(exactly: number)
    }

    /// What is stored as it is written, the empty text for none.
    mutating func text<Value: LosslessStringConvertible>(_ name: String, _ value: inout Value?) {
        var text = value?.description ?? ""
        column(name, &text)
        value = text.isEmpty ? nil : Value(text)
    }

    /// `yes` or `no`.
    mutating func flag(_ name: String, _ flag: inout Bool) {
        var text = flag ? "yes" : "no"
        column(name, &text)
        flag = text == "yes"
    }

    /// A code as its text; the empty text for none, and none where the text is no code.
    mutating func code<Code: RawRepresentable<String>>(_ name: String, _ code: inout Code?) {
        var text = code?.rawValue ?? ""
        column(name, &text)
        code = Code(rawValue: text)
    }

    /// A code as its text; another where the text is no code.
    mutating func code<Code: RawRepresentable<String>>(_ name: String, _ code: inout Code, else other: Code) {
        var text = code.rawValue
        column(name, &text)
        code = Code(rawValue: text) ?? other
    }
}

// MARK: Visitors

extension ViewTable {
    /// The table of rows that begin with the columns of a key.
    init<Key: RowPart, Other: RowPart>(_ name: String, key: Key.Type, _ other: Other.Type) {
        self.init(name, key: ColumnNames.of(Key.self), ColumnNames.of(Other.self))
    }

    /// The table of records, whose first column is their key.
    init<Record: RowPart>(_ name: String, _ record: Record.Type) {
        let columns = ColumnNames.of(Record.self)
        self.init(name, key: Array(columns.prefix(1)), Array(columns.dropFirst()))
    }
}

/// Takes the names of columns.
private struct ColumnNames: ColumnVisitor {
    private var columns: [ViewColumn] = []

    static func of<Part: RowPart>(_ type: Part.Type) -> [ViewColumn] {
        var names = ColumnNames()
        Part().write(to: &names)
        return names.columns
    }

    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) {
        columns.append(Value.isInteger ? .integer(name) : .text(name))
    }
}

/// Takes the values of a row.
struct RowWriter: ColumnVisitor {
    private(set) var row: ViewRow = []

    init(columns: Int) { row.reserveCapacity(columns) }

    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) { row.append(value.stored) }
}

/// Puts the values of a stored row in their places.
struct RowValues: ColumnVisitor {
    private let row: ViewRow
    private var next = 0
    private var isRow = true

    private init(_ row: ViewRow) { self.row = row }

    /// What a row stands for; `nil` where it has another shape, or values that none of its columns can have.
    static func read<Part: RowPart>(_ row: ViewRow, as type: Part.Type = Part.self) -> Part? {
        var (values, part) = (RowValues(row), Part())
        part.visitColumns(&values)
        return values.isComplete ? part : nil
    }

    static func read<Key: RowPart, Other: RowPart>(_ row: ViewRow) -> (Key, Other)? {
        var (values, key, other) = (RowValues(row), Key(), Other())
        key.visitColumns(&values)
        other.visitColumns(&values)
        return values.isComplete ? (key, other) : nil
    }

    private var isComplete: Bool { isRow && next == row.count }

    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) {
        defer { next += 1 }
        guard next < row.count, let read = Value(stored: row[next]) else { return reject() }
        value = read
    }

    mutating func reject() { isRow = false }
}

/// Takes the values of a row as bytes to compare.
extension ViewRowBytes: ColumnVisitor {
    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) { value.append(to: &self) }
}

/// Takes values to be put aside.
extension PackedBytes: ColumnVisitor {
    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) { value.pack(into: &self) }
}

/// Puts back values that were put aside.
extension PackedReader: ColumnVisitor {
    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) {
        if let read = Value.unpack(&self) { value = read }
    }
}
