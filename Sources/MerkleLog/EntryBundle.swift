/// The bytes of a tile of entries (C2SP tlog-tiles v0.1.0): each entry after its length in two bytes, the higher
/// one first.
public enum EntryBundle {
    /// The longest entry that a bundle can hold, in bytes.
    public static let maximumEntryBytes = 65_535

    /// The bytes of 1 to 256 entries; `nil` for another number or a longer entry.
    public static func encode(_ entries: [[UInt8]]) -> [UInt8]? {
        guard (1...Tile.fullWidth).contains(entries.count), entries.allSatisfy({ $0.count <= maximumEntryBytes })
        else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            bytes.append(UInt8(entry.count >> 8))
            bytes.append(UInt8(entry.count & 255))
            bytes += entry
        }
        return bytes
    }

    /// The entries of a bundle; `nil` where it does not hold exactly `width` of them.
    public static func decode(_ bytes: [UInt8], width: Int) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let high = rest.popFirst(), let low = rest.popFirst() else { return nil }
            let count = Int(high) << 8 | Int(low)
            guard rest.count >= count else { return nil }
            entries.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return entries.count == width ? entries : nil
    }
}
