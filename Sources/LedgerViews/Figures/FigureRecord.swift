public import LedgerDomain

/// One published figure as the log holds it (公布数据).
///
/// Published figures stand alone: they never roll up and never mix with own loans.
public struct FigureRecord: Hashable, Sendable {
    /// The position of the entry that recorded it.
    public var seq: UInt64 = 0
    /// The position of the reversal that took it back.
    public var reversedBy: UInt64?
    /// The place it is about.
    public var region: RegionCode = .nation
    /// The budget year it was recorded under.
    public var fiscalYear = 0
    /// What is measured, as `MICROLOAN_NEW`.
    public var metric = ""
    /// Whose statistics; `nil` where there is but one.
    public var caliber: Caliber?
    /// The programme, for loans.
    public var programme: LoanProgramme?
    /// The basis as printed, as `COMPARABLE`; empty where none is.
    public var basis = ""
    /// The first day; `nil` for a figure to a day.
    public var periodFrom: Day?
    /// The last day.
    public var periodTo: Day?
    /// In `unit`.
    public var value: Int64 = 0
    /// The unit of `value`.
    public var unit: FigureUnit = .count
    /// Whether the value is exact or a bound.
    public var qualifier: FigureQualifier = .exact
    /// Where the value comes from.
    public var status: FigureStatus = .published
    /// As printed in the source.
    public var printed = ""
    /// A second number beside the value, as households.
    public var count: Int64?
    /// What `count` counts.
    public var countUnit: CountUnit?
    /// Who published it.
    public var agency = ""
    /// Where it was published.
    public var sourceDocument = ""
    /// The figures it was computed from, one to a line.
    public var derivedFrom = ""
    /// The normalised document numbers, one to a line.
    public var documents = ""
    /// The batch.
    public var batch = ""
    /// How exactly the date is known; `nil` for to the day.
    public var datePrecision: DatePrecision?

    /// An empty figure to fill in.
    public init() {}

    /// The figure that an entry records, or that it takes back: a reversal repeats its original whole.
    public init?(_ entry: Entry) {
        guard entry.kind == .publishedFigureRecorded, let own = entry.seq, let region = entry.region else { return nil }
        if entry.sign < 0 {
            guard let original = entry.corrects else { return nil }
            seq = original
            reversedBy = own
        } else {
            seq = own
        }
        self.region = region
        fiscalYear = entry.fiscalYear ?? 0
        metric = entry.text(.metric) ?? ""
        caliber = entry.code(.caliber)
        programme = entry.code(.programme)
        basis = entry.text(.basis) ?? ""
        periodFrom = entry.day(.periodFrom)
        periodTo = entry.day(.periodTo)
        value = entry.number(.value) ?? 0
        unit = entry.code(.unit) ?? .count
        qualifier = entry.code(.qualifier) ?? .about
        status = entry.code(.status) ?? .toConfirm
        printed = entry.text(.printed) ?? ""
        count = entry.number(.count)
        countUnit = entry.code(.countUnit)
        agency = entry.text(.agency) ?? ""
        sourceDocument = entry.text(.sourceDocument) ?? ""
        derivedFrom = entry.texts(.derivedFrom).joined(separator: "\n")
        documents = entry.documents.joined(separator: "\n")
        batch = entry.text(.batch) ?? ""
        datePrecision = entry.code(.datePrecision)
    }

    /// Whether nobody took it back.
    public var isStanding: Bool { reversedBy == nil }

    /// Whether it may enter a formula: it is confirmed, its caliber is known, and so is its date.
    public var isComputable: Bool {
        status != .toConfirm && caliber != .toConfirm && datePrecision != DatePrecision.none
    }

    /// The year it is listed under: of its last day, else the budget year.
    public var year: Int { periodTo?.year ?? fiscalYear }

    /// The period as `2022-01-01/2022-05-31`; `/2022-12-31` for a figure to a day; empty where neither is known.
    public var periodText: String {
        guard periodFrom != nil || periodTo != nil else { return "" }
        return "\(periodFrom?.description ?? "")/\(periodTo?.description ?? "")"
    }

    /// The documents.
    public var documentNumbers: [String] {
        documents.split(separator: "\n" as Character).map(String.init)
    }

    /// The evidence of this figure alone.
    public var evidence: Evidence {
        var evidence = Evidence()
        evidence.add(seq)
        return evidence
    }
}
