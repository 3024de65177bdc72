import LedgerDomain
import LedgerInterchange
import LedgerViews

/// The evidence blocks of tables (依据).
enum EvidenceLines {
    /// The log and how much of it.
    static func log(_ origin: String, size: UInt64, root: String?) -> [TableFact] {
        [
            TableFact("账本", "Origin", origin), TableFact("记录数", "Entries", String(size)),
            TableFact("根哈希", "Root", root ?? ""),
        ]
    }

    /// The entries that rows come from.
    static func events(_ found: Evidence) -> [TableFact] {
        [
            TableFact("涉及记录", "Events", String(found.events)),
            TableFact("首条位置", "First position", found.firstSeq.map { String($0) } ?? ""),
            TableFact("末条位置", "Last position", found.lastSeq.map { String($0) } ?? ""),
            TableFact("位置之和", "Sum of positions", String(found.positionsSum)),
        ]
    }

    /// The two cut-offs of time.
    static func cutOffs(_ effectiveTo: Day?, _ knownAt: String?, _ presenter: Presenter) -> [TableFact] {
        [
            TableFact("业务日期截止", "Business dates to", effectiveTo?.description ?? presenter.pick("无", "none")),
            TableFact("已知截止", "Known at", knownAt ?? presenter.pick("无", "none")),
        ]
    }

    /// What made the rows.
    static func versions(rules: String, projection: String? = nil, _ presenter: Presenter) -> [TableFact] {
        [
            TableFact("规则集", "Rules", rules), TableFact("视图", "Projection", projection ?? ""),
            TableFact("软件", "Software", presenter.software),
        ]
    }
}
