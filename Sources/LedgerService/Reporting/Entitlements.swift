import LedgerDomain
import LedgerRules
import LedgerViews
import LedgerReference
import MerkleLog

extension Ledger {
    /// Subsidies due against paid, loan by loan: the histories of loans stand in no view, so this folds the log.
    ///
    /// Due is counted to the cut-off, else to today, and never past the end of the year asked for. What a policy says
    /// holds by its own days, so a cut-off by business date leaves it in.
    func entitlements(_ request: ReportRequest, _ scope: ReportScope) throws -> (Report, UInt64, String?) {
        let asOf = min(scope.effectiveTo ?? scope.today, Day.last(of: scope.year))
        return try reading { log in
            let head = try log.head()
            let size = try cutOff(request.knownAt, log, head?.size ?? 0)
            var book = LoanRegister()
            let fold = try fold(log, 0..<size) { entry in
                let isPolicy = LoanRegister.isPolicy(entry)
                if isPolicy || entry.effectiveOn.map({ $0 <= asOf }) ?? false { book.apply(entry) }
                return isPolicy
            }
            let report = EntitlementReport.make(
                book, policies: fold.policies, region: scope.region, asOf: asOf, regions: reference.regions)
            return (report, size, try log.root(at: size)?.base64)
        }
    }
}
