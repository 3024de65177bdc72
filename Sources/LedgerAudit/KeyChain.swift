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

    /// The sizes of the heads by which one key hands over to the next: the last that the one before may sign.
    public var handOvers: Set<UInt64> { Set(links.dropFirst().map { $0.from - 1 }) }

    /// Whether an auditor who holds some keys may believe the one that signs heads of a size.
    ///
    /// A key is as good as the one before it where that one signed the head with the change of keys: the entry alone
    /// could be written by whoever has the new key.
    ///
    /// - Parameter handedOver: the sizes of ``handOvers`` of which there are validly signed heads.
    public func isPinned(by held: [NoteVerifierKey], size: UInt64, handedOver: Set<UInt64>) -> Bool {
        for link in links.reversed() where link.from <= size {
            if held.contains(link.key) { return true }
            guard link.from > 0, handedOver.contains(link.from - 1) else { return false }
        }
        return false
    }

    /// The key that an entry changes to, where it changes the log's.
    public static func change(in entry: Entry) -> String? {
        guard entry.ownKind == .keyRotated, entry.code(.purpose, as: KeyPurpose.self) == .log else { return nil }
        return entry.text(.logVerifierKey)
    }
}
