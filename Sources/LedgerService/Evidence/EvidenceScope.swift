import LedgerDomain

/// What an evidence bundle discloses (证据包范围): all of a log, or the entries of a place and year with all that its
/// figures need.
struct EvidenceScope: Equatable {
    var region: RegionCode?
    var year: Int?

    /// Whether entries are hidden behind their hashes.
    var isLimited: Bool { region != nil || year != nil }

    /// Whether an entry is disclosed.
    ///
    /// The ledger's own entries and policy are part of every bundle. Growth and floors look at the year before, so that
    /// year is disclosed too.
    func includes(_ entry: Entry, _ regions: RegionTable) -> Bool {
        guard isLimited else { return true }
        guard let kind = entry.ownKind else { return false }
        if kind.isOwnedByLedger || kind == .referenceAdopted || entry.kind == .policyParameterSet { return true }
        var isIncluded = false
        Movement.each(of: entry) { movement in
            guard !isIncluded, region.map({ regions.contains($0, movement.region) }) ?? true else { return }
            guard let year else {
                isIncluded = true
                return
            }
            let years = year - 1...year
            isIncluded =
                years.contains(movement.fiscalYear) || years.contains(movement.money.lineYear)
                || entry.countsOn.map { years.contains($0.year) } ?? false
                || entry.day(.periodTo).map { years.contains($0.year) } ?? false
        }
        return isIncluded
    }
}

/// The file `bundle` of an evidence bundle: what it is, a line each.
struct BundleDescription: Equatable {
    static let mark = "linkedfund-evidence v1"

    var origin: String
    var size: UInt64
    /// In base64.
    var root: String
    var scope: EvidenceScope

    /// The file's text.
    var text: String {
        var lines = [Self.mark, "origin \(origin)", "size \(size)", "root \(root)"]
        if let region = scope.region { lines.append("region \(region)") }
        if let year = scope.year { lines.append("year \(year)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads a file; `nil` where it is not what ``text`` writes.
    init?(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        func value(_ word: String) -> String? {
            lines.first { $0.hasPrefix(word + " ") }.map { String($0.dropFirst(word.count + 1)) }
        }
        guard let origin = value("origin"), let size = value("size").flatMap({ UInt64($0) }), let root = value("root")
        else { return nil }
        self.init(
            origin: origin, size: size, root: root,
            scope: EvidenceScope(
                region: value("region").flatMap { RegionCode($0) }, year: value("year").flatMap { Int($0) }))
        guard Array(text.utf8) == bytes, scope.year.map({ (1_000...9_999).contains($0) }) ?? true else { return nil }
    }

    init(origin: String, size: UInt64, root: String, scope: EvidenceScope) {
        self.origin = origin
        self.size = size
        self.root = root
        self.scope = scope
    }
}
