public import LedgerDomain

extension MoneyCells {
    /// Gives the bytes of each row to `body`, sorted by key.
    public func eachPackedRow<E: Error>(_ body: (ViewRowBytes) throws(E) -> Void) throws(E) {
        var row = ViewRowBytes()
        try eachInOrder { key, cell throws(E) in
            row.removeAll()
            row.append(key.region)
            row.append(Int64(key.fiscalYear))
            row.append(Int64(key.lineYear))
            row.append(text: key.source?.rawValue ?? "")
            row.append(text: key.level?.rawValue ?? "")
            row.append(text: key.task?.rawValue ?? "")
            row.append(text: key.projectClass?.description ?? "")
            row.append(text: key.nature?.rawValue ?? "")
            key.holder.append(to: &row)
            cell.eachSum { row.append(decimal: $0) }
            row.append(cell.receipts)
            cell.evidence.append(to: &row)
            try body(row)
        }
    }
}

extension MoneyCellKey: PackedPart {
    private static let sources = CodesByDiscriminator<FundSource>()
    private static let levels = CodesByDiscriminator<FundLevel>()
    private static let tasks = CodesByDiscriminator<TaskDirection>()
    private static let natures = CodesByDiscriminator<ProjectNature>()

    func pack(into bytes: inout PackedBytes) {
        region.pack(into: &bytes)
        bytes.append(fiscalYear)
        bytes.append(lineYear)
        bytes.append(projectClass?.number ?? -1)
        bytes.append(UInt8(discriminator(of: source)))
        bytes.append(UInt8(discriminator(of: level)))
        bytes.append(UInt8(discriminator(of: task)))
        bytes.append(UInt8(discriminator(of: nature)))
        holder.pack(into: &bytes)
    }

    init(_ reader: inout PackedReader) {
        region = RegionCode(&reader)
        fiscalYear = reader.next()
        lineYear = reader.next()
        projectClass = ClassCode(number: reader.next())
        source = Self.sources.code(reader.next())
        level = Self.levels.code(reader.next())
        task = Self.tasks.code(reader.next())
        nature = Self.natures.code(reader.next())
        holder = LineReference(&reader)
    }
}

extension MoneyCell: PackedPart {
    /// Gives the sums in the order of the table.
    func eachSum(_ body: (Int128) -> Void) {
        body(issued)
        body(received)
        body(distributedOwn)
        body(passedDown)
        body(arrived)
        body(carriedOut)
        body(carriedIn)
        body(lapsed)
        body(recovered)
        body(committed)
        body(paid)
    }

    func pack(into bytes: inout PackedBytes) {
        eachSum { bytes.append($0) }
        bytes.append(receipts)
        evidence.pack(into: &bytes)
    }

    init(_ reader: inout PackedReader) {
        self.init()
        issued = reader.next()
        received = reader.next()
        distributedOwn = reader.next()
        passedDown = reader.next()
        arrived = reader.next()
        carriedOut = reader.next()
        carriedIn = reader.next()
        lapsed = reader.next()
        recovered = reader.next()
        committed = reader.next()
        paid = reader.next()
        receipts = reader.next()
        evidence = Evidence(&reader)
    }
}
