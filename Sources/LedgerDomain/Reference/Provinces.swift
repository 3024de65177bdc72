/// A province, autonomous region or municipality (省级行政区).
public struct Province: Hashable, Sendable {
    /// Its division code.
    public let code: RegionCode
    /// Its name.
    public let name: String
    /// Its abbreviation in document numbers, as 黑.
    public let abbreviation: String
    /// Its two letters of ISO 3166-2.
    public let letters: String
    /// Whether it is one of the 22 provinces of the centre and the west.
    public let isCentralOrWestern: Bool
    /// How many of the 832 former poverty counties lie in it.
    public let formerPovertyCounties: Int
    /// How many of the 160 key counties lie in it.
    public let keyCounties: Int
}

/// The provinces in the order of their codes.
public struct Provinces: Sendable {
    /// All of them, with those of Taiwan, Hong Kong and Macao.
    public let provinces: [Province]

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        let table = try ReferenceCSV(bytes)
        let (code6, name, short) = (try table.column("code6"), try table.column("name"), try table.column("abbr_zh"))
        let (letters, western) = (try table.column("alpha2"), try table.column("central_western_22"))
        let (poverty, key) = (try table.column("count_of_832"), try table.column("count_of_160"))
        var provinces: [Province] = []
        for row in table.rows {
            guard let code = row.region(code6), code.level == .province, let poverty = row.digits(poverty),
                let key = row.digits(key), ["yes", "no"].contains(row[western])
            else { throw row.fault("code6, central_western_22 or a count") }
            provinces.append(
                Province(
                    code: code, name: row[name], abbreviation: row[short], letters: row[letters],
                    isCentralOrWestern: row[western] == "yes", formerPovertyCounties: poverty, keyCounties: key))
        }
        self.provinces = provinces.sorted { $0.code < $1.code }
    }

    /// The province that a division lies in, by its digits.
    public func province(of code: RegionCode) -> Province? { provinces.first { $0.code == code.province } }
}
