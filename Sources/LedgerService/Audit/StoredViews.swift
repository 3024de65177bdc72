import LedgerAudit
import LedgerDomain
import LedgerLog
import LedgerViews

/// The views that a ledger keeps, as an audit looks at them. They are derived: whatever became of their file, the log is
/// audited all the same.
struct StoredViews {
    /// How much of the log they hold; `nil` where they are not there or not of this release.
    private(set) var position: ViewsFile.Position?
    private var failure: LogStoreError?
    private let path: String

    init(_ path: String) {
        self.path = path
        guard Files.isTaken(path) else { return }
        do throws(LogStoreError) {
            let file = try ViewsFile(reading: path)
            position = try Self.position(file)
            try file.close()
        } catch { failure = error }
    }

    private static func position(_ file: ViewsFile) throws(LogStoreError) -> ViewsFile.Position? {
        var position: ViewsFile.Position?
        for view in StoredView.allCases {
            guard let found = try file.position(of: view.name), found.version == view.version,
                position == nil || position == found
            else { return nil }
            position = found
        }
        return position
    }

    func check(
        _ replay: BytesReplay, _ spill: FoldSpill, workers: Int, isDemanded: Bool, _ report: inout AuditReport
    ) {
        if let failure { return report.add(Self.unreadable(failure)) }
        guard let position else {
            if isDemanded {
                report.add(AuditFinding(.unproven, by: "views", Label("没有可核对的视图", "there are no views to compare")))
            }
            return
        }
        guard position.size <= replay.next,
            report.findings.allSatisfy({ $0.verdict != .content && $0.verdict != .sequence })
        else { return }
        do {
            let check = ViewsCheck(path: path, spill: spill, fold: replay.fold, workers: workers)
            for cell in try check.cells() {
                report.add(Self.drifted(cell.view, cell.key, want: cell.expected, got: cell.actual))
            }
        } catch { report.add(Self.unreadable(error as? LogStoreError ?? .damaged(path))) }
    }

    private static func drifted(_ view: String, _ key: String, want: String, got: String) -> AuditFinding {
        AuditFinding(
            .projection, want: want, got: got, by: "view:\(view)",
            Label("视图 \(view) 的 \(key) 与重算不符", "view \(view), \(key), is not what the log gives"))
    }

    private static func unreadable(_ error: LogStoreError) -> AuditFinding {
        AuditFinding(
            .projection, got: error.place, by: "views.sqlite",
            Label("视图文件不能读取；运行 rebuild 重建", "the file of views cannot be read; rebuild makes it again"))
    }
}
