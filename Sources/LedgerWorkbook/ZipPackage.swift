import CZip
import LedgerDomain

/// The parts of a zip package by name, each unpacked as it is read.
///
/// The directory of the package is judged before anything is unpacked: sizes, ratios, methods, and that no name stands
/// twice, because two readers might then see two different sheets.
final class ZipPackage {
    private struct Part {
        let index: UInt64
        let size: UInt64
    }

    private static let chunkBytes = 1 << 16

    private let archive: OpaquePointer
    private var parts: [String: Part] = [:]

    /// Opens a package.
    init(_ file: FileBytes, _ limits: WorkbookLimits) throws(Fault) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        // The archive owns the source once it is open.
        guard let source = ZipSource.make(file, &error) else { throw WorkbookFault.broken("") }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw WorkbookFault.broken(String(cString: zip_error_strerror(&error)))
        }
        self.archive = archive
        try list(limits)
    }

    deinit { zip_discard(archive) }

    private func list(_ limits: WorkbookLimits) throws(Fault) {
        let count = zip_get_num_entries(archive, 0)
        guard count > 0 else { throw WorkbookFault.broken("") }
        guard count <= limits.parts else {
            throw WorkbookFault.tooLarge("\(count)", Label("至多 \(limits.parts) 个部件", "at most \(limits.parts) parts"))
        }
        var total: UInt64 = 0
        for index in 0..<UInt64(count) {
            var entry = zip_stat_t()
            zip_stat_init(&entry)
            guard zip_stat_index(archive, index, 0, &entry) == 0, let name = entry.name.map({ String(cString: $0) })
            else { throw WorkbookFault.broken("") }
            if entry.encryption_method != UInt16(ZIP_EM_NONE) { throw WorkbookFault.encrypted }
            guard entry.comp_method == UInt16(ZIP_CM_STORE) || entry.comp_method == UInt16(ZIP_CM_DEFLATE) else {
                throw WorkbookFault.broken(name)
            }
            let (sum, isOver) = total.addingReportingOverflow(entry.size)
            guard !isOver, sum <= limits.unpackedBytes else {
                throw WorkbookFault.tooLarge(
                    name,
                    Label(
                        "解压后至多 \(limits.unpackedBytes >> 20) MiB", "at most \(limits.unpackedBytes >> 20) MiB unpacked")
                )
            }
            total = sum
            guard entry.size <= limits.ratioFloor || entry.size / limits.ratio <= entry.comp_size else {
                throw WorkbookFault.tooLarge(
                    "\(name) \(entry.comp_size) → \(entry.size)",
                    Label("压缩比至多 \(limits.ratio)", "a ratio of at most \(limits.ratio)"))
            }
            // Names differ in case between writers; Excel compares them without it (ECMA-376 part 2, 9.1.1).
            guard parts.updateValue(Part(index: index, size: entry.size), forKey: name.lowercased()) == nil else {
                throw WorkbookFault.broken(name)
            }
        }
    }

    /// Whether there is a part of this name.
    func has(_ name: String) -> Bool { parts[name.lowercased()] != nil }

    /// Hands the bytes of a part to `body`, a chunk at a time, until there are no more or it answers `false`.
    ///
    /// - Throws: ``Fault`` where the part is missing or broken; what `body` throws.
    func read(_ name: String, _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> Bool) throws(Fault) {
        guard let part = parts[name.lowercased()] else { throw WorkbookFault.missing(part: name) }
        guard let file = zip_fopen_index(archive, part.index, 0) else { throw WorkbookFault.broken(name) }
        defer { zip_fclose(file) }
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.chunkBytes)
        defer { buffer.deallocate() }
        guard let base = buffer.baseAddress else { return }
        var left = part.size
        while true {
            let count = zip_fread(file, base, UInt64(buffer.count))
            // A wrong checksum or size shows here, at the end of the part.
            guard count >= 0, UInt64(count) <= left else { throw WorkbookFault.broken(name) }
            if count == 0 { break }
            left -= UInt64(count)
            guard try body(UnsafeBufferPointer(start: base, count: Int(count))) else { return }
        }
        guard left == 0 else { throw WorkbookFault.broken(name) }
    }
}
