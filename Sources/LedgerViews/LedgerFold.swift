public import LedgerDomain

/// All projections of a ledger, folded together in one pass over the log.
public struct LedgerFold: Sendable {
    /// Money by place, year, kind and line.
    public var money = MoneyCells()
    /// What describes lines and pools.
    public var attributes = LineAttributes()
    /// Policy parameters.
    public var policies = Policies()
    /// Published figures.
    public var figures = Figures()
    /// Loans by day.
    public var loans = LoanDays()
    /// Subsidies.
    public var subsidies = Subsidies()

    /// The fold of no entries.
    public init() {}

    /// Adds an entry.
    public mutating func apply(_ entry: Entry) {
        Movement.each(of: entry) { movement in
            money.apply(movement, of: entry)
            attributes.apply(movement, of: entry)
            policies.apply(movement, of: entry)
            figures.apply(movement, of: entry)
            loans.apply(movement, of: entry)
            subsidies.apply(movement, of: entry)
        }
    }

    /// Adds the fold of the entries that follow.
    public mutating func merge(_ later: LedgerFold) {
        money.merge(later.money)
        attributes.merge(later.attributes)
        policies.merge(later.policies)
        figures.merge(later.figures)
        loans.merge(later.loans)
        subsidies.merge(later.subsidies)
    }

    /// The views in their order. To add one: a member above, its line here and in `apply`, `merge`, `eachRow` and
    /// `init(rows:)`.
    public static let views: [StoredView] = [
        StoredView(MoneyCells.self), StoredView(LineAttributes.self), StoredView(Policies.self),
        StoredView(Figures.self), StoredView(LoanDays.self), StoredView(Subsidies.self),
    ]

    /// The rows of all views, in the order of ``views``.
    public var rows: [[ViewRow]] {
        [money.rows, attributes.rows, policies.rows, figures.rows, loans.rows, subsidies.rows]
    }

    /// Gives each row of a view to `body`, sorted by key; nothing for a view that ``views`` does not name.
    public func eachRow<E: Error>(of view: String, _ body: (ViewRow) throws(E) -> Void) throws(E) {
        switch view {
        case MoneyCells.name: try money.eachRow(body)
        case LineAttributes.name: try attributes.eachRow(body)
        case Policies.name: try policies.eachRow(body)
        case Figures.name: try figures.eachRow(body)
        case LoanDays.name: try loans.eachRow(body)
        case Subsidies.name: try subsidies.eachRow(body)
        default: return
        }
    }

    /// The fold that stored rows stand for, in the order of ``views``.
    public init(rows: [[ViewRow]]) {
        guard rows.count == Self.views.count else { return }
        money = MoneyCells(rows: rows[0])
        attributes = LineAttributes(rows: rows[1])
        policies = Policies(rows: rows[2])
        figures = Figures(rows: rows[3])
        loans = LoanDays(rows: rows[4])
        subsidies = Subsidies(rows: rows[5])
    }
}

/// What the store must know of a projection.
public struct StoredView: Sendable {
    /// The name of the view.
    public let name: String
    /// The version of the projection.
    public let version: Int
    /// The table of its rows.
    public let table: ViewTable

    init<View: StoredProjection>(_ type: View.Type) {
        name = type.name
        version = type.version
        table = type.table
    }
}
