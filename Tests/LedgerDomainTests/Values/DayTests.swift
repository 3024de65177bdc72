import LedgerDomain
import Testing

@Suite struct DayTests {
    /// Counts days one by one, as a wall calendar does, and compares every day of three centuries.
    @Test func everyDayFrom1900To2199AgreesWithACalendar() {
        // 1900-01-01 lies 25,567 days before 1970-01-01: 70 years with 17 leap days.
        var ordinal: Int32 = -25_567
        var wrong = 0
        for year in 1900...2199 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (index, length) in lengths.enumerated() {
                let month = index + 1
                for number in 1...length {
                    let day = Day(year: year, month: month, day: number)
                    let isRight =
                        day?.ordinal == ordinal && day.map { $0.parts == (year, month, number) } == true
                        && day == Day(ordinal: ordinal) && day.flatMap { Day($0.description) } == day
                    wrong += isRight ? 0 : 1
                    ordinal += 1
                }
                #expect(Day(year: year, month: month, day: length + 1) == nil)
                #expect(Day(year: year, month: month, day: 0) == nil)
            }
            #expect(Day.first(of: year).parts == (year, 1, 1))
            #expect(Day.last(of: year).parts == (year, 12, 31))
        }
        #expect(wrong == 0)
        #expect(Day(ordinal: ordinal).parts == (2200, 1, 1))
    }

    static let refused = [
        "1899-12-31", "2200-01-01", "2023-02-29", "1900-02-29", "2100-02-29", "2023-00-10", "2023-13-01", "2023-04-31",
        "2023-4-01", "2023/04/01", "20230401", "2023-04-01 ", " 2023-04-01", "2023-04-0１", "+023-04-01", "2023-04--1",
        "", "2023-04-01T",
    ]

    @Test(arguments: refused) func refuses(_ text: String) {
        #expect(Day(text) == nil)
    }

    @Test func readsBothEnds() {
        #expect(Day("1900-01-01")?.ordinal == -25_567)
        #expect(Day("1970-01-01")?.ordinal == 0)
        #expect(Day("2000-02-29")?.ordinal == 11_016)
        #expect(Day("2199-12-31")?.parts.year == 2199)
        #expect(Day("2023-06-30")?.description == "2023-06-30")
    }

    @Test func theSameDayAYearBefore() {
        #expect(Day("2024-02-29")?.aYearBefore == Day("2023-02-28"))
        #expect(Day("2024-02-28")?.aYearBefore == Day("2023-02-28"))
        #expect(Day("2025-02-28")?.aYearBefore == Day("2024-02-28"))
        #expect(Day("2024-03-01")?.aYearBefore == Day("2023-03-01"))
        #expect(Day("1900-01-01")?.aYearBefore.parts.year == 1899)
    }

    @Test func movesByDays() {
        #expect(Day("2023-12-31")?.adding(days: 1) == Day("2024-01-01"))
        #expect(Day("2024-03-01")?.adding(days: -1) == Day("2024-02-29"))
        #expect(Day(ordinal: 5).adding(days: .max) == Day(ordinal: .max))
        #expect(Day(ordinal: 5).adding(days: .min) == Day(ordinal: .min))
        #expect(Day(ordinal: -5).adding(days: .min) == Day(ordinal: .min))
    }

    @Test func yearsFarOutsideDoNotWrap() {
        #expect(Day.last(of: 9_999).parts == (9_999, 12, 31))
        #expect(Day.first(of: 1_000).description == "1000-01-01")
        #expect(Day.first(of: 1_000).adding(days: -1).description == "0999-12-31")
        #expect(Day.last(of: .max) > Day.last(of: 9_999))
        #expect(Day.first(of: .min) < Day.first(of: 1))
    }
}
