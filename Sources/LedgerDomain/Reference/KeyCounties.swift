/// The 160 key counties (国家乡村振兴重点帮扶县), by their codes of 2026.
public struct KeyCounties: Sendable {
    /// Their codes.
    public let codes: Set<RegionCode>

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        let table = try ReferenceCSV(bytes)
        let column = try table.column("code6_2026")
        var codes: Set<RegionCode> = []
        for row in table.rows {
            guard let code = row.region(column), codes.insert(code).inserted else { throw row.fault("code6_2026") }
        }
        self.codes = codes
    }
}
