public import ArgumentParser
import Glibc
public import LedgerDomain
public import LedgerService

/// The ledger a command works on, and the language it speaks.
struct LedgerOptions: ParsableArguments {
    @Option(
        name: [.long, .short],
        help: ArgumentHelp(Words.pick("账本目录（或 LINKEDFUND_LEDGER）。", "The ledger's directory (or LINKEDFUND_LEDGER).")))
    var ledger: String?

    @Option(help: ArgumentHelp(Words.pick("操作人（或 LINKEDFUND_ACTOR）。", "Who records (or LINKEDFUND_ACTOR).")))
    var actor: String?

    @Flag(
        name: [.long, .short],
        help: ArgumentHelp(Words.pick("不显示进度。", "Do not show progress.")))
    var quiet = false

    @OptionGroup var language: LanguageOption

    /// Who is told how far a long work is.
    var progress: ProgressReport { ProgressLine.report(isQuiet: quiet) }

    var directory: String {
        get throws {
            if let ledger { return ledger }
            if let variable = getenv("LINKEDFUND_LEDGER") { return String(cString: variable) }
            throw ServiceError.usage(Label("缺少 --ledger", "--ledger is missing"))
        }
    }

    func open() throws -> Ledger { try Ledger(try directory, World.environment(actor: actor, progress: progress)) }
}

/// The language option, read before parsing.
struct LanguageOption: ParsableArguments {
    @Option(help: ArgumentHelp(Words.pick("语言：zh 或 en。", "Language: zh or en.")))
    var lang: String?
}

/// How rows are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case json
    case csv
    case xlsx
}

extension RegionCode: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ReportName: ExpressibleByArgument {}
extension ShareBasis: ExpressibleByArgument {}
extension ShareMeasure: ExpressibleByArgument {}

/// What was known, as `--known-at` and editions take it: a position, a day, `size:N`, or the file of a head.
enum CutOff {
    static func known(_ text: String) throws(ServiceError) -> KnownAt {
        if let known = KnownAt(text) { return known }
        guard let note = FileInput.head(named: text), let known = KnownAt(head: note, name: text) else {
            throw .noCutOff
        }
        return known
    }

    static func known(_ text: String?) throws(ServiceError) -> KnownAt? {
        guard let text else { return nil }
        return try known(text) as KnownAt
    }
}

/// The world as this process finds it.
enum World {
    static func environment(
        actor: String?, progress: @escaping ProgressReport = { _ in }
    ) -> LedgerEnvironment {
        let given = actor ?? getenv("LINKEDFUND_ACTOR").map { String(cString: $0) } ?? ""
        // An empty name names nobody.
        let name = given.isEmpty ? "u:" + userName : given
        return LedgerEnvironment(
            now: { Int64(time(nil)) }, randomBytes: randomBytes, actor: name, stateDirectory: stateDirectory,
            software: Program.software, progress: progress)
    }

    /// How many processors this process may use.
    static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    private static var userName: String {
        if let entry = getpwuid(getuid()) { return String(cString: entry.pointee.pw_name) }
        return "\(getuid())"
    }

    private static var stateDirectory: String {
        if let state = getenv("XDG_STATE_HOME") { return String(cString: state) + "/linkedfund" }
        let home = getenv("HOME").map { String(cString: $0) } ?? "/tmp"
        return home + "/.local/state/linkedfund"
    }

    @Sendable private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}

/// The unit of amounts for people.
enum UnitOption {
    /// - Throws: ``ServiceError/usage(_:)`` where the name is no unit's.
    static func unit(_ name: String?) throws -> MoneyUnit? {
        guard let name else { return nil }
        guard let unit = MoneyUnit(named: name) else {
            throw ServiceError.usage(Label("--unit 应为 yuan、wan 或 yi", "--unit takes yuan, wan or yi"))
        }
        return unit
    }
}
