/// The kinds of event that this release knows, in the order of their life.
///
/// To add one: add a case here, its ``EventType`` to the file of its family, and decide in
/// ``Movement/each(of:_:)`` what it moves. The schema, the import columns and the help follow.
public enum EventKind: UInt8, CaseIterable, Sendable {
    case ledgerOpened
    case policyParameterSet
    case referenceAdopted
    case sourceImported
    case viewsCertified
    case rulesAdopted
    case softwareUsed
    case keyRotated
    case headStamped
    case entryReversed
    case allotmentIssued
    case allotmentReceived
    case allotmentDistributed
    case allotmentCarriedOver
    case allotmentLapsed
    case allotmentRecovered
    case projectRegistered
    case projectApproved
    case projectChanged
    case projectReclassified
    case fundsCommitted
    case fundsReleased
    case commitmentAttributed
    case contractSigned
    case workAccepted
    case assetRegistered
    case disbursementMade
    case disbursementReturned
    case householdSubsidyPaid
    case interestSubsidyPaid
    case loanDisbursed
    case loanRepaid
    case loanOverdue
    case loanCleared
    case loanExtended
    case interestPaid
    case subsidyPolicySet
    case compensationPaid
    case compensationRecovered
    case householdStatusSet
    case loanUseRecorded
    case noticePosted
    case publishedFigureRecorded
    case periodClosed
    case periodReopened
    case findingRaised
    case findingAnswered
    case findingJudged
    case findingRectified
    case identityShown
    case identityErased

    /// Whether the ledger records it itself, about itself; nobody sends one.
    public var isOwnedByLedger: Bool {
        switch self {
        case .ledgerOpened, .sourceImported, .viewsCertified, .rulesAdopted, .softwareUsed, .keyRotated, .headStamped,
            .identityShown, .identityErased:
            true
        default: false
        }
    }

    /// Its description.
    public var type: EventType { EventType.catalogue[Int(rawValue)] }

    /// The kind with this event name, compared byte for byte.
    public static func named(_ name: String) -> EventKind? {
        allCases.first { $0.type.name.utf8.elementsEqual(name.utf8) }
    }
}

/// What an entry of one type says: the single source of its checks, schema, columns, form and help.
public struct EventType: Sendable {
    /// The kind described.
    public let kind: EventKind
    /// The name in entries, dotted lower case, in the past tense.
    public let name: String
    /// The version of the type. A released version never changes.
    public let version: String
    /// The name people see.
    public let label: Label
    /// What happened, in one sentence.
    public let summary: Label
    /// Its fields, by name in byte order.
    public let fields: [FieldUse]
    /// What it demands beyond single fields.
    public let conditions: [FieldCondition]
    /// Whether an authorising document must be named.
    public let needsDocuments: Bool
    /// Whether it is the ledger's first entry, which has no region, year or documents outside its body.
    public let isGenesis: Bool

    init(
        _ kind: EventKind, _ name: String, _ chinese: String, _ english: String, _ summary: Label,
        needsDocuments: Bool = false, isGenesis: Bool = false, required: [Field], expected: [Field] = [],
        optional: [Field] = [], conditions: [FieldCondition] = []
    ) {
        self.kind = kind
        self.name = name
        version = "1"
        label = Label(chinese, english)
        self.summary = summary
        let uses =
            required.map(FieldUse.required) + expected.map(FieldUse.expected) + optional.map(FieldUse.optional)
        fields = uses.inByteOrder
        self.conditions = conditions
        self.needsDocuments = needsDocuments
        self.isGenesis = isGenesis
    }

    /// Its field of a name.
    public func field(_ key: Key) -> Field? { fields.first { $0.field.key == key }?.field }

    /// What the dates and amounts of its fields say of one another.
    var relations: [FieldRelation] {
        conditions.compactMap { condition in
            if case .related(let relation) = condition { relation } else { nil }
        }
    }

    /// All types, in the order of ``EventKind``.
    public static let catalogue: [EventType] =
        ledgerTypes + allotmentTypes + projectTypes + disbursementTypes + loanTypes + subsidyTypes + figureTypes
        + supervisionTypes + identityTypes
}

extension [FieldUse] {
    /// The uses sorted as canonical entries sort their members.
    var inByteOrder: [FieldUse] {
        sorted { $0.field.key.rawValue.utf8.lexicographicallyPrecedes($1.field.key.rawValue.utf8) }
    }
}
