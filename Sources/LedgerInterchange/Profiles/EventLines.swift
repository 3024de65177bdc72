public import LedgerDomain

/// Events as JSON Lines: drafts, or entries that a ledger exported.
///
/// Exported entries keep their identifiers. What belongs to the ledger they came from, its opening, imports and
/// certificates, is passed over.
struct EventLines {
    private let context: ImportContext
    private let owned = Set(EventKind.allCases.filter(\.isOwnedByLedger).map(\.type.name))
    private var result = ImportResult(variant: "events")

    /// Gives the events of a text to `take` until it answers `false`; one line is in memory at a time.
    ///
    /// - Throws: ``Fault`` where the encoding breaks.
    static func read(
        _ text: SourceText, _ context: ImportContext, _ take: (ImportedRow) -> Bool
    ) throws(Fault) -> ImportResult {
        var lines = EventLines(context: context)
        var reader = LineReader(try text.pieces())
        while let line = try reader.next() {
            guard let item = lines.draft(line, reader.number) else { continue }
            if !take(item) { break }
        }
        if lines.result.rows == 0 {
            lines.result.sheetFaults.append(
                RowFault(
                    row: 0, column: "",
                    fault: Fault(.syntax, path: "", expected: Label("每行一个 JSON 对象", "a JSON object on each line"))))
        }
        return lines.result
    }

    private init(context: ImportContext) { self.context = context }

    private mutating func draft(_ text: [UInt8], _ line: Int) -> ImportedRow? {
        let content = text.last == 0x0D ? text.dropLast() : text[...]
        if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
        result.rows += 1
        // Private use and U+FFFD begin with EE, EF, F3 and F4 in UTF-8.
        if content.contains(where: { $0 == 0xEE || $0 == 0xEF || $0 >= 0xF3 }),
            let damage = DamagedText.damage(in: String(decoding: content, as: UTF8.self)), damage.hasPrefix("U+")
        {
            result.faults.append(RowFault(row: line, column: "", fault: DamagedText.fault(damage)))
            return nil
        }
        do throws(DraftSyntaxFault) {
            let (decoded, faults) = Draft.decode(try DraftReader.read(Array(content)))
            for fault in faults { result.faults.append(RowFault(row: line, column: fault.path, fault: fault)) }
            guard var draft = decoded?.draft else { return nil }
            if owned.contains(draft.type) {
                result.skipped += 1
                return nil
            }
            if draft.id.isEmpty { draft.id = context.rowID("", line, 0) }
            result.events += 1
            return ImportedRow(number: line, drafts: [draft], exportedSeq: decoded?.exportedSeq)
        } catch {
            result.faults.append(RowFault(row: line, column: error.member ?? "", fault: error.fault))
            return nil
        }
    }
}

/// The lines of a text in turn.
private struct LineReader {
    /// An entry has at most 32 KiB, a draft with its white space hardly more.
    private static let maximumBytes = 1 << 20

    private let pieces: TextPieces
    private var piece: ArraySlice<UInt8> = []
    /// The line that was read last, from 1.
    private(set) var number = 0

    init(_ pieces: TextPieces) { self.pieces = pieces }

    /// The next line without its end; `nil` at the end of the text.
    mutating func next() throws(Fault) -> [UInt8]? {
        var line: [UInt8] = []
        var hasBytes = false
        while true {
            if piece.isEmpty {
                guard let more = try pieces.next() else { break }
                piece = more[...]
            }
            hasBytes = true
            let end = piece.firstIndex(of: 0x0A)
            line += piece[..<(end ?? piece.endIndex)]
            guard line.count <= Self.maximumBytes else {
                throw Fault(
                    .tooLarge, path: "", given: "\(line.count)",
                    expected: Label("每行至多 1 MiB（第 \(number + 1) 行）", "at most 1 MiB a line (line \(number + 1))"))
            }
            piece = end.map { piece[($0 + 1)...] } ?? []
            if end != nil { break }
        }
        guard hasBytes else { return nil }
        number += 1
        return line
    }
}

extension DraftSyntaxFault {
    /// The fault as people read it.
    public var fault: Fault {
        let what: Label =
            switch reason {
            case .number: Label("数字要写成字符串，如 \"500\"", "numbers written as strings, as \"500\"")
            case .null: Label("没有的字段不写，不写 null", "no null: leave the member out")
            case .duplicateMember: Label("每个字段只出现一次", "each member once")
            case .truncated: Label("完整的 JSON", "complete JSON")
            case .tooDeep: Label("至多 \(CanonicalTape.maximumDepth) 层", "at most \(CanonicalTape.maximumDepth) levels")
            default:
                Label(
                    "合法的 JSON（第 \(offset) 字节附近：\(reason.rawValue)）",
                    "valid JSON (near byte \(offset): \(reason.rawValue))")
            }
        return Fault(.syntax, path: member ?? "", given: member ?? "", expected: what)
    }
}
