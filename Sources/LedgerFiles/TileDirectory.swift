import Glibc
public import MerkleLog

/// A log as a directory of static files (C2SP tlog-tiles): `checkpoint`, `tile/…` and `tile/entries/…`.
///
/// Full tiles never change, so that a later export only adds files. The checkpoint is written last, after all else
/// is on the disk: a directory whose export was killed is still the one of the checkpoint before.
public struct TileDirectory: Sendable {
    /// The directory.
    public let path: String

    /// The tiled log in a directory.
    public init(_ path: String) {
        self.path = path
    }

    // MARK: Reading

    /// Tells a directory that the user may not read from one in which files are missing.
    ///
    /// - Throws: ``LogStoreError/notPermitted(path:)``.
    public func requirePermission() throws(LogStoreError) {
        if let place = Files.forbidden(in: path) { throw .notPermitted(path: place) }
    }

    /// A bundle of 256 entries of the greatest length.
    private static let maximumBytes = 256 * (2 + EntryBundle.maximumEntryBytes)

    /// The signed head of the directory; `nil` where there is none.
    public func checkpoint() -> [UInt8]? { bytes(at: "checkpoint") }

    /// A file below the directory; `nil` where it cannot be read, is no plain file or is longer than any tile.
    public func bytes(at name: String) -> [UInt8]? {
        Files.read("\(path)/\(name)", limit: Self.maximumBytes)
    }

    /// The hashes of a tile; `nil` where the file is missing or has another length.
    public func hashes(_ tile: Tile) -> [Hash]? {
        guard let bytes = bytes(at: tile.path), bytes.count == tile.width * Hash.length else { return nil }
        return Hash.array(of: bytes)
    }

    /// The entries of a bundle; `nil` where the file is missing or does not hold exactly these.
    public func entries(_ tile: Tile) -> [[UInt8]]? {
        bytes(at: tile.path).flatMap { EntryBundle.decode($0, width: tile.width) }
    }

    /// The tree that the hash tiles give for a log of a size.
    public func tree(size: UInt64) -> TiledTree<LogStoreError> {
        TiledTree(
            tile: { level, number throws(LogStoreError) in
                guard number < Tile.fullCount(level: level, size: size) else { return nil }
                return try self.required(Tile(.hashes(level: level), number: number))
            },
            leaves: { range throws(LogStoreError) in
                var found: [Hash] = []
                for number in (range.lowerBound / 256)..<((range.upperBound + 255) / 256) {
                    let isFull = number < Tile.fullCount(level: 0, size: size)
                    let width = isFull ? Tile.fullWidth : Tile.partialWidth(level: 0, size: size)
                    let hashes = try self.required(Tile(.hashes(level: 0), number: number, width: width))
                    let start = number * 256
                    for (index, hash) in hashes.enumerated() where range.contains(start + UInt64(index)) {
                        found.append(hash)
                    }
                }
                guard UInt64(found.count) == range.upperBound - range.lowerBound else {
                    throw .damaged("leaves \(range.lowerBound)")
                }
                return found
            })
    }

    private func required(_ tile: Tile?) throws(LogStoreError) -> [Hash] {
        guard let tile, let hashes = hashes(tile) else { throw .damaged(tile?.path ?? "tile") }
        return hashes
    }

    // MARK: Writing

    /// Writes what a log has beyond the first `old` entries, and then the head.
    ///
    /// Every entry is hashed on the way and the tiles must give the head's root, so that a damaged ledger is not
    /// exported as if it were whole.
    ///
    /// - Parameters:
    ///   - old: the size of the head that the directory has, 0 where it has none.
    ///   - note: the head with the signatures to publish.
    ///   - hasEntries: whether the entries themselves are written, or hashes alone.
    ///   - reached: told up to which position entries were written, now and then.
    /// - Throws: ``LogStoreError/damaged(_:)``, or what the disk says.
    /// - Returns: the number of files written.
    public func write(
        _ log: any LogStore, upTo head: LogHead, note: [UInt8], after old: UInt64, hasEntries: Bool = true,
        reached: (UInt64) -> Void = { _ in }
    ) throws -> Int {
        var count = try writeLeaves(log, old..<head.size, hasEntries, reached)
        count += try writeUpperTiles(log, after: old, size: head.size)
        guard try tree(size: head.size).root(size: head.size) == head.root else { throw LogStoreError.damaged("tree") }
        Files.syncAll()
        try Files.write(note, to: path + "/checkpoint")
        return count + 1
    }

    private func writeLeaves(
        _ log: any LogStore, _ range: Range<UInt64>, _ hasEntries: Bool, _ reached: (UInt64) -> Void
    ) throws -> Int {
        var count = 0
        var entries: [[UInt8]] = []
        var leaves: [UInt8] = []
        var number = range.lowerBound / 256
        func flush() throws {
            guard !entries.isEmpty else { return }
            if let tile = Tile(.hashes(level: 0), number: number, width: entries.count) {
                try put(leaves, tile)
                count += 1
            }
            if hasEntries, let tile = Tile(.entries, number: number, width: entries.count) {
                guard let bundle = EntryBundle.encode(entries) else { throw LogStoreError.damaged(tile.path) }
                try put(bundle, tile)
                count += 1
            }
            entries.removeAll(keepingCapacity: true)
            leaves.removeAll(keepingCapacity: true)
            number += 1
        }
        try log.forEachBatch(from: number * 256) { batch in
            var seq = batch.first
            try batch.forEachEntry { entry in
                defer { seq += 1 }
                guard seq >= number * 256, seq < range.upperBound else { return }
                let offset = Int(seq - batch.first) * Hash.length
                let leaf = MerkleTree.leafHash(entry)
                guard offset + Hash.length <= batch.leaves.count,
                    leaf.withBytes({ $0.elementsEqual(batch.leaves[offset..<offset + Hash.length]) })
                else { throw LogStoreError.damaged("entry \(seq)") }
                entries.append(Array(entry))
                leaf.withBytes { leaves.append(contentsOf: $0) }
                if entries.count == Tile.fullWidth { try flush() }
            }
            reached(min(seq, range.upperBound))
            return seq < range.upperBound
        }
        try flush()
        return count
    }

    private func writeUpperTiles(_ log: any LogStore, after old: UInt64, size: UInt64) throws -> Int {
        var count = 0
        for level in stride(from: 1, to: Tile.levels(size: size), by: 1) {
            let full = Tile.fullCount(level: level, size: size)
            for number in Tile.fullCount(level: level, size: old)..<full {
                guard let hashes = try log.storedTile(level: level, number: number),
                    let tile = Tile(.hashes(level: level), number: number)
                else { throw LogStoreError.damaged("tile \(level)/\(number)") }
                try put(hashes.flatMap(\.bytes), tile)
                count += 1
            }
            let width = Tile.partialWidth(level: level, size: size)
            guard let tile = Tile(.hashes(level: level), number: full, width: width) else { continue }
            let hashes = try log.tree.hashes(level: 8 * level, full * 256..<full * 256 + UInt64(width))
            try put(hashes.flatMap(\.bytes), tile)
            count += 1
        }
        return count
    }

    private func put(_ bytes: [UInt8], _ tile: Tile) throws {
        let place = "\(path)/\(tile.path)"
        Files.makeDirectories(of: place)
        try Files.write(bytes, to: place, isDurable: false)
    }
}
