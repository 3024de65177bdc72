import LedgerDomain

/// What the numbers and texts of a project's fact mean (项目).
enum ProjectFact {
    /// How often it was registered.
    static let registered = 0
    /// How many commitments it has.
    static let commitments = 1
    static let library = 2
    static let classNumber = 3
    static let nature = 4
    static let link = 5
    static let approvals = 6

    /// The day since which it is in the library.
    static func libraryOn(_ project: FactState) -> Day? {
        project[library] == 0 ? nil : Day(ordinal: Int32(clamping: project[library] - 1))
    }

    /// The link to farmers that its registration states.
    static func registeredLink(_ project: FactState) -> FarmerLinkParts { FarmerLinkParts(rawValue: project[link]) }

    /// What was done with a project after it was registered. Each leaves a text that names its position, so that it
    /// can be taken back alone.
    enum Mark: String {
        /// The purpose that an approval states.
        case purpose = "P"
        /// A class it was moved to.
        case reclassified = "C"
        /// A field that a change names.
        case changed = "F"
    }

    /// What marks of a kind say, in the order of the log.
    static func marks(_ mark: Mark, _ project: FactState) -> [String] {
        project.texts.compactMap { text in
            let parts = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
            return parts.count == 3 && parts[0] == mark.rawValue ? String(parts[2]) : nil
        }
    }
}

/// Which parts of a link to farmers are stated (联农带农).
struct FarmerLinkParts: OptionSet, Sendable {
    let rawValue: Int64

    static let modes = FarmerLinkParts(rawValue: 1)
    static let households = FarmerLinkParts(rawValue: 2)
    static let yearly = FarmerLinkParts(rawValue: 4)
    static let all: FarmerLinkParts = [.modes, .households, .yearly]

    init(rawValue: Int64) { self.rawValue = rawValue }

    /// The parts that an entry states.
    init(_ entry: Entry) {
        self = []
        if entry.has(.modes) { insert(.modes) }
        if entry.has(.households) { insert(.households) }
        if entry.has(.yearlyFen) { insert(.yearly) }
    }
}

/// What is known of projects: their class, nature and library day, and what was approved and changed (项目).
enum ProjectFacts: FactFamily {
    /// The project's own fact is read for every entry that names a project.
    static func names(for entry: Entry) -> [FactName] { [] }

    private static let kinds: [EventKind] = [
        .projectRegistered, .projectApproved, .projectReclassified, .projectChanged,
    ]

    static func apply(_ entry: Entry, at seq: UInt64, to facts: inout Facts) {
        guard let kind = entry.kind, kinds.contains(kind), let project = entry.text(.projectID),
            let place = entry.region?.description
        else { return }
        let name = FactName(.project, place, project)
        let position = entry.sign > 0 ? seq : entry.corrects ?? seq
        switch entry.kind {
        case .projectRegistered:
            facts.change(name, at: seq) { state in
                let isNew = entry.sign > 0
                state[ProjectFact.library] = isNew ? entry.day(.libraryOn).map { Int64($0.ordinal) + 1 } ?? 0 : 0
                state[ProjectFact.classNumber] = isNew ? Int64(entry.classCode(.classCode)?.number ?? 0) : 0
                state[ProjectFact.nature] = isNew ? Int64(codeOf: entry.code(.nature, as: ProjectNature.self)) : 0
                state[ProjectFact.link] = isNew ? FarmerLinkParts(entry).rawValue : 0
            }
        case .projectApproved:
            facts.change(name, at: seq) { $0[ProjectFact.approvals] &+= entry.sign }
            mark(.purpose, entry.text(.purpose).map { [$0] } ?? [], of: entry, position, name, seq, &facts)
        case .projectReclassified:
            mark(.reclassified, [entry.text(.toClass) ?? ""], of: entry, position, name, seq, &facts)
        case .projectChanged:
            let fields = entry.records(.changes).compactMap { $0.text(.field) }
            mark(.changed, fields, of: entry, position, name, seq, &facts)
        default: return
        }
    }

    private static func mark(
        _ mark: ProjectFact.Mark, _ texts: [String], of entry: Entry, _ position: UInt64, _ name: FactName,
        _ seq: UInt64, _ facts: inout Facts
    ) {
        guard !texts.isEmpty else { return }
        let start = "\(mark.rawValue)\n\(position)\n"
        facts.change(name, at: seq) { state in
            state.texts.removeAll { $0.hasPrefix(start) }
            if entry.sign > 0 { state.texts += texts.map { start + $0 } }
        }
    }
}
