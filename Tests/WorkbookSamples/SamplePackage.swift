import CZip
import Glibc

/// Zip packages for tests, written with libzip.
public enum SamplePackage {
    /// What a part holds.
    public enum Content {
        case bytes([UInt8])
        /// A file, for parts that are better not held in memory.
        case file(String)
    }

    /// A package of these parts; `password` encrypts them.
    public static func bytes(_ parts: [(String, Content)], password: String? = nil) -> [UInt8] {
        let path = "/tmp/linkedfund-sample-\(getpid())-\(UInt64.random(in: 0...UInt64.max)).xlsx"
        defer { unlink(path) }
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code) else { return [] }
        for (name, content) in parts {
            let source: OpaquePointer?
            switch content {
            case .bytes(let bytes):
                let copy = malloc(max(bytes.count, 1))
                bytes.withUnsafeBytes { from in
                    if let copy, let base = from.baseAddress { memcpy(copy, base, from.count) }
                }
                source = zip_source_buffer(archive, copy, UInt64(bytes.count), 1)
            case .file(let file): source = zip_source_file(archive, file, 0, 0)
            }
            guard let source else { return [] }
            let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
            if let password, index >= 0 {
                zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_TRAD_PKWARE), password)
            }
        }
        zip_close(archive)
        return read(path)
    }

    /// A file's bytes.
    public static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
    }
}
