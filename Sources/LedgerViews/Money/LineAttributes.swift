public import LedgerDomain

/// What describes a line or pool without being a sum.
public enum LineAttribute: String, CaseIterable, Sendable {
    /// A normalised document number (文号).
    case document
    /// The batch it was named under (批次).
    case batch
    /// Whether all its projects are in the log (项目是否列全).
    case projectsComplete = "projects_complete"
    /// When it was received (接收日期).
    case receivedOn = "received_on"
    /// The date of its document (发文时间).
    case documentDate = "doc_date"
    /// The line it was distributed from, as `230600/L1`: place, stroke, line.
    case parent
    /// The line whose rest was carried over to it, in the same form.
    case carriedFrom = "carried_from"
}

/// What describes lines and pools (指标行属性): how often each value was said of each, reversals taken off.
///
/// A value holds while its count is above zero. Counting is what lets a reversal take back one of two equal
/// statements, and what lets two stretches of the log be merged. Evidence names the entries that spoke.
public struct LineAttributes: StoredProjection {
    /// One statement.
    struct Statement: Hashable, Sendable, PlacedKey {
        var region: RegionCode
        var holder: LineReference
        var attribute: LineAttribute
        var value: Identity

        var sortWords: SortWords {
            let (kind, head, tail) = holder.sortWords
            return SortWords(UInt64(region.number), kind, head, tail)
        }

        /// The order of stored rows.
        static func < (left: Statement, right: Statement) -> Bool {
            if left.region != right.region { return left.region < right.region }
            if left.holder != right.holder { return left.holder.precedes(right.holder) }
            if left.attribute != right.attribute {
                return StoredCodeOrder.lineAttribute.rank(of: left.attribute)
                    < StoredCodeOrder.lineAttribute.rank(of: right.attribute)
            }
            return left.value < right.value
        }

        func mix(into hash: inout MixedHash) {
            hash.add(UInt64(UInt32(bitPattern: region.number)), discriminator(of: attribute))
            hash.add(holder)
            hash.add(value)
        }
    }

    /// The name of the view.
    public static let name = "line_attributes"
    /// The version of its rows.
    public static let version = 1
    /// The table of its rows.
    public static let table = ViewTable(
        "line_attributes",
        key: [.text("region"), .text("holder_kind"), .text("holder"), .text("attribute"), .text("value")],
        [.integer("count")])

    private(set) var sums = SumTable<Statement, Int64>()

    /// How often each statement stands.
    var counts: [Statement: Int64] { sums.dictionary }

    /// The fold of no entries.
    public init() {}

    /// Adds one movement.
    public mutating func apply(_ movement: Movement, of entry: Entry) {
        // A carry-over and a distribution move twice; only the new line is described, by the second.
        switch movement.quantity {
        case .received:
            describe(movement, of: entry, [.projectsComplete, .receivedOn, .documentDate])
        case .issued:
            describe(movement, of: entry, [.documentDate])
        case .arrived:
            describe(movement, of: entry, [])
            add(movement, .parent, origin(in: entry, .parentLineID))
        case .carriedIn:
            describe(movement, of: entry, [])
            add(movement, .carriedFrom, origin(in: entry, .lineID))
        case .committed:
            guard case .pool = movement.line, entry.kind == .fundsCommitted else { return }
            describe(movement, of: entry, [])
        case .distributedToOwn, .passedDown, .carriedOut, .lapsed, .recovered, .paid, .householdSubsidy,
            .interestSubsidy, .loanDisbursed, .loanRepaid, .loanOverdue, .loanWrittenOff, .interestPaid, .record:
            return
        }
    }

    private mutating func describe(_ movement: Movement, of entry: Entry, _ attributes: [LineAttribute]) {
        for document in entry.documents { add(movement, .document, document) }
        add(movement, .batch, entry.text(.batch))
        for attribute in attributes {
            switch attribute {
            case .projectsComplete: add(movement, attribute, entry.text(.projectsComplete))
            case .receivedOn: add(movement, attribute, entry.text(.receivedOn))
            case .documentDate: add(movement, attribute, entry.text(.documentDate))
            case .document, .batch, .parent, .carriedFrom: break
            }
        }
    }

