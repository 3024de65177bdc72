public import LedgerDomain

/// A part of a cell that can wait as bytes.
protocol PackedPart {
    func pack(into bytes: inout PackedBytes)
    init(_ reader: inout PackedReader)
}

/// A key that begins with a place. Cells of such keys can be put aside by groups of places and taken up again group
/// by group, so that a fold of any log needs the memory of a part of it.
protocol PlacedKey: SortedSumKey, PackedPart {
    var region: RegionCode { get }
}

extension RegionCode {
    /// The group of places in which a fold is put aside: a prefecture, whose codes begin with the same four digits.
    var group: Int { Int(number) / 100 }

    func pack(into bytes: inout PackedBytes) { bytes.append(number) }

    init(_ reader: inout PackedReader) { self = RegionCode(number: reader.next()) ?? .nation }
}

extension SumTable where Key: PlacedKey, Sum: PackedPart {
    /// Gives the cells of each group of places as bytes, and forgets them.
    mutating func unload<E: Error>(_ body: (_ group: Int, PackedBytes) throws(E) -> Void) throws(E) {
        var order = places { UInt64($0.region.group) }
        order.sort { $0.word < $1.word }
        var bytes = PackedBytes()
        var start = 0
        while start < order.count {
            bytes.removeAll()
            let group = order[start].word
            while start < order.count, order[start].word == group {
                pack(order[start].place, into: &bytes)
                start += 1
            }
            try body(Int(group), bytes)
        }
        removeAll()
    }

    /// Adds cells that were put aside.
    mutating func load(_ reader: inout PackedReader, from nothing: Sum, add: (inout Sum, Sum) -> Void) {
        while !reader.isAtEnd {
            let key = Key(&reader)
            let sum = Sum(&reader)
            change(key, from: nothing) { add(&$0, sum) }
        }
    }
}

/// The codes of a list by their discriminators.
struct CodesByDiscriminator<Code: CaseIterable & Sendable>: Sendable {
    private let codes: [Code?]

    init() {
        var codes = [Code?](repeating: nil, count: 256)
        for code in Code.allCases { codes[Int(discriminator(of: Optional(code)))] = code }
        self.codes = codes
    }

    func code(_ number: UInt8) -> Code? { codes[Int(number)] }
}

extension Evidence: PackedPart {
    func pack(into bytes: inout PackedBytes) {
        bytes.append(events)
        bytes.append(firstSeq ?? .max)
        bytes.append(lastSeq ?? .max)
        bytes.append(positionsSum)
    }

    init(_ reader: inout PackedReader) {
        let events: Int64 = reader.next()
        let (first, last): (UInt64, UInt64) = (reader.next(), reader.next())
        self.init(
            events: events, firstSeq: first == .max ? nil : first, lastSeq: last == .max ? nil : last,
            positionsSum: reader.next())
    }

    func append(to row: inout ViewRowBytes) {
        row.append(events)
        row.append(firstSeq.map { Int64(clamping: $0) } ?? -1)
        row.append(lastSeq.map { Int64(clamping: $0) } ?? -1)
        row.append(decimal: positionsSum)
    }
}

extension LineReference {
    func pack(into bytes: inout PackedBytes) {
        switch self {
        case .none: bytes.append(UInt8(0))
        case .line(let identity):
            bytes.append(UInt8(1))
            bytes.append(identity)
        case .pool(let identity):
            bytes.append(UInt8(2))
            bytes.append(identity)
        }
    }

    init(_ reader: inout PackedReader) {
        switch reader.next(UInt8.self) {
        case 1: self = .line(reader.identity())
        case 2: self = .pool(reader.identity())
        default: self = .none
        }
    }

    func append(to row: inout ViewRowBytes) {
        switch self {
        case .none:
            row.append(text: "")
            row.append(text: "")
        case .line(let identity):
            row.append(text: "L")
            row.append(text: identity)
        case .pool(let identity):
            row.append(text: "P")
            row.append(text: identity)
        }
    }
}
