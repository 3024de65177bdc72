import LedgerDomain
public import LedgerService

extension Presenter {
    /// So many faults are shown to people; JSON has them all.
    public static let shownFaults = 200

    /// How many faults were found, and that nothing came of it.
    public func summary(of faults: [RefusedInput]) -> String {
        pick("数据被拒：\(faults.count) 处错误，未写入任何内容。", "Data refused: \(faults.count) faults. Nothing was written.")
    }

    /// Faults as people read them, as many as they would.
    public func lines(of faults: [RefusedInput]) -> [String] {
        let lines = faults.prefix(Self.shownFaults).map(text)
        guard faults.count > Self.shownFaults else { return lines }
        let rest = faults.count - Self.shownFaults
        return lines + [pick("…另有 \(rest) 处", "… and \(rest) more")]
    }

    /// A fault as people read it: where, what, expected, and what to do.
    public func text(_ input: RefusedInput) -> String {
        let fault = input.fault.named(by: vocabulary)
        let line = (place(input) + [fault.statement(language)]).filter { !$0.isEmpty }.joined(separator: " › ")
        return "\(line)\n  \(pick("改法：", "Remedy: "))\(fault.remedy.text(language))"
    }

    /// How something in a sheet was read, in one line.
    func note(_ input: RefusedInput) -> String {
        var input = input
        (input.file, input.sheet) = ("", "")
        let given = input.fault.given.isEmpty ? "" : pick("（\(input.fault.given)）", " (\(input.fault.given))")
        return (place(input) + [text(input.fault.expected) + given]).joined(separator: " › ")
    }

    /// File, sheet, row and column, as far as there are any.
    private func place(_ input: RefusedInput) -> [String] {
        var place = [input.file, input.sheet].filter { !$0.isEmpty }
        if input.row > 0 { place.append(pick("第 \(input.row) 行", "row \(input.row)")) }
        if !input.column.isEmpty, input.column != input.fault.path || !input.letters.isEmpty {
            let name = input.column
            place.append(
                input.letters.isEmpty
                    ? pick("“\(name)”列", "column \"\(name)\"")
                    : pick("\(input.letters)列“\(name)”", "column \(input.letters) \"\(name)\""))
        }
        return place
    }

    /// A fault as JSON.
    public func json(_ input: RefusedInput) -> JSONText {
        .object([
            ("file", .string(input.file)), ("sheet", .string(input.sheet)), ("row", .integer(Int64(input.row))),
            ("column", .string(input.column)),
            ("letters", .string(input.letters)),
            ("rule", .string(input.fault.rule)), ("outcome", .string(input.fault.outcome.rawValue)),
            ("field", .string(input.fault.path)), ("given", .string(input.fault.given)),
            ("expected", .string(text(input.fault.expected))),
            ("difference", .optional(input.fault.difference)),
            ("remedy", .string(text(input.fault.remedy))),
        ])
    }
}
