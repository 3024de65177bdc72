import LedgerDomain

/// What findings of one official type come to, each amount once (涉及金额，不重复).
public struct FindingSum: Hashable, Sendable {
    /// In 分.
    public private(set) var fen: Int128 = 0
    /// How many findings it is made of; the others are about money that these are about.
    public private(set) var count = 0

    /// The sum over some findings.
    ///
    /// The largest amount comes first. A finding about a figure of a place (支出进度、占比、增速) is about all the money of
    /// the place: it counts only where none of the entries behind it is behind a finding that was counted, and once it is
    /// counted no other finding about one of these entries is. So a county is not added to its province, one figure on two
    /// bases is one, and idle lines are not added to the slow execution of their place. Other findings are about an amount
    /// of their own, and count unless the very same entries did. No amount is in the sum twice; where two findings overlap
    /// in part, the sum is too small rather than too large.
    public init(_ findings: [Finding]) {
        let ordered = findings.sorted {
            $0.amountFen != $1.amountFen ? $0.amountFen > $1.amountFen : Finding.isOrdered($0, $1)
        }
        var ofFigures: Set<UInt64> = []
        var ofOthers: Set<UInt64> = []
        var lists: Set<[UInt64]> = []
        for finding in ordered {
            let isCovered =
                finding.positions.contains(where: ofFigures.contains)
                || finding.isAboutFigure && finding.positions.contains(where: ofOthers.contains)
            guard !isCovered, lists.insert(finding.positions).inserted else { continue }
            if finding.isAboutFigure {
                ofFigures.formUnion(finding.positions)
            } else {
                ofOthers.formUnion(finding.positions)
            }
            fen += Int128(finding.amountFen)
            count += 1
        }
    }
}
