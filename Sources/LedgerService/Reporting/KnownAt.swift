public import LedgerDomain
public import MerkleLog

/// What was known when a figure is asked for (已知截止): the first entries of the log, told by their number or by what
/// bounds them.
public enum KnownAt: Hashable, Sendable {
    /// All up to a position, that one included.
    case position(UInt64)
    /// So many entries.
    case size(UInt64)
    /// All that was recorded up to a day, that one included.
    case day(Day)
    /// All under a head that somebody kept, by the name they know it by.
    case head(Checkpoint, name: String)

    /// A position, a day, or `size:N`.
    public init?(_ text: String) {
        if let seq = StrictDecimal.decode(text) {
            self = .position(seq)
        } else if text.hasPrefix("size:"), let size = StrictDecimal.decode(text.dropFirst(5)) {
            self = .size(size)
        } else if let day = Day(text) {
            self = .day(day)
        } else {
            return nil
        }
    }

    /// The head in a note; `nil` where the note holds none.
    public init?(head note: [UInt8], name: String) {
        guard let read = try? SignedNote(note), let head = try? Checkpoint(text: read.text) else { return nil }
        self = .head(head, name: name)
    }
}

extension KnownAt: CustomStringConvertible {
    /// As evidence names it.
    public var description: String {
        switch self {
        case .position(let seq): String(seq)
        case .size(let size): "size:\(size)"
        case .day(let day): day.description
        case .head(_, let name): name
        }
    }
}

extension ServiceError {
    /// What was given as the cut-off of what was known is none.
    public static let noCutOff = usage(
        Label(
            "\(Choice.knownAt) 应为位置、日期、size:N 或检查点文件",
            "\(Choice.knownAt) takes a position, a date, size:N or the file of a head"))
}
