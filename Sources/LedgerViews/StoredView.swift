public import LedgerDomain

/// The views of a ledger in their order: the one list of them.
///
/// To add one: a projection in a file of its own, a member of ``LedgerFold`` with its line in
/// ``LedgerFold/apply(_:)``, and a case here. What the compiler does not ask for, a test does.
public enum StoredView: String, CaseIterable, Sendable {
    /// Money by place, year, kind and line.
    case money
    /// What describes lines and pools.
    case lineAttributes = "line_attributes"
    /// Policy parameters.
    case policies
    /// Published figures.
    case figures
    /// Loans by day.
    case loans
    /// Subsidies.
    case subsidies

    /// Where it stands in a fold.
    var member: any FoldMember {
        switch self {
        case .money: CellMember(path: \.money)
        case .lineAttributes: CellMember(path: \.attributes)
        case .policies: RecordMember(path: \.policies)
        case .figures: RecordMember(path: \.figures)
        case .loans: CellMember(path: \.loans)
        case .subsidies: CellMember(path: \.subsidies)
        }
    }

    /// The name of the view.
    public var name: String { rawValue }
    /// The version of the projection.
    public var version: Int { member.version }
    /// The table of its rows.
    public var table: ViewTable { member.table }
    /// Whether its cells begin with a place. The others hold one row for each of a few entries.
    public var isPlaced: Bool { member.cells != nil }
}

/// One view within a fold.
protocol FoldMember<View> {
    associatedtype View: StoredProjection
    var path: WritableKeyPath<LedgerFold, View> { get }

    /// The same, where the view's cells begin with a place.
    var cells: (any CellFoldMember)? { get }
}

extension FoldMember {
    var version: Int { View.version }
    var table: ViewTable { View.table }

    func merge(_ later: LedgerFold, into fold: inout LedgerFold) {
        fold[keyPath: path].merge(later[keyPath: path])
    }

    func read(_ rows: [ViewRow], into fold: inout LedgerFold) { fold[keyPath: path] = View(rows: rows) }

    func eachRow<E: Error>(of fold: LedgerFold, _ body: (ViewRow) throws(E) -> Void) throws(E) {
        try fold[keyPath: path].eachRow(body)
    }

    func eachPackedRow<E: Error>(of fold: LedgerFold, _ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        try fold[keyPath: path].eachPackedRow(body)
    }
}

private struct RecordMember<View: RecordView>: FoldMember {
    let path: WritableKeyPath<LedgerFold, View>
    var cells: (any CellFoldMember)? { nil }
}

/// A view whose cells can be put aside.
protocol CellFoldMember<View>: FoldMember where View: CellView {}

extension CellFoldMember {
    func byteCount(in fold: LedgerFold) -> Int { fold[keyPath: path].totals.byteCount }

    func unload<E: Error>(
        from fold: inout LedgerFold, _ body: (_ group: Int, PackedBytes) throws(E) -> Void
    ) throws(E) {
        var failure: E?
        fold[keyPath: path].unload { group, bytes in
            guard failure == nil else { return }
            do throws(E) { try body(group, bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    func load(_ bytes: [UInt8], into fold: inout LedgerFold) { fold[keyPath: path].load(bytes) }
}

private struct CellMember<View: CellView>: CellFoldMember {
    let path: WritableKeyPath<LedgerFold, View>
    var cells: (any CellFoldMember)? { self }
}
