import LedgerDomain

/// Drafts of households, loans and subsidies with short names. Amounts are in 分.
extension Drafts {
    /// A draft with flags in its body.
    static func flagged(_ draft: Draft, _ flags: (String, Bool)...) -> Draft {
        var draft = draft
        draft.body = .object((draft.body.members ?? []) + flags.map { JSONMember($0.0, .bool($0.1)) })
        return draft
    }

    static func without(_ draft: Draft, _ names: String...) -> Draft {
        var draft = draft
        draft.body = .object((draft.body.members ?? []).filter { !names.contains($0.name) })
        return draft
    }

    static func waiving(_ draft: Draft, _ rules: String...) -> Draft {
        var draft = draft
        draft.waives = rules.map { Waiver(rule: $0, reason: "已实际支付", approver: "u:li") }
        return draft
    }

    /// A voucher that paid 1,000,000 yuan, from which details are taken.
    static let voucher = [receive("L", 100_000_000), register("P"), pay("V1", "L", 100_000_000)]

    static let primeRates = [
        policy("lpr.1y", "37000", unit: "ppm", appliesBy: "SIGNED_ON", from: "2022-01-20"),
        policy("lpr.5y_plus", "44500", unit: "ppm", appliesBy: "SIGNED_ON", from: "2022-05-20"),
        policy("lpr.1y", "36500", unit: "ppm", appliesBy: "SIGNED_ON", from: "2022-08-22"),
        policy("lpr.5y_plus", "43000", unit: "ppm", appliesBy: "SIGNED_ON", from: "2022-08-22"),
    ]

    /// A microloan of a household, from 2022-08-21 to 2023-08-21 at 3.70 %.
    static func microloan(
        _ loan: String, _ fen: Int, of household: String? = "h", kind: String = "NEW", on day: String = "2022-08-21",
        to maturity: String? = "2023-08-21", signed: String? = "2022-08-21", rate: Int? = 37_000
    ) -> Draft {
        var body = [
            ("loan", token(loan)), ("programme", "POVERTY_MICROLOAN"), ("loan_kind", kind), ("amount_fen", "\(fen)"),
        ]
        if let household { body.append(("hh", token(household))) }
        if let maturity { body.append(("maturity", maturity)) }
        if let signed { body.append(("signed_on", signed)) }
        if let rate { body.append(("rate_ppm", "\(rate)")) }
        return on(day, draft("loan.disbursed", body))
    }

    /// A loan of a household that repays another one.
    static func renewal(_ loan: String, _ fen: Int, of household: String, repaying old: String, _ repaid: Int) -> Draft
    {
        with(
            microloan(loan, fen, of: household, kind: "RENEWAL"), ("old_loan", token(old)),
            ("old_principal_fen", "\(repaid)"))
    }

    static func interest(_ loan: String, _ from: String, _ to: String, _ fen: Int, receipt: String = "R1") -> Draft {
        draft(
            "interest.paid",
            [
                ("loan", token(loan)), ("from", from), ("to_day", to), ("interest_fen", "\(fen)"),
                ("receipt_no", receipt),
            ])
    }

    /// A scheme that subsidises all of the contract's interest.
    static func scheme(_ policy: String = "S", _ members: (String, String)...) -> Draft {
        var body = [
            ("policy", policy), ("base", "CONTRACT"), ("base_date", "SIGNED"), ("basis", "360"),
            ("valid_from", "2022-01-01"), ("source_doc", "test"), ("share_ppm", "1000000"),
        ]
        body.removeAll { member in members.contains { $0.0 == member.0 } }
        return draft("subsidy_policy.set", body + members)
    }

    /// A subsidy with one segment at 3.70 %.
    static func subsidy(
        _ loan: String, _ from: String, _ to: String, _ fen: Int, policy: String = "S", principal: Int = 5_000_000,
        days: Int = 365, base: Int = 37_000, holder: String? = nil
    ) -> Draft {
        var body = [
            ("loan", token(loan)), ("policy", policy), ("from", from), ("to_day", to), ("amount_fen", "\(fen)"),
            ("voucher_no", "V1"),
        ]
        if let holder { body.append(("holder", holder)) }
        let segment = [
            ("base_ppm", "\(base)"), ("days", "\(days)"), ("from", from), ("principal_fen", "\(principal)"),
            ("rate_ppm", "37000"), ("to_day", to),
        ]
        return draft(
            "interest_subsidy.paid", body,
            JSONMember("segments", .array([.object(segment.map { JSONMember($0.0, $0.1) })])))
    }

    static func status(_ household: String, _ status: String, on day: String, monitor: String? = nil) -> Draft {
        var body = [("hh", token(household)), ("hh_status", status)]
        if let monitor { body.append(("monitor_type", monitor)) }
        return on(day, draft("household.status_set", body))
    }

    static func grant(_ household: String, _ fen: Int, policy: String = "G", period: String = "2023") -> Draft {
        draft(
            "household_subsidy.paid",
            [
                ("hh", token(household)), ("policy", policy), ("period", period), ("amount_fen", "\(fen)"),
                ("voucher_no", "V1"),
            ])
    }
}
