extension Field {
    static let vaultToken = Field(.token, "令牌", "Token", .token)
    static let approver = Field(
        .approver, "批准人", "Approver", .text, help: Label("不是操作人本人。", "Somebody other than who records it."))
}

extension EventType {
    /// What is done with the identities in the vault (查阅、删除身份信息). What they are stands in no entry: the log holds
    /// tokens alone, so that its proofs do not depend on the vault.
    static let identityTypes: [EventType] = [
        EventType(
            .identityShown, "identity.shown", "查阅身份信息", "Identity shown",
            Label(
                "操作人查阅了令牌所代表的人或账户。", "Somebody looked up whom or what a token stands for."),
            required: [.vaultToken, .reason]),
        EventType(
            .identityErased, "identity.erased", "删除身份信息", "Identity erased",
            Label(
                "令牌所代表的身份信息及其密钥已从保管库删除，不能恢复；账中记录不变。",
                "What a token stands for is erased from the vault with its key, for ever; entries stay as they are."),
            required: [.vaultToken, .reason],
            expected: [.approver]),
    ]
}
