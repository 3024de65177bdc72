/// How far a long work is (进度), as whoever does it tells whoever waits.
public struct ProgressStep: Sendable, Hashable {
    /// What is counted.
    public enum Unit: Sendable, Hashable {
        case rows
        case entries
        case bytes
    }

    /// What is done now.
    public var phase: Label
    /// What is counted.
    public var unit: Unit
    /// How much of it is done.
    public var done: UInt64
    /// How much there is; `nil` where only the end will tell.
    public var total: UInt64?
    /// Whether the phase is over, done or given up.
    public var isOver = false

    /// A step from its parts.
    public init(phase: Label, unit: Unit, done: UInt64 = 0, total: UInt64? = nil) {
        (self.phase, self.unit, self.done, self.total) = (phase, unit, done, total)
    }
}
