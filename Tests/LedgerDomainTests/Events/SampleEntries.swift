import LedgerDomain
import LedgerReference

/// One realistic entry of each type, as canonical bytes.
enum SampleEntries {
    static let reference = try? ShippedReference()

    private static let money =
        #""money":{"class":"01.01.02","fund_level":"CENTRAL","fund_source":"LINKED","line_year":"2023","nature":"BUSINESS","task":"CONSOLIDATE"}"#
    private static let token = "1a2b:" + String(repeating: "a", count: 26)
    private static let hash = String(repeating: "0a", count: 32)
    private static let loan = #""loan":"\#(token)","programme":"POVERTY_MICROLOAN""#
    private static let payment =
        #"{"amount_fen":"10000000","econ_class":"50799","line_id":"DT-2023-C",\#(money),"payee":"91350100M000100Y43","payee_class":"ENTERPRISE","project_id":"P1","purpose":"棚室建设","voucher_no":"V-1"}"#

    /// The bodies, by type.
    static let bodies: [EventKind: String] = [
        .ledgerOpened:
            #"{"accounts_digest":"\#(hash)","currency":"CNY","format":"1","hash":"sha-256","log_vkey":"example.gov.cn/funds+33d7b496+AeHTu4Q3","origin":"example.gov.cn/funds","region":"230606","regions_digest":"\#(hash)","rules_digest":"\#(hash)","schemas_digest":"\#(hash)","software":"linkedfund 0.1.0","taxonomy_digest":"\#(hash)","timezone":"+08:00","token_key_id":"1a2b","twin":"none"}"#,
        .policyParameterSet:
            #"{"applies_by":"FISCAL_YEAR","applies_to":"TOTAL","basis":"CENTRAL","comparator":"GE","level":"national","measure":"ARRANGED","parameter":"industry_share.target","prior_year_floor":false,"source_doc":"report on the 24 measures","status":"public","target_year":"2022","unit":"bp","valid_from":"2022-01-01","valid_to":"2022-12-31","value":"5500"}"#,
        .referenceAdopted:
            #"{"name":"admin_divisions","sha256":"\#(hash)","valid_from":"2026-09-11","version":"2026"}"#,
        .sourceImported:
            #"{"bytes":"1024","counts":[{"name":"rows","value":"9"}],"digest":"\#(hash)","encoding":"GB18030","mapping":[{"column":"金额（万元）","field":"amount"}],"profile":"allotments","profile_v":"1","totals":[{"name":"amount_fen","value":"139370000"}],"unit":"wanYuan"}"#,
        .viewsCertified:
            #"{"position":"300","result":"EQUAL","views":[{"digest":"\#(hash)","name":"money","version":"1"}]}"#,
        .rulesAdopted: #"{"rules_digest":"\#(hash)","valid_from":"2026-12-01"}"#,
        .softwareUsed: #"{"schemas_digest":"\#(hash)","software":"linkedfund 0.2.0"}"#,
        .keyRotated:
            #"{"log_vkey":"example.gov.cn/funds+33d7b496+AeHTu4Q3","purpose":"LOG","reason":"定期更换"}"#,
        .headStamped:
            #"{"authority":"CN=TSA,O=example","head_root":"\#(hash)","head_size":"7","response_sha256":"\#(hash)","stamped_at":"2023-03-02T02:00:00Z"}"#,
        .entryReversed:
            #"{"original":{"body":\#(payment),"documents":[{"no":"测财农〔2023〕1号"}],"effective_on":"2023-03-01","type":"disbursement.made","type_v":"1"},"reason":"金额录错"}"#,
        .allotmentIssued:
            #"{"advance":true,"amount_fen":"3174000000","doc_date":"2022-11-29","exp_func":"21305","line_id":"DT-2023-C",\#(money),"to":"230606","transfer_project_code":"Z155110000004"}"#,
        .allotmentReceived:
            #"{"amount_fen":"3174000000","doc_date":"2022-11-29","line_id":"DT-2023-C",\#(money),"projects_complete":"YES","received_on":"2022-12-01"}"#,
        .allotmentDistributed:
            #"{"amount_fen":"100","executable":"1","line_id":"DT-2023-C1",\#(money),"parent_line_id":"DT-2023-C","to":"OWN"}"#,
        .allotmentCarriedOver:
            #"{"amount_fen":"100","line_id":"DT-2023-C",\#(money),"to_line_id":"DT-2023-C-J","to_year":"2024"}"#,
        .allotmentLapsed: #"{"amount_fen":"100","line_id":"DT-2023-C",\#(money),"reason":"逾两年未用"}"#,
        .allotmentRecovered: #"{"amount_fen":"100","line_id":"DT-2023-C",\#(money),"reason":"收回统筹"}"#,
        .projectRegistered:
            #"{"class":"01.01.02","class_set_by":"u:zhang","library_on":"2022-10-08","nature":"BUSINESS","project_id":"P1","project_name":"生态养殖场区","total_invest_fen":"450000000","unit":"区农业农村局","village":"230606100200"}"#,
        .projectReclassified:
            #"{"class_set_by":"u:zhang","from_class":"01.01.02","moves":[{"committed_fen":"100","fund_level":"CENTRAL","fund_source":"LINKED","line_id":"DT-2023-C","line_year":"2023","paid_fen":"50"}],"project_id":"P1","reason":"核对后改类","to_class":"03.01.01"}"#,
        .fundsCommitted: #"{"amount_fen":"450000000",\#(money),"pool":"DT-2023","project_id":"P1"}"#,
        .fundsReleased: #"{"amount_fen":"100","line_id":"DT-2023-C",\#(money),"project_id":"P1","reason":"核减"}"#,
        .commitmentAttributed:
            #"{"parts":[{"amount_fen":"100","line_id":"DT-2023-C",\#(money)}],"pool":"DT-2023","project_id":"P1"}"#,
        .disbursementMade: payment,
        .disbursementReturned:
            #"{"amount_fen":"100","line_id":"DT-2023-C",\#(money),"payee":"91350100M000100Y43","payee_class":"ENTERPRISE","project_id":"P1","reason":"账号有误","voucher_no":"V-1"}"#,
        .householdSubsidyPaid:
            #"{"amount_fen":"100000","card":"\#(token)","hh":"\#(token)","id_check":true,"period":"2023","policy":"G-1","quantity":"2","standard_fen":"50000","voucher_no":"V-2"}"#,
        .interestSubsidyPaid:
            #"{"amount_fen":"152008","from":"2022-08-21","holder":"\#(token)","interest_paid_fen":"152008","loan":"\#(token)","policy":"S-1","segments":[{"base_ppm":"37000","days":"192","from":"2022-08-21","principal_fen":"5000000","rate_ppm":"37000","to_day":"2023-03-01"}],"to_day":"2023-08-21","voucher_no":"V-3"}"#,
        .loanDisbursed:
            #"{"age_ok":true,"amount_fen":"5000000","bank":"91350100M000100Y43","hh":"\#(token)","hh_status":"LIFTED_ENTITLED","id_check":true,"loan":"\#(token)","loan_kind":"NEW","lpr_date":"2022-11-21","lpr_tenor":"1Y","maturity":"2023-12-15","programme":"POVERTY_MICROLOAN","rate_ppm":"36500","rated":true,"security":"NONE","signed_on":"2022-12-14"}"#,
        .loanRepaid:
            #"{\#(loan.replacing("\",\"programme", with: "\",\"of_overdue_fen\":\"0\",\"principal_fen\":\"100\",\"programme"))}"#,
        .loanOverdue: #"{\#(loan.replacing("\",\"programme", with: "\",\"overdue_fen\":\"100\",\"programme"))}"#,
        .loanCleared: #"{\#(loan),"written_off_fen":"0"}"#,
        .loanExtended:
            #"{"loan":"\#(token)","maturity":"2024-12-15","old_maturity":"2023-12-15","programme":"POVERTY_MICROLOAN"}"#,
        .interestPaid:
            #"{"from":"2022-12-15","interest_fen":"45625","loan":"\#(token)","receipt_no":"R-1","to_day":"2023-03-15"}"#,
        .noticePosted:
            #"{"notice_level":"COUNTY","place":"政府网站","posted_from":"2023-06-09","posted_to":"2023-06-19","subject":"资金安排公示","text_hash":"\#(hash)"}"#,
        .publishedFigureRecorded:
            #"{"agency":"银保监会","basis":"FULL_YEAR","caliber":"BANK_REGULATOR","metric":"MICROLOAN_NEW","period_from":"2022-01-01","period_to":"2022-12-31","printed":"933.5亿元","qualifier":"EXACT","status":"PUBLIC","unit":"FEN","value":"9335000000000"}"#,
        .projectApproved:
            #"{"link":{"agreement":"XY-1","households":"30","modes":["务工","土地流转"],"months":"36","yearly_fen":"300000"},"project_id":"P1"}"#,
        .projectChanged:
            #"{"changes":[{"field":"village","new":"632323100201","old":"632323100200"}],"project_id":"P1","reason":"选址调整"}"#,
        .contractSigned:
            #"{"category":"WORKS","contract":"HT-1","contract_fen":"390000000","payee":"91350100M000100Y43","project_id":"P1","signed_on":"2023-03-01","subject":"道路工程一标段"}"#,
        .workAccepted: #"{"contract":"HT-1","milestone":"竣工","project_id":"P1","result":"PASSED"}"#,
        .assetRegistered: #"{"owner":"某村股份经济合作社","project_id":"P1","value_fen":"390000000"}"#,
        .subsidyPolicySet:
            #"{"base":"BRACKET","base_date":"SIGNED","basis":"360","cap_principal_fen":"5000000","excluded_status":["LIFTED_NOT_ENTITLED"],"factor_ppm":"1000000","max_days":"365","pay_first":true,"policy":"S-1","share_ppm":"1000000","source_doc":"通许县 2025","valid_from":"2025-01-01"}"#,
        .compensationPaid:
            #"{"bank_fen":"200000","government_fen":"800000","loan":"\#(token)","loss_fen":"1000000"}"#,
        .compensationRecovered:
            #"{"bank_fen":"20000","government_fen":"80000","loan":"\#(token)","loss_fen":"100000"}"#,
        .householdStatusSet:
            #"{"hh":"\#(token)","hh_status":"MONITORED_OPEN","monitor_type":"MARGINAL","reason":"动态监测"}"#,
        .loanUseRecorded: #"{\#(loan),"use":"SHARES"}"#,
        .periodClosed:
            #"{"figures":[{"basis":"CENTRAL","classes":"NO_DOUBTFUL","denominator_fen":"3174000000","measure":"ARRANGED","metric":"INDUSTRY_SHARE","numerator_fen":"1239000000"},{"metric":"MICROLOAN_NEW","reason":"NO_BASE_YEAR"}],"from":"2023-01-01","head_root":"\#(hash)","head_size":"7","to":"2023-01-31"}"#,
        .periodReopened: #"{"from":"2023-01-01","reason":"补记漏记业务","to":"2023-01-31"}"#,
        .findingRaised:
            #"{"amount_fen":"14000000","finding":"A13-0011223344556677","finding_type":"F04","first_seen":"6","last_seen":"6","proof":["5","6"],"rule_id":"A13","rule_version":"1","severity":"warn"}"#,
        .findingAnswered: #"{"answer":"年末前调减","finding":"A13-0011223344556677"}"#,
        .findingJudged:
            #"{"facts":"管理费超过上限","finding":"A13-0011223344556677","result":"VIOLATION"}"#,
        .findingRectified:
            #"{"adjusted_fen":"0","finding":"A13-0011223344556677","other_fen":"0","returned_fen":"1410000"}"#,
        .identityShown: #"{"reason":"核对补助对象","token":"\#(token)"}"#,
        .identityErased: #"{"approver":"u:li","reason":"保存期满，依法删除","token":"\#(token)"}"#,
    ]

    /// The whole entry of a type.
    static func entry(_ kind: EventKind, body: String? = nil) -> String {
        let body = body ?? bodies[kind] ?? "{}"
        let type = kind.type
        var members = [#""actor":"u:zhang""#, #""body":\#(body)"#]
        if kind == .entryReversed { members.append(#""corrects":"3""#) }
        if type.needsDocuments { members.append(#""documents":[{"no":"测财农〔2023〕1号"}]"#) }
        members.append(#""effective_on":"2023-03-01""#)
        if !type.isGenesis { members.append(#""fiscal_year":"2023""#) }
        members.append(#""id":"0190f000-0000-7000-8000-000000000001","recorded_at":"2023-03-02T02:00:00Z""#)
        if !type.isGenesis { members.append(#""region":"230606""#) }
        members.append(#""seq":"7","type":"\#(type.name)","type_v":"1","v":"1""#)
        return "{" + members.joined(separator: ",") + "}"
    }
}
