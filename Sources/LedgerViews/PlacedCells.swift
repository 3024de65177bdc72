import LedgerDomain

/// A key that begins with a place. Cells of such keys can be put aside by groups of places and taken up again group
/// by group, so that a fold of any log needs the memory of a part of it.
protocol PlacedKey: SortedSumKey, RowPart {
    var region: RegionCode { get }
}

extension RegionCode {
    /// The group of places in which a fold is put aside: a prefecture, whose codes begin with the same four digits.
    var group: Int { Int(number) / 100 }
}

extension SumTable where Key: PlacedKey, Sum: CellSum {
    /// Gives the cells of each group of places as bytes, and forgets them.
    mutating func unload(_ body: (_ group: Int, PackedBytes) -> Void) {
        var order = indices { UInt64($0.region.group) }
        order.sort { $0.word < $1.word }
        var bytes = PackedBytes()
        var start = 0
        while start < order.count {
            bytes.removeAll()
            let group = order[start].word
            while start < order.count, order[start].word == group {
                let (key, sum) = self[order[start].index]
                key.write(to: &bytes)
                sum.write(to: &bytes)
                start += 1
            }
            body(Int(group), bytes)
        }
        removeAll()
    }

    /// Adds cells that were put aside.
    mutating func load(_ bytes: [UInt8]) {
        var reader = PackedReader(bytes)
        while !reader.isAtEnd {
            var (key, sum) = (Key(), Sum())
            key.visitColumns(&reader)
            sum.visitColumns(&reader)
            change(key, from: Sum()) { $0.add(sum) }
        }
    }

    /// Adds the sums of another table.
    mutating func merge(_ other: SumTable) {
        other.each { key, sum in change(key, from: Sum()) { $0.add(sum) } }
    }
}
