import LedgerDomain

/// A notice shows no identity, account or phone number (公示泄露个人信息).
///
/// Nothing for this rule to find can get into a log, so it has no check: see ``RuleCatalogue/notApplicable``.
enum A46PersonalDataInNotice: Rule {
    static let description = RuleDescription(
        "A46", Label("公示泄露个人信息", "Notice shows personal data"),
        definition: Label(
            "公示文本不含完整的身份证号、账号或手机号。", "The published text has no full identity, account or phone number."),
        silence: Label("只有文本摘要，没有文本", "the text is not given, only its hash"),
        remedy: EntryCheck.personalData.remedy, .other, basis: "Personal Information Protection Law")

    /// Why it cannot speak.
    static let reason = Label(
        "公示正文不入账，只记摘要；标题等文本在任何规则之前检查，含个人信息的记录被拒绝（E07）。",
        "The text of a notice is not in the log, only its hash; its title and other texts are scanned before any rule, and an entry that holds personal data is refused (E07)."
    )
}
