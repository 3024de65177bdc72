/// Cutting JSON Lines into lines.
public enum TextLines {
    /// Gives each line in order, without its newline; a text without any is one line.
    ///
    /// Looks at 16 bytes at a time: by single bytes, this took a tenth of an audit.
    public static func forEach(
        in text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        var start = 0
        while true {
            let end = newline(in: text, from: start)
            try body(UnsafeRawBufferPointer(rebasing: text[start..<end]))
            if end == text.count { return }
            start = end + 1
        }
    }

    /// The first newline from a place on, or the end.
    private static func newline(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
        var place = start
        while place + 16 <= text.count {
            let first = newlines(in: text, at: place)
            let second = newlines(in: text, at: place + 8)
            if first != 0 { return place + first.trailingZeroBitCount >> 3 }
            if second != 0 { return place + 8 + second.trailingZeroBitCount >> 3 }
            place += 16
        }
        while place < text.count, text[place] != 0x0A { place += 1 }
        return place
    }

    /// Of eight bytes, the lowest bit that is set stands in the first newline; bits above it may be wrong.
    @inline(__always)
    private static func newlines(in text: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
        let bytes = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let word = bytes ^ 0x0A0A_0A0A_0A0A_0A0A
        return (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
