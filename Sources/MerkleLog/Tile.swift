/// A piece of a log as a static file (C2SP tlog-tiles v0.1.0): up to 256 hashes of one level, or up to 256 entries.
///
/// ```
/// tile/0/000            the hashes of leaves 0 ..< 256; 8,192 bytes
/// tile/1/000.p/17       the roots of the first 17 of these; partial tiles carry their width
/// tile/entries/x001/000 entries 256,000 ..< 256,256
/// ```
///
/// Hash `j` of the tile of level `L` and number `N` is the root of leaves `(256N + j) * 256^L ..< (256N + j + 1) *
/// 256^L`, the subtree `(8L, 256N + j)`. A partial tile never feeds the level above it.
public struct Tile: Hashable, Sendable {
    /// What a tile holds.
    public enum Content: Hashable, Sendable {
        /// Hashes of a level, 0 to 63; level 0 holds the leaf hashes.
        case hashes(level: Int)
        /// Entries, as ``EntryBundle`` writes them.
        case entries
    }

    /// The number of hashes or entries of a full tile.
    public static let fullWidth = 256

    /// What it holds.
    public let content: Content
    /// Its place among the tiles of its level, from 0.
    public let number: UInt64
    /// How many hashes or entries, 1 to 256.
    public let width: Int

    /// A tile; `nil` for a level past 63 or a width outside 1 to 256.
    public init?(_ content: Content, number: UInt64, width: Int = fullWidth) {
        if case .hashes(let level) = content, !(0...63).contains(level) { return nil }
        guard (1...Self.fullWidth).contains(width) else { return nil }
        self.content = content
        self.number = number
        self.width = width
    }

    /// A tile from its path; `nil` where that is not what ``path`` writes.
    public init?(path: some StringProtocol) {
        var parts = Array(path.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count >= 3 else { return nil }
        let content: Content
        if parts[1] == "entries" {
            content = .entries
        } else {
            guard let level = StrictDecimal.decode(parts[1]), level <= 63 else { return nil }
            content = .hashes(level: Int(level))
        }
        var width = Self.fullWidth
        if parts[parts.count - 2].utf8.suffix(2).elementsEqual(".p".utf8) {
            guard let given = StrictDecimal.decode(parts.removeLast()), given < Self.fullWidth else { return nil }
            width = Int(given)
            parts[parts.count - 1].removeLast(2)
        }
        let digits = parts[2...].flatMap { $0.utf8.filter { $0 != UInt8(ascii: "x") } }
        // Leading zeros belong to the groups, so the digits are read leniently here and compared below.
        guard let number = UInt64(String(decoding: digits, as: UTF8.self)) else { return nil }
        self.init(content, number: number, width: width)
        guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
    }

    /// The path below the log's address: groups of three digits, all but the last with an `x` before them.
    public var path: String {
        var groups: [String] = []
        var rest = number
        repeat {
            let digits = String(rest % 1000)
            let mark = groups.isEmpty ? "" : "x"
            groups.append(mark + String(repeating: "0", count: 3 - digits.utf8.count) + digits)
            rest /= 1000
        } while rest > 0
        let folder =
            switch content {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        let end = width == Self.fullWidth ? "" : ".p/\(width)"
        return "tile/\(folder)/" + groups.reversed().joined(separator: "/") + end
    }

    /// How many full tiles a level has in a log of a size. Bundles of entries are as those of level 0.
    public static func fullCount(level: Int, size: UInt64) -> UInt64 { (size >> UInt64(8 * level)) >> 8 }

    /// The width of a level's last, partial tile in a log of a size; 0 where there is none.
    public static func partialWidth(level: Int, size: UInt64) -> Int { Int((size >> UInt64(8 * level)) & 255) }

    /// How many levels have a tile, full or partial, in a log of a size.
    public static func levels(size: UInt64) -> Int { (71 - size.leadingZeroBitCount) / 8 }
}
