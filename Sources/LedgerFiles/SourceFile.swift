import Glibc
public import MerkleLog

/// A file that somebody hands in: read in pieces and more than once, and held against its digest at the end.
public final class SourceFile {
    /// How many bytes it had when it was opened.
    public let count: Int
    /// SHA-256 of these bytes.
    public let digest: Hash

    private let descriptor: Int32
    /// What came through a pipe, which can be read once.
    private let piped: [UInt8]?

    /// Opens a file and reads it once for its digest; `nil` where it cannot be read.
    public init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        if information.st_mode & S_IFMT == S_IFREG {
            piped = nil
            count = Int(information.st_size)
        } else {
            piped = Self.all(descriptor)
            count = piped?.count ?? 0
            if piped == nil {
                digest = MerkleTree.sha256([UInt8]())
                return nil
            }
        }
        guard let digest = Self.digest(descriptor, piped, count) else {
            // A class that failed after all members were set is deinitialised, which closes the descriptor.
            self.digest = MerkleTree.sha256([UInt8]())
            return nil
        }
        self.digest = digest
    }

    deinit { close(descriptor) }

    /// Bytes from an offset on; `nil` where the file has shrunk or the disk fails.
    public func bytes(from offset: Int, count: Int) -> [UInt8]? {
        if let piped { return Array(piped[min(offset, piped.count)..<min(offset + count, piped.count)]) }
        return Self.bytes(descriptor, offset, count)
    }

    /// Whether its bytes are still those of the digest.
    public var isUnchanged: Bool { Self.digest(descriptor, piped, count) == digest }

    private static func bytes(_ descriptor: Int32, _ offset: Int, _ count: Int) -> [UInt8]? {
        var filled = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            while filled < count, let base = buffer.baseAddress {
                let step = pread(descriptor, base + filled, count - filled, off_t(offset + filled))
                if step <= 0 { break }
                filled += step
            }
            written = filled
        }
        return filled == count ? bytes : nil
    }

    /// What comes through a pipe, up to the most that is held in memory; `nil` past that.
    private static func all(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= pipedAtMost {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
        return nil
    }

    private static let pipedAtMost = 256 << 20

    private static func digest(_ descriptor: Int32, _ piped: [UInt8]?, _ count: Int) -> Hash? {
        if let piped { return MerkleTree.sha256(piped) }
        var hash = HashStream()
        var offset = 0
        while offset < count {
            guard let piece = bytes(descriptor, offset, min(1 << 18, count - offset)) else { return nil }
            hash.update(piece)
            offset += piece.count
        }
        return hash.value
    }
}
