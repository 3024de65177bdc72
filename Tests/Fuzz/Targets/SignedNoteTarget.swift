import MerkleLog

/// Signed notes (``SignedNote``, ``HeadComparison``).
///
/// A note has one spelling: what is read is written as the same bytes. A known key's signature stands only under a text
/// that its owner signed, which for the keys here are the texts of the seeds.
struct SignedNoteTarget: FuzzTarget {
    static let name = "note"
    static let dictionary = ["\n\n— ", "— ", "==\n", "=\n", "\n\n"]

    private let log: SampleLog
    private let keys: [NoteVerifierKey]
    private let texts: Set<[UInt8]>

    init() throws {
        log = try SampleLog()
        keys = try log.keys()
        texts = Set(try Self.notes(log).map { Array(try SignedNote($0).text.utf8) })
    }

    private static func notes(_ log: SampleLog) throws -> [[UInt8]] {
        try SampleLog.published.map { Array($0.note.utf8) }
            + ([0] + SampleLog.sizes).map { try log.note(size: $0).bytes }
    }

    func seeds() throws -> [[UInt8]] { try Self.notes(log) }

    mutating func run(_ bytes: [UInt8]) {
        guard let note = try? SignedNote(bytes) else { return }
        expect(note.bytes == bytes, "written again it has other bytes")
        expect((try? SignedNote(note.bytes)) == note, "read again it is another note")
        expect(!note.signatures.isEmpty && note.text.utf8.last == 0x0A, "a note without signature or end of line")
        if let signers = try? note.verified(by: keys) {
            expect(!signers.isEmpty, "verified by nobody")
            expect(texts.contains(Array(note.text.utf8)), "a text that nobody signed is verified")
        }
        let ownText = (try? log.head(size: 8).text) ?? ""
        switch HeadComparison.of(bytes, bytes, keys: keys) {
        case .same, .noHead, .invalid: break
        default: fatalError("a note is not the same as itself")
        }
        // A stranger's lines below a good note change nothing, or are refused.
        guard var good = try? log.note(size: 8) else { fatalError("no head") }
        good.signatures += note.signatures.prefix(8)
        if let signers = try? good.verified(by: [log.key.verifier]) {
            expect(signers == [log.key.verifier] && good.text == ownText, "lines of strangers change who signed")
        }
    }
}
