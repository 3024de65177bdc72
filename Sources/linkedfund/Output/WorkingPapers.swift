import LedgerAudit
import LedgerDomain
import LedgerInterchange
import LedgerService
import LedgerWorkbookWriter
import LedgerViews
import MerkleLog

/// The working papers of an audit (审计底稿): what was verified, the two figures, what stands behind them, what is
/// doubtful, and a sample to trace. All of it comes from the same reports that the other commands print.
struct WorkingPapers {
    let ledger: Ledger
    let region: RegionCode?
    let year: Int
    let seed: UInt64
    let count: Int

    private var style: TableStyle { TableStyle(Words.language, in: .yuan) }

    /// Writes the workbook.
    ///
    /// - Throws: ``ServiceError``, or what the disk says.
    func write(to path: String) throws {
        let audit = try Ledger.audit(ledger.directory, AuditRequest(asOf: World.environment(actor: nil).today))
        // What comes in meanwhile belongs to other papers.
        let known = "size:\(audit.size)"
        let share = report(.industryShare, known)
        let growth = report(.microloanGrowth, known)
        let execution = report(.execution, known)
        var tables = [
            (Words.pick("产业占比", "Industry share"), try share.table()),
            (Words.pick("小额信贷", "Microloans"), try growth.table()),
            (Words.pick("执行进度", "Execution"), try execution.table()),
            (Words.pick("事件清单", "Entries"), try entries(share.request)),
        ]
        tables.append((Words.pick("疑点", "Findings"), try findings(known)))
        tables.append((Words.pick("抽样", "Sample"), try sample(known)))
        try FileOutput.writeWorkbook(to: path, outside: ledger.directory) { path in
            let cover = cover(audit)
            let book = try WorkbookWriter(path: path, properties: TableWorkbook.properties(of: cover, style))
            try TableWorkbook.addSheet(of: cover, named: Words.pick("底稿首页", "Cover"), to: book, style, widest: 100)
            for (name, table) in tables { try TableWorkbook.addSheet(of: table, named: name, to: book, style) }
            try TableWorkbook.addEvidence(of: tables.map(\.1), to: book, style)
            try book.close()
        }
    }

    // MARK: Cover

    /// The head of the papers: what was audited, what was proven, and who signs.
    private func cover(_ audit: AuditReport) -> DataTable {
        var rows: [[ReportValue]] = []
        func add(_ chinese: String, _ english: String, _ text: String) {
            rows.append([.text(Words.pick(chinese, english)), .text(text)])
        }
        let place = ledger.placeName(region ?? ledger.genesis.region)
        add("被审计单位", "Audited body", "")
        add("地区", "Place", "\(place) \((region ?? ledger.genesis.region).description)")
        add("审计期间", "Period", Words.pick("\(year) 年度", "budget year \(year)"))
        add("编制人／日期", "Prepared by, date", "")
        add("复核人／日期", "Reviewed by, date", "")
        add("日志标识", "Origin", audit.origin)
        add("检查点规模", "Size of the head", String(audit.size))
        add("检查点的根", "Root of the head", audit.root)
        add(
            "核验结论", "Verdict",
            audit.exitCode == 0
                ? Words.pick("核验通过（\(audit.verdict)，退出码 0）", "passed (\(audit.verdict), exit code 0)")
                : Words.pick(
                    "核验不通过（\(audit.verdict)，退出码 \(audit.exitCode)）",
                    "failed (\(audit.verdict), exit code \(audit.exitCode))"))
        for label in audit.proven { add("已证明", "Proven", label.text(Words.language)) }
        for label in audit.unproven { add("未证明", "Not proven", label.text(Words.language)) }
        for finding in audit.findings {
            add("核验发现", "Found by the audit", "\(finding.line) \(finding.text.text(Words.language))")
        }
        add("抽样种子", "Seed of the sample", String(seed))
        add("软件", "Software", Program.software)
        return DataTable(
            Label("审计工作底稿", "Audit working papers"), scope: "\(place)  \(year)",
            columns: [ReportColumn("item", "项目", "Item"), ReportColumn("content", "内容", "Content")], rows: rows,
            evidence: EvidenceLines.log(audit.origin, size: audit.size, root: audit.root))
    }

    // MARK: Tables

    private struct PendingReport {
        let ledger: Ledger
        let request: ReportRequest

        func table() throws -> DataTable {
            ReportOutput(made: try ledger.report(request), unit: .yuan).dataTable
        }
    }

    private func report(_ name: ReportName, _ known: String) -> PendingReport {
        var request = ReportRequest(name)
        (request.region, request.year, request.knownAt) = (region, year, known)
        return PendingReport(ledger: ledger, request: request)
    }

    /// The entries behind the industry share of all levels' money, which holds those of the others.
    private func entries(_ request: ReportRequest) throws -> DataTable {
        var request = request
        request.share.basis = .allLevels
        let answer = try ledger.why(request)
        let head = try ledger.head()
        return Why.table(answer, request, root: head?.size == answer.size ? head?.root.base64 : nil)
    }

    private func findings(_ known: String) throws -> DataTable {
        var request = FindingsRequest(asOf: World.environment(actor: nil).today)
        (request.region, request.year, request.listsWaived) = (region, year, true)
        request.knownAt = known
        return FindingsOutput(made: try ledger.findings(request), unit: .yuan).dataTable
    }

    private func sample(_ known: String) throws -> DataTable {
        var request = SampleRequest(.mus, count: count, seed: seed)
        (request.scope.region, request.scope.year, request.knownAt) = (region, year, known)
        // One sum of money stands in several entries; what was paid is what vouchers prove.
        request.scope.type = .disbursementMade
        let paid = try ledger.sample(request)
        if paid.sample.drawn.isEmpty { request.scope.type = nil }
        return SampleOutput(made: try ledger.sample(request)).dataTable
    }
}
