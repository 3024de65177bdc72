import LedgerDomain
import Testing

@testable import LedgerInterchange

/// When progress is shown, and in what words.
@Suite struct ProgressPaceTests {
    private static func step(
        _ done: UInt64, of total: UInt64? = 1_000_000, _ phase: String = "入账", unit: ProgressStep.Unit = .rows,
        isOver: Bool = false
    ) -> ProgressStep {
        var step = ProgressStep(phase: Label(phase, "Recording"), unit: unit, done: done, total: total)
        step.isOver = isOver
        return step
    }

    private static func pace(isTerminal: Bool = true, _ language: Language = .chinese) -> ProgressPace {
        var pace = ProgressPace(isTerminal: isTerminal, language: language)
        #expect(pace.take(step(0), at: 5_000) == .nothing)
        return pace
    }

    @Test func theLineIsFirstDrawnAfterASecondAndAtMostFiveTimesASecond() {
        var pace = Self.pace()
        #expect(pace.take(Self.step(1), at: 5_999) == .nothing)
        var drawn: [Int64] = []
        for time in stride(from: Int64(6_000), to: 8_000, by: 10) {
            if case .draw = pace.take(Self.step(UInt64(time)), at: time) { drawn.append(time) }
        }
        #expect(drawn == Array(stride(from: Int64(6_000), to: 8_000, by: 200)))
    }

    @Test func theLineTellsPhaseDoneTotalRateAndWhatIsLeft() {
        var pace = Self.pace()
        #expect(
            pace.take(Self.step(400_000), at: 45_000)
                == .draw("入账 400,000 / 1,000,000 行，40 %，10,000 行/秒，剩余 1 分 0 秒"))
        var english = Self.pace(.english)
        #expect(
            english.take(Self.step(400_000), at: 45_000)
                == .draw("Recording 400,000 / 1,000,000 rows, 40 %, 10,000 rows/s, 1 min 0 s left"))
    }

    @Test func aTotalThatNobodyKnowsIsLeftOut() {
        var pace = Self.pace()
        #expect(pace.take(Self.step(1_500, of: nil), at: 8_000) == .draw("入账 1,500 行，500 行/秒"))
    }

    @Test func moreDoneThanExpectedIsNoMoreThanAll() {
        var pace = Self.pace()
        #expect(pace.take(Self.step(20, of: 10), at: 15_000) == .draw("入账 20 / 20 行，100 %，2 行/秒，剩余 0 秒"))
    }

    @Test func whatANarrowTerminalCannotHoldIsLeftOut() {
        var pace = Self.pace()
        #expect(pace.take(Self.step(400_000), at: 45_000, columns: 40) == .draw("入账 400,000 / 1,000,000 行，40 %"))
    }

    @Test func aPhaseThatEndsClearsItsLineOnce() {
        var pace = Self.pace()
        #expect(pace.take(Self.step(10, isOver: true), at: 5_500) == .nothing, "nothing was drawn")
        _ = pace.take(Self.step(10, "核验"), at: 7_000)
        #expect(pace.take(Self.step(10, "核验", isOver: true), at: 7_001) == .clear)
        #expect(pace.take(Self.step(10, "核验", isOver: true), at: 7_002) == .nothing)
    }

    @Test func theRateIsThatOfThePhase() {
        var pace = Self.pace()
        _ = pace.take(Self.step(1_000_000, isOver: true), at: 105_000)
        _ = pace.take(Self.step(0, of: 100, "核验"), at: 105_000)
        #expect(pace.take(Self.step(50, of: 100, "核验"), at: 115_000) == .draw("核验 50 / 100 行，50 %，5 行/秒，剩余 10 秒"))
    }

    @Test func aLogHasNoLineAboutShortWork() {
        var pace = Self.pace(isTerminal: false)
        for second in 1..<60 {
            #expect(pace.take(Self.step(UInt64(second) * 16_000), at: 5_000 + Int64(second) * 1_000) == .nothing)
        }
        #expect(pace.take(Self.step(1_000_000, isOver: true), at: 64_000) == .nothing)
    }

    /// A tenth takes 25 seconds in the first work and 100 in the second.
    @Test(arguments: [(250, [60, 120, 180, 240]), (1_000, [100, 200, 300, 400, 500, 600, 700, 800, 900])])
    func aLogHasALineForEachTenthOrMinuteWhicheverIsLater(_ seconds: Int, _ wanted: [Int]) {
        var pace = Self.pace(isTerminal: false)
        var logged: [Int] = []
        for second in 1..<seconds {
            let done = UInt64(second) * 1_000_000 / UInt64(seconds)
            if case .log = pace.take(Self.step(done), at: 5_000 + Int64(second) * 1_000) { logged.append(second) }
        }
        #expect(logged == wanted)
    }

    @Test func noNumberIsTooLarge() {
        var pace = Self.pace()
        guard case .draw(let text) = pace.take(Self.step(.max, of: .max, unit: .bytes), at: .max - 1) else {
            Issue.record("nothing is drawn")
            return
        }
        #expect(text.contains("100 %"))
    }
}
