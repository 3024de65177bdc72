import LedgerDomain

/// Events as JSON Lines: drafts, or entries that a ledger exported.
///
/// Exported entries keep their identifiers. What belongs to the ledger they came from, its opening, imports and
/// certificates, is passed over.
enum EventLines {
    static func read(_ bytes: [UInt8], _ context: ImportContext) -> ImportResult {
        var result = ImportResult(variant: "events")
        let owned = Set(EventKind.allCases.filter(\.isOwnedByLedger).map(\.type.name))
        var line = 0
        for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            let content = text.last == 0x0D ? text.dropLast() : text
            if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            result.rows += 1
            do throws(DraftSyntaxFault) {
                let (decoded, faults) = Draft.decode(try DraftReader.read(Array(content)))
                result.faults += faults.map { RowFault(row: line, column: $0.path, fault: $0) }
                guard var draft = decoded?.draft else { continue }
                if owned.contains(draft.type) {
                    result.skipped += 1
                    continue
                }
                if draft.id.isEmpty { draft.id = context.rowID("", line, 0) }
                if let seq = decoded?.exportedSeq { result.exportedIDs[seq] = draft.id }
                result.drafts.append(RowDraft(row: line, draft: draft))
            } catch {
                result.faults.append(RowFault(row: line, column: error.member ?? "", fault: error.fault))
            }
        }
        if result.rows == 0 {
            result.faults.append(
                RowFault(
                    row: 0, column: "",
                    fault: Fault(.syntax, path: "", expected: Label("每行一个 JSON 对象", "a JSON object on each line"))))
        }
        return result
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
