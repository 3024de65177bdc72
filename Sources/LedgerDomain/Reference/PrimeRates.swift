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
        let table = try ReferenceCSV(bytes)
        let (published, oneYear, fiveYears) = (
            try table.column("publish_date"), try table.column("lpr_1y_pct"), try table.column("lpr_5y_plus_pct")
        )
        var announcements: [PrimeRate] = []
        for row in table.rows {
            // Per cent with two decimals is hundredths of a per cent, of which one is 100 ppm; the reader of
            // 元 reads two decimals exactly.
            guard let day = Day(row[published]), let one = Fen(row[oneYear], in: .yuan),
                let five = Fen(row[fiveYears], in: .yuan)
            else { throw row.fault("publish_date or rate") }
            announcements.append(
                PrimeRate(publishedOn: day, oneYearPPM: one.count * 100, fiveYearsPPM: five.count * 100))
        }
        self.announcements = announcements.sorted { $0.publishedOn < $1.publishedOn }
    }

    /// The announcement in force on a day; `nil` before the first.
    ///
    /// After the last announcement it stays in force: compare ``PrimeRate/publishedOn`` with the day to see
    /// that a table has become old.
    public func inForce(on day: Day) -> PrimeRate? { announcements.last { $0.publishedOn <= day } }
}
