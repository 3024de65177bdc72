/// One announcement of the loan prime rates (贷款市场报价利率).
public struct PrimeRate: Hashable, Sendable {
    /// The day it was announced and came into force.
    public let publishedOn: Day
    /// One year, in millionths.
    public let oneYearPPM: Int64
    /// Five years and more, in millionths.
    public let fiveYearsPPM: Int64
}

/// The announcements in order. A rate is in force from its day until the next announcement.
public struct PrimeRates: Sendable {
    /// The announcements in order.
    public let announcements: [PrimeRate]

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        var announcements: [PrimeRate] = []
        for row in try ReferenceCSV(bytes).rows {
            // Per cent with two decimals is hundredths of a per cent, of which one is 100 ppm; the reader of
            // 元 reads two decimals exactly.
            guard let day = Day(row["publish_date"]), let one = Fen(row["lpr_1y_pct"], in: .yuan),
                let five = Fen(row["lpr_5y_plus_pct"], in: .yuan)
            else { throw ReferenceFault(line: row.line, reason: "publish_date or rate") }
            announcements.append(
                PrimeRate(publishedOn: day, oneYearPPM: one.count * 100, fiveYearsPPM: five.count * 100))
        }
        self.announcements = announcements.sorted { $0.publishedOn < $1.publishedOn }
    }

    /// The announcement in force on a day; `nil` before the first.
    public func inForce(on day: Day) -> PrimeRate? { announcements.last { $0.publishedOn <= day } }
}

/// The 160 key counties (国家乡村振兴重点帮扶县), by their codes of 2026.
public struct KeyCounties: Sendable {
    /// Their codes.
    public let codes: Set<RegionCode>

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        var codes: Set<RegionCode> = []
        for row in try ReferenceCSV(bytes).rows {
            guard let code = RegionCode(row["code6_2026"]) else { throw ReferenceFault(line: row.line, reason: "code") }
            codes.insert(code)
        }
        self.codes = codes
    }
}

/// The policy parameters that a release ships (政策参数), as rows of text; `init` records them as events.
public struct PolicyPack: Sendable {
    /// The columns of one row by name, empty where the table has nothing.
    public let rows: [[String: String]]

    /// Reads the table.
    ///
    /// - Throws: ``ReferenceFault`` at the first row that cannot be read.
    public init(_ bytes: [UInt8]) throws(ReferenceFault) {
        rows = try ReferenceCSV(bytes).rows.map { row in
            var cells: [String: String] = [:]
            for name in row.columns.names { cells[name] = row[name] }
            return cells
        }
    }
}
