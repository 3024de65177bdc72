import LedgerDomain

/// Tells rows of published or historical sheets from what people record as it happens (公开或历史数据).
struct PublishedHistory {
    private var imports: Set<String> = []
    private let isHistory: (String) -> Bool

    /// - Parameter isHistory: whether rows of an import profile are published or historical.
    init(_ isHistory: @escaping (String) -> Bool) {
        self.isHistory = isHistory
    }

    /// Whether an entry comes from such a sheet; entries are asked about in the order of the log.
    mutating func includes(_ entry: Entry) -> Bool {
        if entry.ownKind == .sourceImported, let id = entry.id, let profile = entry.text(.profile), isHistory(profile) {
            imports.insert(id)
        }
        return entry.source.map { imports.contains($0.importID) } ?? (entry.kind == .policyParameterSet)
    }
}
