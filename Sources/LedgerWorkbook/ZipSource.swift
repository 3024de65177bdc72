import CZip
import Glibc
import LedgerDomain

/// Lets libzip read a package through ``FileBytes``: only what it asks for is in memory.
final class ZipSource {
    private let file: FileBytes
    private var offset = 0
    private var error = zip_error_t()

    private init(_ file: FileBytes) {
        self.file = file
        zip_error_init(&error)
    }

    deinit { zip_error_fini(&error) }

    /// A source of libzip over a file; it lives until libzip frees it.
    static func make(_ file: FileBytes, _ error: inout zip_error_t) -> OpaquePointer? {
        let context = Unmanaged.passRetained(ZipSource(file))
        guard let source = zip_source_function_create(answer, context.toOpaque(), &error) else {
            context.release()
            return nil
        }
        return source
    }

    private static let commands = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
        ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
    ]

    private static let answer: zip_source_callback = { context, data, length, command in
        guard let context else { return -1 }
        let box = Unmanaged<ZipSource>.fromOpaque(context)
        if command == ZIP_SOURCE_FREE {
            box.release()
            return 0
        }
        return box.takeUnretainedValue().answer(command, data, length)
    }

    private func answer(_ command: zip_source_cmd, _ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
        switch command {
        case ZIP_SOURCE_OPEN:
            offset = 0
            return 0
        case ZIP_SOURCE_CLOSE: return 0
        case ZIP_SOURCE_READ: return read(data, length)
        case ZIP_SOURCE_SEEK:
            let place = zip_source_seek_compute_offset(
                UInt64(offset), UInt64(file.count), data, length, &error)
            guard place >= 0 else { return -1 }
            offset = Int(place)
            return 0
        case ZIP_SOURCE_TELL: return Int64(offset)
        case ZIP_SOURCE_STAT:
            guard let data, length >= UInt64(MemoryLayout<zip_stat_t>.size) else { return -1 }
            let entry = data.assumingMemoryBound(to: zip_stat_t.self)
            zip_stat_init(entry)
            entry.pointee.size = UInt64(file.count)
            entry.pointee.valid = UInt64(ZIP_STAT_SIZE)
            return Int64(MemoryLayout<zip_stat_t>.size)
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&error, data, length)
        case ZIP_SOURCE_SUPPORTS: return Self.commands.reduce(0) { $0 | 1 << Int64($1.rawValue) }
        default:
            zip_error_set(&error, ZIP_ER_OPNOTSUPP, 0)
            return -1
        }
    }

    private func read(_ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
        guard let data else { return 0 }
        do throws(Fault) {
            let bytes = try file.bytes(from: offset, count: Int(clamping: length))
            bytes.withUnsafeBytes { source in
                if let base = source.baseAddress { memcpy(data, base, source.count) }
            }
            offset += bytes.count
            return Int64(bytes.count)
        } catch {
            zip_error_set(&self.error, ZIP_ER_READ, 0)
            return -1
        }
    }
}
