public import LedgerDomain

/// What was said of each line and pool, ready to be looked up.
public struct LineAttributeIndex: Sendable {
    private struct Value {
        var attribute: LineAttribute
        var text: Identity
    }

    private var values: [LineKey: [Value]] = [:]
    /// Of places that have pools.
    private var linesByDocument: [RegionCode: [Identity: Set<LineReference>]] = [:]
    private var poolsByDocument: [RegionCode: [Identity: Set<LineReference>]] = [:]

    /// The statements that hold.
    ///
    /// - Complexity: of the number of statements.
    public init(_ attributes: LineAttributes) {
        attributes.each { statement, count in
            guard count.number > 0 else { return }
            values[LineKey(statement.region, statement.holder), default: []].append(
                Value(attribute: statement.attribute, text: statement.value))
            guard statement.attribute == .document, case .pool = statement.holder else { return }
            poolsByDocument[statement.region, default: [:]][statement.value, default: []].insert(statement.holder)
        }
        if poolsByDocument.isEmpty { return }
        // Only pools ask for the lines of a document, and few places have any.
        attributes.each { statement, count in
            guard count.number > 0, statement.attribute == .document, case .line = statement.holder,
                poolsByDocument[statement.region] != nil
            else { return }
            linesByDocument[statement.region, default: [:]][statement.value, default: []].insert(statement.holder)
        }
    }

    /// The values of one attribute, in byte order.
    public func values(_ attribute: LineAttribute, of line: LineKey) -> [String] {
        let found = (values[line] ?? []).filter { $0.attribute == attribute }
        return found.count < 2
            ? found.map(\.text.description) : found.map(\.text).sorted().map(\.description)
    }

    /// The lines that a pool draws on: those of the same place that share a document number with it (资金池).
    public func lines(ofPool pool: LineKey) -> Set<LineReference> {
        guard case .pool = pool.holder, let byDocument = linesByDocument[pool.region] else { return [] }
        var lines: Set<LineReference> = []
        for document in values(.document, of: pool) { lines.formUnion(byDocument[Identity(document)] ?? []) }
        return lines
    }

    /// The pools that draw on a line.
    public func pools(ofLine line: LineKey) -> Set<LineReference> {
        guard let byDocument = poolsByDocument[line.region] else { return [] }
        var pools: Set<LineReference> = []
        for document in values(.document, of: line) { pools.formUnion(byDocument[Identity(document)] ?? []) }
        return pools
    }

    /// Where a line's money came from: the line it was distributed from or carried over from.
    public func origins(of line: LineKey, _ attributes: [LineAttribute] = [.parent, .carriedFrom]) -> [LineKey] {
        attributes.flatMap { values($0, of: line) }.compactMap { text in
            guard let region = RegionCode(text.prefix(6)) else { return nil }
            return LineKey(region, .line(Identity(String(text.dropFirst(7)))))
        }
    }

    /// A line and the lines its money came from, the nearest first.
    public func lineage(of line: LineKey, _ attributes: [LineAttribute]) -> [LineKey] {
        var found = [line]
        var next = 0
        while next < found.count {
            for origin in origins(of: found[next], attributes) where !found.contains(origin) { found.append(origin) }
            next += 1
        }
        return found
    }

    /// Whether all projects of a line are in the log. A line that says nothing itself has it from the line
    /// its money came from: what is complete there is complete here.
    public func hasAllProjects(_ line: LineKey) -> Bool {
        let said = inherited(.projectsComplete, of: line)
        return !said.isEmpty && said.allSatisfy { $0 == Completeness.yes.rawValue }
    }

    /// The batches of a line or pool, or of the line its money came from.
    public func batches(of line: LineKey) -> [String] { inherited(.batch, of: line) }

    private func inherited(_ attribute: LineAttribute, of line: LineKey) -> [String] {
        let own = values(attribute, of: line)
        if !own.isEmpty { return own }
        for line in lineage(of: line, [.parent, .carriedFrom]) {
            let said = values(attribute, of: line)
            if !said.isEmpty { return said }
        }
        return []
    }
}