    private func origin(in entry: Entry, _ key: Key) -> String? {
        guard let region = entry.region, let line = entry.text(key) else { return nil }
        return "\(region)/\(line)"
    }

    private mutating func add(_ movement: Movement, _ attribute: LineAttribute, _ value: String?) {
        guard let value else { return }
        let statement = Statement(
            region: movement.region, holder: movement.line, attribute: attribute, value: Identity(value))
        add(statement, movement.count)
    }

    private mutating func add(_ statement: Statement, _ count: Int64) {
        // A count of zero stays as a row, so that a store which only writes rows back need never delete one; a
        // stretch of the log with a reversal alone has negative counts until they meet their original.
        sums.change(statement, from: 0) { $0 += count }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: LineAttributes) {
        later.sums.each { add($0, $1) }
    }

    /// The values said of each line and pool.
    public var index: LineAttributeIndex { LineAttributeIndex(self) }

    /// Gives each row to `body`, sorted by key.
    public func eachRow<E: Error>(_ body: (ViewRow) throws(E) -> Void) throws(E) {
        try sums.eachInOrder { statement, count throws(E) in
            let (kind, id) = statement.holder.parts
            try body([
                .text(statement.region.description), .text(kind), .text(id), .text(statement.attribute.rawValue),
                .text(statement.value.description), .integer(count),
            ])
        }
    }

    /// The state that some rows stand for; a row of another shape is left out.
    public init(rows: [ViewRow]) {
        for row in rows where row.count == Self.table.columns.count {
            guard let region = RegionCode(row[0].text), let attribute = LineAttribute(rawValue: row[3].text)
            else { continue }
            let holder = LineReference(kind: row[1].text, id: row[2].text)
            let statement = Statement(
                region: region, holder: holder, attribute: attribute, value: Identity(row[4].text))
            sums.change(statement, from: 0) { $0 = row[5].number }
        }
    }
}

// MARK: Cells and rows as bytes

extension LineAttributes {
    mutating func unload<E: Error>(_ body: (_ group: Int, PackedBytes) throws(E) -> Void) throws(E) {
        try sums.unload(body)
    }

    mutating func load(_ reader: inout PackedReader) { sums.load(&reader, from: 0) { $0 += $1 } }

    /// Gives the bytes of each row to `body`, sorted by key.
    public func eachPackedRow<E: Error>(_ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        var row = ViewRowBytes()
        try sums.eachInOrder { statement, count throws(E) in
            row.removeAll()
            row.append(statement.region)
            statement.holder.append(to: &row)
            row.append(text: statement.attribute.rawValue)
            row.append(text: statement.value)
            row.append(count)
            try body(row)
        }
    }
}

extension LineAttributes.Statement {
    private static let attributes = CodesByDiscriminator<LineAttribute>()

    func pack(into bytes: inout PackedBytes) {
        region.pack(into: &bytes)
        holder.pack(into: &bytes)
        bytes.append(UInt8(discriminator(of: Optional(attribute))))
        bytes.append(value)
    }

    init(_ reader: inout PackedReader) {
        region = RegionCode(&reader)
        holder = LineReference(&reader)
        attribute = Self.attributes.code(reader.next()) ?? .document
        value = reader.identity()
    }
}

extension Int64: PackedPart {
    func pack(into bytes: inout PackedBytes) { bytes.append(self) }

    init(_ reader: inout PackedReader) { self = reader.next() }
}

/// A line or pool of a place.
public struct LineKey: Hashable, Sendable {
    /// The place.
    public var region: RegionCode
    /// The line or pool.
    public var holder: LineReference

    /// A line or pool from its parts.
    public init(_ region: RegionCode, _ holder: LineReference) {
        self.region = region
        self.holder = holder
    }
}
