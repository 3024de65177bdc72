/// Zip packages whose parts are stored and not packed, with the checksums that libzip asks for, so that changes of a
/// part reach what reads it.
enum StoredZip {
    static func bytes(_ parts: [(name: String, content: ArraySlice<UInt8>)]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in parts {
            let offset = file.count
            let sum = crc(content)
            // Version, flags, method, time, date, checksum, both sizes, length of the name, no extra field.
            let common: [UInt8] =
                two(20) + two(1 << 11) + two(0) + two(0) + two(33) + four(sum) + four(UInt32(content.count))
                + four(UInt32(content.count)) + two(name.utf8.count) + two(0)
            file += [0x50, 0x4B, 3, 4] + common + Array(name.utf8)
            file += content
            directory += [0x50, 0x4B, 1, 2] + two(20) + common + two(0) + two(0) + two(0) + four(0)
            directory += four(UInt32(offset)) + Array(name.utf8)
        }
        let end: [UInt8] =
            [0x50, 0x4B, 5, 6] + two(0) + two(0) + two(parts.count) + two(parts.count) + four(UInt32(directory.count))
            + four(UInt32(file.count)) + two(0)
        return file + directory + end
    }

    private static func two(_ value: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private static func four(_ value: UInt32) -> [UInt8] {
        two(Int(value & 0xFFFF)) + two(Int(value >> 16))
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    private static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
    }
}
