/// How two signed heads stand to each other.
public enum HeadComparison: Hashable, Sendable {
    /// One head.
    case same
    /// Equal sizes with different roots, both validly signed: the two notes together prove that the log was forked.
    case fork
    /// Heads of different sizes; whether the smaller one is a beginning of the larger, a consistency proof tells.
    case ordered(smaller: UInt64, larger: UInt64)
    /// Heads of different logs.
    case differentLogs
    /// A note is not validly signed by a key of the log.
    case invalid(isFirst: Bool, NoteError)
    /// A note is validly signed and is no head.
    case noHead(isFirst: Bool)

    /// Compares two notes.
    public static func of(_ first: [UInt8], _ second: [UInt8], keys: [NoteVerifierKey]) -> HeadComparison {
        var heads: [Checkpoint] = []
        for (index, bytes) in [first, second].enumerated() {
            do throws(NoteError) {
                let note = try SignedNote(bytes)
                _ = try note.verified(by: keys)
                guard let head = try? Checkpoint(text: note.text) else { return .noHead(isFirst: index == 0) }
                heads.append(head)
            } catch { return .invalid(isFirst: index == 0, error) }
        }
        guard heads[0].origin.utf8.elementsEqual(heads[1].origin.utf8) else { return .differentLogs }
        if heads[0].size != heads[1].size {
            return .ordered(smaller: min(heads[0].size, heads[1].size), larger: max(heads[0].size, heads[1].size))
        }
        return heads[0].root == heads[1].root ? .same : .fork
    }
}
