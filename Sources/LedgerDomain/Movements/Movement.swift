/// What an entry moves: one signed amount under the keys that figures and balances sum by.
///
/// A reversal has its original's movements with the sign turned, so a sum never has to look back, and the
/// sums of two stretches of the log add up to the sum of both.
public struct Movement: Sendable, Hashable {
    /// What is moved.
    public enum Quantity: UInt8, CaseIterable, Sendable {
        /// 下达: reconciles with what was received; never a denominator.
        case issued
        /// 接收.
        case received
        /// 分解 to the own level, from the parent line.
        case distributedToOwn
        /// 分解 to a lower place, from the parent line.
        case passedDown
        /// What a lower place, or the own level, was given, on the new line.
        case arrived
        /// 结转 out of a line.
        case carriedOut
        /// 结转 into a line.
        case carriedIn
        /// 结余.
        case lapsed
        /// 收回.
        case recovered
        /// 资金安排 less 核减.
        case committed
        /// 拨付 less 退回.
        case paid
        /// 到户补助.
        case householdSubsidy
        /// 贷款贴息.
        case interestSubsidy
        /// 放款.
        case loanDisbursed
        /// 还款, by a renewal too.
        case loanRepaid
        /// 逾期 less what was cured, repaid or written off of it.
        case loanOverdue
        /// 核销.
        case loanWrittenOff
        /// 付息.
        case interestPaid
        /// A record that is listed, not summed: a figure, a policy, a notice, a project.
        case record
    }

    /// What is moved.
    public var quantity: Quantity
    /// In 分; negative where a reversal, a return or a release takes it back.
    public var amount: Int64
    /// How many events: 1, −1 for a reversal.
    public var count: Int64
    /// The place it counts in.
    public var region: RegionCode
    /// The budget year.
    public var fiscalYear: Int
    /// The line or pool it is on.
    public var line: LineReference = .none
    /// The kind of money, for money.
    public var money = MoneyKeys()
    /// The programme, for loans.
    public var programme: LoanProgramme?
    /// The kind of loan, for `loanDisbursed`.
    public var loanKind: LoanKind?

    init(_ quantity: Quantity, _ amount: Int64, count: Int64, region: RegionCode, fiscalYear: Int) {
        self.quantity = quantity
        self.amount = amount
        self.count = count
        self.region = region
        self.fiscalYear = fiscalYear
    }
}

/// The line or pool a movement is on.
public enum LineReference: Sendable, Hashable {
    /// Neither.
    case none
    /// An allotment line (指标行).
    case line(Identity)
    /// A pool of lines under one plan (资金池).
    case pool(Identity)
}

/// What kind of money moves (资金属性).
public struct MoneyKeys: Sendable, Hashable {
    /// The source; `nil` where the event is not about money of a line.
    public var source: FundSource?
    /// The level.
    public var level: FundLevel?
    /// The year for which the money was first issued.
    public var lineYear = 0
    /// The task direction.
    public var task: TaskDirection?
    /// The class of the project.
    public var projectClass: ClassCode?
    /// Who the project serves.
    public var nature: ProjectNature?

    /// Keys of no money.
    public init() {}
}
