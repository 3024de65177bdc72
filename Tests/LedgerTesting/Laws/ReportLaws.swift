import LedgerDomain
public import LedgerViews
public import Testing

/// Checks that a report can be read as a table: its columns have keys of their own and titles in both languages, and
/// each row has one value for each column.
public func expectTable(_ report: Report, sourceLocation: SourceLocation = #_sourceLocation) {
    let keys = report.columns.map(\.key)
    #expect(Set(keys).count == keys.count, "\(keys)", sourceLocation: sourceLocation)
    #expect(!report.title.chinese.isEmpty && !report.title.english.isEmpty, sourceLocation: sourceLocation)
    for column in report.columns {
        let isNamed = !column.key.isEmpty && !column.label.chinese.isEmpty && !column.label.english.isEmpty
        #expect(isNamed, "\(column.key)", sourceLocation: sourceLocation)
    }
    #expect(report.rows.allSatisfy { $0.count == keys.count }, sourceLocation: sourceLocation)
}
