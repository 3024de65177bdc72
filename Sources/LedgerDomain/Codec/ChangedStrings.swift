/// Compares a text with one of the same shape that has been read: the same but for what stands in some strings.
///
/// Equal stretches are passed over eight bytes at a time. Where the texts differ within a string, that string is
/// scanned as ``CanonicalScanner`` scans it; where they differ elsewhere, or the string is not plain, there is no match.
struct ChangedStrings: Sendable {
    /// A string that differs.
    struct Change {
        /// The place of the string among the strings of the shape.
        var leaf = 0
        /// Where its content ended.
        var oldEnd = 0
        /// Where it begins now.
        var start = 0
        /// Where it ends now.
        var end = 0

        /// How far what follows has moved.
        var shift: Int { end - oldEnd }
    }

    private var changes: [Change] = []
    /// How many strings differ.
    private(set) var count = 0

    /// The strings that differ, in the order of the text.
    subscript(_ index: Int) -> Change { changes[index] }

    /// Whether any of some strings, given in the order of the text, differs.
    func changesAny(of leaves: Span<UInt16>) -> Bool {
        let changes = changes.span
        var leaf = 0
        for index in 0..<count {
            while leaf < leaves.count, Int(leaves[leaf]) < changes[index].leaf { leaf += 1 }
            if leaf < leaves.count, Int(leaves[leaf]) == changes[index].leaf { return true }
        }
        return false
    }

    /// Moves the nodes to where they stand in the new text.
    func move(_ nodes: inout MutableSpan<CanonicalTape.Node>) {
        var isMoved = false
        for index in 0..<count where changes[index].shift != 0 { isMoved = true }
        guard isMoved else { return }
        let changes = changes.span
        var next = 0
        var shift = 0
        for index in 0..<Int(nodes[0].next) {
            var node = nodes[index]
            while next < count, changes[next].oldEnd <= Int(node.start) {
                shift = changes[next].shift
                next += 1
            }
            // An object or array ends behind strings within it.
            var endShift = shift
            var later = next
            while later < count, changes[later].oldEnd <= Int(node.end) {
                endShift = changes[later].shift
                later += 1
            }
            node.nameStart = UInt16(truncatingIfNeeded: Int(node.nameStart) + shift)
            node.nameEnd = UInt16(truncatingIfNeeded: Int(node.nameEnd) + shift)
            node.start = UInt16(truncatingIfNeeded: Int(node.start) + shift)
            node.end = UInt16(truncatingIfNeeded: Int(node.end) + endShift)
            nodes[index] = node
        }
    }

    /// Whether the texts have one shape.
    ///
    /// - Parameters:
    ///   - leaves: the nodes of the strings of the old text, in the order of the text.
    mutating func compare(
        _ text: Span<UInt8>, with old: Span<UInt8>, _ nodes: Span<CanonicalTape.Node>, leaves: Span<UInt16>
    ) -> Bool {
        count = 0
        if changes.count < leaves.count { changes = [Change](repeating: Change(), count: leaves.count) }
        var shift = 0
        var place = 0
        var leaf = 0
        while true {
            place = Self.firstDifference(text, shift: shift, old, from: place)
            if place == old.count { return place + shift == text.count }
            while leaf < leaves.count, Int(nodes[Int(leaves[leaf])].end) < place { leaf += 1 }
            guard leaf < leaves.count else { return false }
            let node = nodes[Int(leaves[leaf])]
            // Its escapes would have to go with it.
            guard Int(node.start) <= place, !node.isEscaped else { return false }
            let start = Int(node.start) + shift
            let end = CanonicalScanner.plainStringEnd(from: start, of: text)
            guard end > start else { return false }
            changes[count] = Change(leaf: leaf, oldEnd: Int(node.end), start: start, end: end)
            shift = changes[count].shift
            count += 1
            place = Int(node.end)
            leaf += 1
        }
    }

    /// The first place from `start` on where the old text differs from the new, or its end.
    @inline(__always)
    private static func firstDifference(
        _ text: Span<UInt8>, shift: Int, _ old: Span<UInt8>, from start: Int
    ) -> Int {
        var place = start
        let end = min(old.count, text.count - shift)
        while place + 32 <= end {
            let first = old.word(at: place) ^ text.word(at: place + shift)
            let second = old.word(at: place + 8) ^ text.word(at: place + shift + 8)
            let third = old.word(at: place + 16) ^ text.word(at: place + shift + 16)
            let fourth = old.word(at: place + 24) ^ text.word(at: place + shift + 24)
            if first | second | third | fourth != 0 { break }
            place += 32
        }
        while place + 8 <= end {
            let difference = old.word(at: place) ^ text.word(at: place + shift)
            if difference != 0 { return place + difference.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < end, old[place] == text[place + shift] { place += 1 }
        return place
    }
}
