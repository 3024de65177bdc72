public import LedgerService
import LedgerAudit
import LedgerDomain
import LedgerInterchange
import LedgerViews
import LedgerWorkbookWriter

/// The working papers of an audit (审计底稿): what was verified, the two figures, what stands behind them, what is
/// doubtful, and a sample to trace. All of it comes from the same reports that others print.
public struct WorkingPapers {
    private let made: MadePapers
    private let presenter: Presenter

    private var style: TableStyle { TableStyle(presenter.language, in: .yuan) }

    /// Papers as a presenter gives them.
    public init(_ made: MadePapers, _ presenter: Presenter) {
        (self.made, self.presenter) = (made, presenter)
    }

    /// Writes the workbook.
    ///
    /// - Throws: ``ServiceError``, or what the disk says.
    public func write(to path: String, outside ledger: String?) throws {
        let entries = WhyOutput(made.entries, made.entriesRequest, root: made.entriesRoot, presenter)
        let tables = [
            (presenter.pick("产业占比", "Industry share"), table(made.share)),
            (presenter.pick("小额信贷", "Microloans"), table(made.growth)),
            (presenter.pick("执行进度", "Execution"), table(made.execution)),
            (presenter.pick("事件清单", "Entries"), entries.dataTable),
            (presenter.pick("疑点", "Findings"), FindingsOutput(made.findings, in: .yuan, presenter).dataTable),
            (presenter.pick("抽样", "Sample"), SampleOutput(made.sample, presenter).dataTable),
        ]
        try FileOutput.writeWorkbook(to: path, outside: ledger) { path in
            let cover = cover(made.audit)
            let book = try WorkbookWriter(path: path, properties: TableWorkbook.properties(of: cover, style))
            try TableWorkbook.addSheet(of: cover, named: presenter.pick("底稿首页", "Cover"), to: book, style, widest: 100)
            for (name, table) in tables { try TableWorkbook.addSheet(of: table, named: name, to: book, style) }
            try TableWorkbook.addEvidence(of: tables.map(\.1), to: book, style)
            try book.close()
        }
    }

    private func table(_ report: MadeReport) -> DataTable { ReportOutput(report, in: .yuan, presenter).dataTable }

    // MARK: Cover

    /// The head of the papers: what was audited, what was proven, and who signs.
    private func cover(_ audit: AuditReport) -> DataTable {
        var rows: [[ReportValue]] = []
        func add(_ chinese: String, _ english: String, _ text: String) {
            rows.append([.text(presenter.pick(chinese, english)), .text(text)])
        }
        let place = made.placeName
        add("被审计单位", "Audited body", "")
        add("地区", "Place", "\(place) \(made.region.description)")
        add("审计期间", "Period", presenter.pick("\(made.year) 年度", "budget year \(made.year)"))
        add("编制人／日期", "Prepared by, date", "")
        add("复核人／日期", "Reviewed by, date", "")
        add("日志标识", "Origin", audit.origin)
        add("检查点规模", "Size of the head", String(audit.size))
        add("检查点的根", "Root of the head", audit.root)
        add(
            "核验结论", "Verdict",
            audit.verdictNumber == 0
                ? presenter.pick("核验通过（\(audit.verdict)，退出码 0）", "passed (\(audit.verdict), exit code 0)")
                : presenter.pick(
                    "核验不通过（\(audit.verdict)，退出码 \(audit.verdictNumber)）",
                    "failed (\(audit.verdict), exit code \(audit.verdictNumber))"))
        for label in audit.proven { add("已证明", "Proven", presenter.text(label)) }
        for label in audit.unproven { add("未证明", "Not proven", presenter.text(label)) }
        for finding in audit.findings {
            add("核验发现", "Found by the audit", "\(finding.line) \(presenter.text(finding.text))")
        }
        add("抽样种子", "Seed of the sample", String(made.sample.request.seed))
        add("软件", "Software", presenter.software)
        return DataTable(
            Label("审计工作底稿", "Audit working papers"), scope: "\(place)  \(made.year)",
            columns: [ReportColumn("item", "项目", "Item"), ReportColumn("content", "内容", "Content")], rows: rows,
            evidence: EvidenceLines.log(audit.origin, size: audit.size, root: audit.root))
    }
}
