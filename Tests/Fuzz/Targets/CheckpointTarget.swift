import MerkleLog

/// Heads of logs (``Checkpoint``): one spelling, and what is signed is what is read.
struct CheckpointTarget: FuzzTarget {
    static let name = "checkpoint"
    static let maximumLength = 1_024
    static let dictionary = ["cosignature/v1\n", "\n0\n", "18446744073709551615", "\r\n"]

    private let log: SampleLog

    init() throws { log = try SampleLog() }

    func seeds() throws -> [[UInt8]] {
        let notes = try SampleLog.published.map { try SignedNote(Array($0.note.utf8)).text }
        return try (notes + ([0] + SampleLog.sizes).map { try log.head(size: $0).text }).map { Array($0.utf8) }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self), let head = try? Checkpoint(text: text) else {
            return
        }
        expect(head.text.utf8.elementsEqual(bytes), "written again it has other bytes")
        expect((try? Checkpoint(text: head.text)) == head, "read again it is another head")
        expect(head.size > 0 || head.root == MerkleTree.emptyRoot, "an empty log with a root")
        guard let note = try? head.signed(with: log.key), let read = try? SignedNote(note.bytes),
            (try? read.verified(by: [log.key.verifier])) == [log.key.verifier]
        else { fatalError("a head that cannot be signed and read") }
        expect((try? Checkpoint(text: read.text)) == head, "signed it is another head")
    }
}
