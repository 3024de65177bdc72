public import LedgerDomain
public import MerkleLog

/// The keys that may sign the heads of a log, as the log itself fixes them (密钥链).
///
/// The first entry names the first key. An entry `key.rotated` stands under a head that the old key signed; heads
/// after that one are the new key's alone.
public struct KeyChain: Sendable {
    /// A key and the smallest size of a head that it may sign.
    public struct Link: Hashable, Sendable {
        /// The smallest size.
        public let from: UInt64
        /// The key.
        public let key: NoteVerifierKey
    }

    /// The keys in the order of the log.
    public private(set) var links: [Link]

    /// The chain that begins with a key.
    public init(_ first: NoteVerifierKey?) {
        links = first.map { [Link(from: 0, key: $0)] } ?? []
    }

    /// The chain of a log from its entries: the opening one, and those that change the key.
    public init(opening: Entry?, changes: [(seq: UInt64, key: String)]) {
        self.init(opening?.text(.logVerifierKey).flatMap { try? NoteVerifierKey($0) })
        for change in changes {
            // A key that cannot be read signs nothing: heads after it are then nobody's.
            guard let key = try? NoteVerifierKey(change.key) else { continue }
            links.append(Link(from: change.seq + 2, key: key))
        }
    }

    /// The key that may sign a head of a size.
    public func authorised(size: UInt64) -> NoteVerifierKey? {
        links.last { $0.from <= size }?.key
    }

    /// All keys of the chain.
    public var keys: [NoteVerifierKey] { links.map(\.key) }

    /// Whether a chain is known to an auditor who holds some of the keys: the first, from which the others follow,
    /// or the newest, whose heads cover all that is before them.
    public func isPinned(by held: [NoteVerifierKey]) -> Bool {
        [links.first, links.last].contains { link in link.map { held.contains($0.key) } ?? false }
    }

    /// The key that an entry changes to, where it changes the log's.
    static func change(in entry: Entry) -> String? {
        guard entry.ownKind == .keyRotated, entry.code(.purpose, as: KeyPurpose.self) == .log else { return nil }
        return entry.text(.logVerifierKey)
    }
}
