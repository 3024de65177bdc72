/// Every member name that an entry's body, or a record within it, may have.
///
/// A name means one thing wherever it stands; where two types use one name with different values (`unit`
/// of a project and of a figure), their ``Field`` says which. Names are never changed or reused.
public enum Key: String, CaseIterable, Sendable {
    case accountsDigest = "accounts_digest"
    case actual = "actual"
    case adjustedFen = "adjusted_fen"
    case advance
    case again
    case agency
    case ageOK = "age_ok"
    case agreement
    case amountFen = "amount_fen"
    case answer
    case applicationNumber = "app_no"
    case approver
    case appliesBy = "applies_by"
    case appliesTo = "applies_to"
    case attachments
    case authority
    case bank
    case bankFen = "bank_fen"
    case base
    case baseDate = "base_date"
    case basePPM = "base_ppm"
    case baseRatePPM = "base_rate_ppm"
    case basis
    case batch
    case body
    case bytes
    case caliber
    case capHolderFen = "cap_holder_fen"
    case capLegalRepresentativeFen = "cap_legal_rep_fen"
    case capPrincipalFen = "cap_principal_fen"
    case capYearFen = "cap_year_fen"
    case card
    case category
    case cells
    case changes
    case classCode = "class"
    case classes
    case classPrinted = "class_printed"
    case classSetBy = "class_set_by"
    case column
    case committedFen = "committed_fen"
    case comparator
    case contract
    case contractFen = "contract_fen"
    case count
    case counts
    case countUnit = "count_unit"
    case curedFen = "cured_fen"
    case currency
    case datePrecision = "date_precision"
    case days
    case denominatorFen = "denominator_fen"
    case derivedFrom = "derived_from"
    case digest
    case directFlag = "direct_flag"
    case distributionMethod = "distribution_method"
    case documentDate = "doc_date"
    case documents
    case economicClass = "econ_class"
    case effectiveOn = "effective_on"
    case encoding
    case excludedStatus = "excluded_status"
    case executable
    case expected
    case expenditureFunction = "exp_func"
    case factorPPM = "factor_ppm"
    case facts
    case field
    case figures
    case finding
    case findingType = "finding_type"
    case firstSeen = "first_seen"
    case format
    case from
    case fromClass = "from_class"
    case fundLevel = "fund_level"
    case fundNature = "fund_nature"
    case fundSource = "fund_source"
    case goals
    case governmentFen = "government_fen"
    case hash
    case headRoot = "head_root"
    case headSize = "head_size"
    case holder
    case household = "hh"
    case households
    case householdStatus = "hh_status"
    case idCheck = "id_check"
    case incomeCode = "income_code"
    case interestFen = "interest_fen"
    case interestPaidFen = "interest_paid_fen"
    case invoice
    case lastSeen = "last_seen"
    case legalRepresentative = "legal_rep"
    case level
    case libraryOn = "library_on"
    case lineID = "line_id"
    case lineYear = "line_year"
    case link
    case loan
    case loanKind = "loan_kind"
    case logVerifierKey = "log_vkey"
    case lossFen = "loss_fen"
    case mapping
    case maturity
    case maximumDays = "max_days"
    case measure
    case metric
    case milestone
    case modes
    case money
    case monitorType = "monitor_type"
    case months
    case moves
    case name
    case nature
    case new
    case notice
    case noticeLevel = "notice_level"
    case numeratorFen = "numerator_fen"
    case objections
    case ofOverdueFen = "of_overdue_fen"
    case old
    case oldLoan = "old_loan"
    case oldMaturity = "old_maturity"
    case oldPrincipalFen = "old_principal_fen"
    case origin
    case original
    case otherFen = "other_fen"
    case overdueFen = "overdue_fen"
    case owner
    case paidFen = "paid_fen"
    case parameter
    case parentLineID = "parent_line_id"
    case parts
    case payee
    case payeeClass = "payee_class"
    case payFirst = "pay_first"
    case paymentMethod = "pay_method"
    case penaltyFen = "penalty_fen"
    case period
    case periodFrom = "period_from"
    case periodTo = "period_to"
    case place
    case policy
    case pool
    case position
    case postedFrom = "posted_from"
    case postedTo = "posted_to"
    case primeRateDate = "lpr_date"
    case primeRateTenor = "lpr_tenor"
    case principalFen = "principal_fen"
    case printed
    case priorYearFloor = "prior_year_floor"
    case profile
    case profileVersion = "profile_v"
    case programme
    case projectID = "project_id"
    case projectName = "project_name"
    case projectsComplete = "projects_complete"
    case proof
    case purpose
    case qualifier
    case quantity
    case rated
    case ratePPM = "rate_ppm"
    case reason
    case receiptNumber = "receipt_no"
    case receivedOn = "received_on"
    case region
    case regionsDigest = "regions_digest"
    case rejectedDigest = "rejected_digest"
    case rejectedRows = "rejected_rows"
    case responseHash = "response_sha256"
    case result
    case returnedFen = "returned_fen"
    case ruleID = "rule_id"
    case rulesDigest = "rules_digest"
    case ruleVersion = "rule_version"
    case schemasDigest = "schemas_digest"
    case security
    case segments
    case severity
    case sha256
    case sharePPM = "share_ppm"
    case sheet
    case signedOn = "signed_on"
    case software
    case sourceDocument = "source_doc"
    case stampedAt = "stamped_at"
    case standardFen = "standard_fen"
    case status
    case subject
    case targetYear = "target_year"
    case task
    case taxonomyDigest = "taxonomy_digest"
    case textHash = "text_hash"
    case tierMode = "tier_mode"
    case tiers
    case timezone
    case to
    case toClass = "to_class"
    case toDay = "to_day"
    case token
    case tokenKeyID = "token_key_id"
    case toLineID = "to_line_id"
    case totalInvestmentFen = "total_invest_fen"
    case totals
    case township
    case toYear = "to_year"
    case transferProjectCode = "transfer_project_code"
    case twin
    case type
    case typeVersion = "type_v"
    case unit
    case upperDocuments = "upper_documents"
    case upToFen = "up_to_fen"
    case use
    case validFrom = "valid_from"
    case validTo = "valid_to"
    case value
    case valueFen = "value_fen"
    case version
    case view
    case views
    case village
    case voucherNumber = "voucher_no"
    case writtenOffFen = "written_off_fen"
    case yearlyFen = "yearly_fen"

    /// The place of this name in tables that are indexed by name.
    var ordinal: Int {
        // The discriminator of an enumeration without payloads is its place in the declaration; a test
        // holds it against `allCases`.
        withUnsafeBytes(of: self) { Int($0[0]) }
    }
}
