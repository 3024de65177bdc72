import Glibc
import LedgerDomain
import LedgerInterchange
import LedgerService
import Synchronization

/// How far a long work is, on stderr: results stay alone on stdout.
final class ProgressLine: Sendable {
    private let pace: Mutex<ProgressPace>

    private init(isTerminal: Bool) { pace = Mutex(ProgressPace(isTerminal: isTerminal, language: Words.language)) }

    /// What takes the steps of this run: nothing where the caller wants none, or reads JSON.
    static func report(isQuiet: Bool) -> ProgressReport {
        guard !isQuiet, !Failure.wantsJSON else { return { _ in } }
        let terminal = getenv("TERM").map { String(cString: $0) } ?? "dumb"
        let line = ProgressLine(isTerminal: isatty(STDERR_FILENO) == 1 && terminal != "dumb" && !terminal.isEmpty)
        return { line.take($0) }
    }

    private func take(_ step: ProgressStep) {
        // What is drawn is written before another thread may draw over it.
        pace.withLock { pace in
            switch pace.take(step, at: Self.milliseconds, columns: Self.columns) {
            case .nothing: break
            case .draw(let text): Failure.write("\r\u{1B}[2K" + text, terminator: "")
            case .log(let text): Failure.write(text)
            case .clear: Failure.write("\r\u{1B}[2K", terminator: "")
            }
        }
    }

    private static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    private static var columns: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
