public import LedgerDomain

/// When to say how far a work is, and in what words.
///
/// A terminal shows one line that is drawn over itself: first after a second, at most five times a second, gone at the
/// end. Elsewhere nothing is said of short work, and of long work a line for each tenth or each minute, whichever
/// takes longer: a log full of steps hides the errors in it.
public struct ProgressPace: Sendable {
    /// What is to be done about a step.
    public enum Action: Sendable, Hashable {
        case nothing
        /// Draw this line in the place of the one before.
        case draw(String)
        /// Write this line after those before.
        case log(String)
        /// Remove the line drawn.
        case clear
    }

    private static let firstAfter: Int64 = 1_000
    private static let drawEvery: Int64 = 200
    private static let logEvery: Int64 = 60_000

    private let isTerminal: Bool
    private let language: Language
    private var start: Int64?
    private var phase: Label?
    private var phaseStart: Int64 = 0
    private var isDrawn = false
    private var drawnAt: Int64?
    private var loggedAt: Int64 = 0
    private var loggedDone: UInt64 = 0

    /// A pace for one run of the program.
    public init(isTerminal: Bool, language: Language) {
        self.isTerminal = isTerminal
        self.language = language
    }

    /// What to do about a step.
    ///
    /// - Parameters:
    ///   - now: the time in milliseconds, of a clock that nobody sets.
    ///   - columns: how wide the terminal is.
    public mutating func take(_ step: ProgressStep, at now: Int64, columns: Int = 80) -> Action {
        if start == nil { (start, loggedAt) = (now, now) }
        if phase != step.phase { (phase, phaseStart, loggedDone) = (step.phase, now, 0) }
        if step.isOver {
            phase = nil
            guard isDrawn else { return .nothing }
            isDrawn = false
            return .clear
        }
        return isTerminal ? draw(step, now, columns) : log(step, now)
    }

    private mutating func draw(_ step: ProgressStep, _ now: Int64, _ columns: Int) -> Action {
        guard now - (start ?? now) >= Self.firstAfter, drawnAt.map({ now - $0 >= Self.drawEvery }) ?? true else {
            return .nothing
        }
        (isDrawn, drawnAt) = (true, now)
        // In the last column some terminals begin the next line.
        return .draw(text(step, now, width: columns - 1))
    }

    private mutating func log(_ step: ProgressStep, _ now: Int64) -> Action {
        guard now - loggedAt >= Self.logEvery else { return .nothing }
        if let total = step.total, step.done < loggedDone &+ max(1, total / 10) { return .nothing }
        (loggedAt, loggedDone) = (now, step.done)
        return .log(text(step, now, width: .max))
    }

    // MARK: Words

    /// Phase, done and total, share, rate and remaining time, as many of them as there is room for.
    private func text(_ step: ProgressStep, _ now: Int64, width: Int) -> String {
        let unit = unit(step.unit)
        let total = step.total.map { max($0, step.done) }
        var parts = [step.phase.text(language) + " " + Self.number(step.done, unit)]
        if let total, total > 0 {
            parts[0] += " / \(Self.number(total, unit))\(unit.name)"
            parts.append("\(Int(UInt128(step.done) * 100 / UInt128(total))) %")
        } else {
            parts[0] += unit.name
        }
        let elapsed = UInt128(max(0, now - phaseStart))
        if elapsed > 0, step.done > 0 {
            let rate = UInt64(clamping: UInt128(step.done) * 1_000 / elapsed)
            parts.append("\(Self.number(rate, unit))\(unit.name)/\(language == .chinese ? "秒" : "s")")
            if let total {
                let left = (UInt128(total - step.done) * elapsed / UInt128(step.done) + 999) / 1_000
                parts.append(remaining(UInt64(clamping: left)))
            }
        }
        while parts.count > 1, DrawnWidth.of(joined(parts)) > width { parts.removeLast() }
        return joined(parts)
    }

    private func joined(_ parts: [String]) -> String { parts.joined(separator: language == .chinese ? "，" : ", ") }

    private func unit(_ unit: ProgressStep.Unit) -> (name: String, divisor: UInt64) {
        switch unit {
        case .rows: (language == .chinese ? " 行" : " rows", 1)
        case .entries: (language == .chinese ? " 条" : " entries", 1)
        case .bytes: (" MB", 1_000_000)
        }
    }

    private static func number(_ value: UInt64, _ unit: (name: String, divisor: UInt64)) -> String {
        var digits = Array(String(value / unit.divisor))
        for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
        return String(digits)
    }

    private func remaining(_ seconds: UInt64) -> String {
        let (hours, minutes) = (seconds / 3_600, seconds % 3_600 / 60)
        let time =
            switch (hours, minutes) {
            case (0, 0): language == .chinese ? "\(seconds) 秒" : "\(seconds) s"
            case (0, _): language == .chinese ? "\(minutes) 分 \(seconds % 60) 秒" : "\(minutes) min \(seconds % 60) s"
            default: language == .chinese ? "\(hours) 小时 \(minutes) 分" : "\(hours) h \(minutes) min"
            }
        return language == .chinese ? "剩余 \(time)" : "\(time) left"
    }
}
