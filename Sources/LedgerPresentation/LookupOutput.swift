public import LedgerInterchange
public import LedgerService
import LedgerDomain

/// What a table says about a code.
public struct LookupOutput {
    private let answer: Lookup.Answer
    private let code: String
    private let presenter: Presenter

    /// An answer as a presenter gives it.
    public init(_ answer: Lookup.Answer, of code: String, _ presenter: Presenter) {
        (self.answer, self.code, self.presenter) = (answer, code, presenter)
    }

    /// The answer as JSON.
    public var json: String {
        let values = answer.values.map { ($0.name, $0.number.map { JSONText.integer($0) } ?? .string($0.text)) }
        return JSONText.object([("valid", .bool(answer.isValid))] + values).text
    }

    /// The answer as people read it.
    public var text: String {
        let lines = answer.values.filter { !$0.text.isEmpty }.map { "  \($0.name): \($0.text)" }
        return ([answer.isValid ? presenter.pick("有效", "valid") : presenter.pick("无效", "not valid")] + lines)
            .joined(separator: "\n")
    }

    /// The answer as a list.
    public var dataTable: DataTable {
        DataTable(
            Label("查表", "Look-up"), scope: code,
            columns: [ReportColumn("name", "项目", "Item"), ReportColumn("content", "内容", "Content")],
            rows: [[.text("valid"), .text(String(answer.isValid))]]
                + answer.values.filter { !$0.text.isEmpty }.map { [.text($0.name), .text($0.text)] })
    }
}
