import LedgerDomain

/// Whether a reference is to a line or a pool, as rows say it.
enum HolderKind: String, CaseIterable, Sendable {
    case line = "L"
    case pool = "P"
}

/// A line or pool in two columns: its kind and its identifier, both empty where there is neither.
extension LineReference: RowPart {
    init() { self = .none }

    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
        var (kind, identity) = parts
        visitor.column("holder_kind", &kind)
        visitor.column("holder", &identity)
        switch kind {
        case .line: self = .line(identity)
        case .pool: self = .pool(identity)
        case nil: self = .none
        }
    }

    private var parts: (HolderKind?, Identity) {
        switch self {
        case .none: (nil, Identity(""))
        case .line(let identity): (.line, identity)
        case .pool(let identity): (.pool, identity)
        }
    }

    /// The order of its columns.
    func precedes(_ other: LineReference) -> Bool {
        switch (self, other) {
        case (.none, .none), (.line, .none), (.pool, .none), (.pool, .line): false
        case (.none, _), (.line, .pool): true
        case (.line(let left), .line(let right)), (.pool(let left), .pool(let right)): left < right
        }
    }

    /// Numbers that order references as far as they decide.
    var sortWords: (kind: UInt64, head: UInt64, tail: UInt64) {
        switch self {
        case .none: (0, 0, 0)
        case .line(let identity): (1, identity.orderWords.0, identity.orderWords.1)
        case .pool(let identity): (2, identity.orderWords.0, identity.orderWords.1)
        }
    }
}

/// Evidence in four columns.
extension Evidence: RowPart {
    mutating func visitColumns<Visitor: ColumnVisitor>(_ visitor: inout Visitor) {
        visitor.column("events", &events)
        visitor.number("first_seq", &firstSeq)
        visitor.number("last_seq", &lastSeq)
        visitor.column("positions_sum", &positionsSum)
    }
}
