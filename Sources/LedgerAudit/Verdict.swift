public import LedgerDomain

/// What an audit found, as a class with its public number (10 to 31).
public enum VerdictClass: Int, CaseIterable, Sendable {
    /// Entry bytes do not hash to the committed leaf or root.
    case content = 10
    /// A gap, a duplicate, or a position that is not the entry's own.
    case sequence = 11
    /// The log is shorter than a head that someone trusted holds.
    case truncated = 12
    /// Two heads that cannot both be beginnings of one log.
    case fork = 13
    /// A head that is unsigned, wrongly signed, malformed, or by an unknown key.
    case signature = 14
    /// A head signed by a key that was not authorised at that position.
    case key = 15
    /// A time that goes back or lies outside its proven window.
    case time = 16
    /// An identifier or business key repeated.
    case replay = 17
    /// A rule broken without waiver.
    case rule = 18
    /// A stored balance or figure is not the replayed one.
    case projection = 19
    /// Tables or triggers differ from those of the release.
    case schema = 20
    /// Reference data differ from the committed digest.
    case reference = 21
    /// An entry of a type or version that this release does not know.
    case software = 22
    /// An entry not in canonical form, or not of its type's form.
    case encoding = 23
    /// Nothing wrong was found, but evidence that was asked for is missing.
    case unproven = 30
    /// Entries after the last signed head.
    case tail = 31

    /// The name in machine lines.
    public var name: String {
        switch self {
        case .content: "CONTENT"
        case .sequence: "SEQUENCE"
        case .truncated: "TRUNCATED"
        case .fork: "FORK"
        case .signature: "SIGNATURE"
        case .key: "KEY"
        case .time: "TIME"
        case .replay: "REPLAY"
        case .rule: "RULE"
        case .projection: "PROJECTION"
        case .schema: "SCHEMA"
        case .reference: "REFERENCE"
        case .software: "SOFTWARE"
        case .encoding: "ENCODING"
        case .unproven: "UNPROVEN"
        case .tail: "TAIL"
        }
    }

    /// The classes from the gravest to the lightest; an audit's verdict is the gravest it found.
    public static let byGravity: [VerdictClass] = [
        .fork, .truncated, .key, .signature, .content, .sequence, .encoding, .time, .replay, .rule, .schema, .reference,
        .software, .projection, .unproven, .tail,
    ]

    var gravity: Int { Self.byGravity.firstIndex(of: self) ?? Self.byGravity.count }
}

/// One thing that an audit found wrong.
public struct AuditFinding: Sendable, Hashable {
    /// Its class.
    public let verdict: VerdictClass
    /// The first position concerned; `nil` where it concerns no entry.
    public let seq: UInt64?
    /// The last position, where only an interval is known.
    public let lastSeq: UInt64?
    /// What should be there.
    public let want: String
    /// What is there.
    public let got: String
    /// The evidence that says so.
    public let by: String
    /// The finding in words.
    public let text: Label

    /// A finding from its parts.
    public init(
        _ verdict: VerdictClass, seq: UInt64? = nil, lastSeq: UInt64? = nil, want: String = "", got: String = "",
        by: String, _ text: Label
    ) {
        self.verdict = verdict
        self.seq = seq
        self.lastSeq = lastSeq
        self.want = want
        self.got = got
        self.by = by
        self.text = text
    }

    /// The machine line: fixed keys in a fixed order.
    public var line: String {
        var parts = ["FAIL \(verdict.name)"]
        if let seq { parts.append("seq=\(seq)" + (lastSeq.map { "..\($0)" } ?? "")) }
        if !want.isEmpty { parts.append("want=\(Self.short(want))") }
        if !got.isEmpty { parts.append("got=\(Self.short(got))") }
        parts.append("by=\(Self.short(by))")
        return parts.joined(separator: " ")
    }

    /// A line stays one line and of a length to be read, whatever a hostile log holds.
    private static func short(_ text: String) -> String {
        var short = ""
        for scalar in text.unicodeScalars.prefix(shown) {
            short.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
        }
        return text.unicodeScalars.count > shown ? short + "…" : short
    }

    /// At most so many characters of a value stand in a line.
    private static let shown = 128
}

/// What an audit says in the end. Equal inputs give equal reports, byte for byte.
public struct AuditReport: Sendable {
    /// The log's identity.
    public var origin = ""
    /// The number of entries replayed.
    public var size: UInt64 = 0
    /// The root over them, in base64.
    public var root = ""
    /// What was shown to hold, and by which evidence.
    public var proven: [Label] = []
    /// What was not shown.
    public var unproven: [Label] = []
    /// Rules that entries set aside, in the order of the log.
    public var waivers: [WaivedRule] = []
    /// What was found wrong, gravest first, then by position.
    public private(set) var findings: [AuditFinding] = []
    /// How many findings there are, the ones not listed included.
    public private(set) var findingCount = 0

    /// At most so many findings of one class are listed.
    public static let listed = 100

    /// A report without findings.
    public init() {}

    /// Adds a finding.
    public mutating func add(_ finding: AuditFinding) {
        findingCount += 1
        guard findings.count(where: { $0.verdict == finding.verdict }) < Self.listed else { return }
        findings.append(finding)
        findings.sort { one, other in
            (one.verdict.gravity, one.seq ?? 0, one.by) < (other.verdict.gravity, other.seq ?? 0, other.by)
        }
    }

    /// The verdict: the gravest class found, else a pass.
    public var verdict: String { findings.first?.verdict.name ?? "PASS" }
    /// The number of the verdict: that of the gravest class, 0 for a pass.
    public var verdictNumber: Int { findings.first?.verdict.rawValue ?? 0 }
}
