/// Reads entry after entry of a log, and remembers the shapes it met.
///
/// Neighbours in a log mostly have the same members, and share many values. Such an entry is compared with the last
/// one of its shape: what is equal was read and checked before, and what differs is read and checked by itself. All
/// others are read in full. The result is that of ``Entry/read(_:)-(UnsafeRawBufferPointer)`` and
/// ``EntryForm/faults(in:)`` for every sequence of bytes.
public struct EntryReader: Sendable {
    private struct Shape {
        /// The last entry of this shape.
        var entry: Entry
        let plan: ChangedStringPlan
        /// Tells its values from those of other shapes.
        let number: UInt64
        /// Whether its entry passed all checks.
        var isUsable = true
    }

    private static let maximumShapes = 32

    private let form: EntryForm?
    private var shapes: [Shape] = []
    /// The places of the shapes, the last used first.
    private var order: [Int] = []
    private var shapeCount: UInt64 = 0
    /// The last entry that was read in full and belongs to no shape.
    private var other = Entry()
    private var isOther = true
    private var match = ChangedStrings()
    private var passed = PassedValues()

    /// Whether the last entry is known to have no fault in its form that refuses it; if not, ask ``EntryForm``.
    public private(set) var isSound = false

    /// A reader.
    ///
    /// - Parameter form: what entries are checked against; without it nothing is known to be sound.
    public init(form: EntryForm? = nil) {
        self.form = form
    }

    /// Gives the last entry that was read to `body`. A copy would count references four times an entry.
    public func withEntry(_ body: (Entry) throws -> Void) rethrows {
        if isOther { return try body(other) }
        let shapes = shapes.span
        try body(shapes[order[0]].entry)
    }

    /// Reads the next entry.
    ///
    /// - Throws: ``EntryFault``; the last entry must then not be used until the next reading.
    public mutating func read(_ source: UnsafeRawBufferPointer) throws(EntryFault) {
        let text = source.bindMemory(to: UInt8.self).span
        isSound = form != nil
        isOther = false
        if text.count <= EntryForm.maximumReversibleBytes, let place = find(text) {
            shapes[place].entry.read(source, match)
            guard let form else { return }
            if Self.accepts(match, of: &shapes[place], form, &passed) { return }
            // Its last entry is one that must not be believed.
            shapes[place].isUsable = false
        }
        try readInFull(source)
    }

    private mutating func readInFull(_ source: UnsafeRawBufferPointer) throws(EntryFault) {
        isOther = true
        try other.read(source)
        isSound = false
        // A reversal is rare, and nearly every one is of its own.
        guard let kind = other.ownKind, kind != .entryReversed, other.node(.waives) == 0 else { return }
        if let form {
            isSound = form.faults(in: other).allSatisfy { $0.outcome != .refuse }
            guard isSound else { return }
        }
        shapeCount += 1
        let shape = Shape(
            entry: other, plan: ChangedStringPlan(other, kind, isChecked: form != nil), number: shapeCount << 16)
        if shapes.count < Self.maximumShapes {
            order.insert(shapes.count, at: 0)
            shapes.append(shape)
        } else {
            let place = order.removeLast()
            order.insert(place, at: 0)
            shapes[place] = shape
        }
        other = Entry()
        isOther = false
    }

    /// The place of the shape that a text has, where nothing differs on which other things depend.
    private mutating func find(_ text: Span<UInt8>) -> Int? {
        // Taken out, so that it may change while the shapes are looked at.
        var match = ChangedStrings()
        swap(&match, &self.match)
        defer { swap(&match, &self.match) }
        var rank = 0
        while rank < order.count {
            let place = order[rank]
            let isMatch = Self.isMatch(text, shapes.span, place, &match)
            if isMatch {
                while rank > 0 {
                    order.swapAt(rank, rank - 1)
                    rank -= 1
                }
                return place
            }
            rank += 1
        }
        return nil
    }

    private static func isMatch(
        _ text: Span<UInt8>, _ shapes: Span<Shape>, _ place: Int, _ match: inout ChangedStrings
    ) -> Bool {
        guard shapes[place].isUsable else { return false }
        let isShape = match.compare(
            text, with: shapes[place].entry.bytes.span, shapes[place].entry.tape.nodes.span,
            leaves: shapes[place].plan.nodes.span)
        if !isShape { return false }
        return !match.changesAny(of: shapes[place].plan.fixed.span)
    }

    /// Whether all values that changed are as the form asks.
    private static func accepts(
        _ match: borrowing ChangedStrings, of shape: inout Shape, _ form: EntryForm, _ passed: inout PassedValues
    ) -> Bool {
        let bytes = shape.entry.bytes.span
        var hasDates = false
        for index in 0..<match.count {
            let leaf = match[index].leaf
            let range = match[index].start..<match[index].end
            let check = shape.plan.checks[leaf]
            switch check {
            case .value:
                let owner = shape.number | UInt64(leaf)
                if passed.contains(bytes, range, owner: owner) { continue }
                guard let kind = shape.plan.kinds[leaf],
                    form.accepts(Int(shape.plan.nodes[leaf]), of: shape.entry, kind)
                else { return false }
                passed.add(bytes, range, owner: owner)
                continue
            case .day, .instant: hasDates = true
            default: break
            }
            if !check.accepts(bytes, range) { return false }
        }
        for relation in shape.plan.relations where relation.fault(in: shape.entry) != nil { return false }
        guard hasDates else { return true }
        guard let effective = shape.entry.effectiveOn, let recorded = shape.entry.recordedAt?.day else { return false }
        return effective <= recorded
    }
}
