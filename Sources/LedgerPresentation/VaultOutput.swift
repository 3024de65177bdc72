import LedgerDomain
public import LedgerService
public import LedgerVault

/// Whom tokens stand for, as those who may see it are told.
public struct VaultOutput {
    private let presenter: Presenter

    /// Answers of the vault as a presenter gives them.
    public init(_ presenter: Presenter) {
        self.presenter = presenter
    }

    // MARK: One identity

    /// Whom a token stands for, as JSON.
    public func json(_ answer: IdentityAnswer, of token: String) -> JSONText {
        switch answer {
        case .erased(let seq): .object([("token", .string(token)), ("erased_at", .optional(seq))])
        case .shown(let record, let seq): json(record, seq)
        }
    }

    /// Whom a token stands for, as people read it.
    public func text(_ answer: IdentityAnswer, of token: String) -> String {
        switch answer {
        case .erased(let seq): presenter.pick("\(token)：身份信息已删除（位置 \(seq)）。", "\(token): erased (position \(seq)).")
        case .shown(let record, let seq): text(record, seq)
        }
    }

    private func json(_ record: PersonalRecord, _ seq: UInt64) -> JSONText {
        .object([
            ("token", .string(record.token)), ("kind", .string(record.kind.rawValue)),
            ("household", .string(record.holder)), ("source", .string(record.source)),
            (
                "people",
                .array(
                    record.people.map { person in
                        .object([
                            ("name", .optional(person.name)), ("id_card", .optional(person.identityCard)),
                            ("phone", .optional(person.phone)), ("account", .optional(person.account)),
                            ("address", .optional(person.address)),
                        ])
                    })
            ),
            ("seq", .optional(seq)),
        ])
    }

    private func text(_ record: PersonalRecord, _ seq: UInt64) -> String {
        var lines = [record.token + "  " + record.source.split(separator: "\n").joined(separator: " ")]
        if record.holder != record.token { lines.append(presenter.pick("  户 ", "  household ") + record.holder) }
        for person in record.people {
            let parts = [person.name, person.identityCard, person.phone, person.account, person.address]
            lines.append("  " + parts.compactMap { $0 }.joined(separator: "  "))
        }
        lines.append(presenter.pick("本次查阅已入账（位置 \(seq)）。", "This look-up is recorded (position \(seq))."))
        return lines.joined(separator: "\n")
    }

    // MARK: Erasing

    /// What erasing did, as JSON.
    public func json(_ receipt: ErasureReceipt, of token: String) -> JSONText {
        let (seq, isNew) = Self.parts(receipt)
        return .object([("token", .string(token)), ("erased_at", .optional(seq)), ("repeat", .bool(!isNew))])
    }

    /// What erasing did, as people read it.
    public func text(_ receipt: ErasureReceipt, of token: String) -> String {
        let (seq, isNew) = Self.parts(receipt)
        return isNew
            ? presenter.pick("\(token)：身份信息已删除（位置 \(seq)）。", "\(token): erased (position \(seq)).")
            : presenter.pick("\(token)：此前已删除（位置 \(seq)）。", "\(token): erased before (position \(seq)).")
    }

    private static func parts(_ receipt: ErasureReceipt) -> (seq: UInt64, isNew: Bool) {
        switch receipt {
        case .erased(let seq): (seq, true)
        case .erasedBefore(let seq): (seq, false)
        }
    }

    // MARK: Counts

    /// How much the vault holds, as JSON.
    public func json(_ counts: Vault.Counts?) -> JSONText {
        .object([
            ("present", .bool(counts != nil)), ("keys", .integer(Int64(counts?.holders ?? 0))),
            ("tokens", .integer(Int64(counts?.tokens ?? 0))), ("erased", .integer(Int64(counts?.erased ?? 0))),
        ])
    }

    /// How much the vault holds, as people read it.
    public func text(_ counts: Vault.Counts?) -> String {
        guard let counts else { return presenter.pick("没有保管库。", "There is no vault.") }
        return presenter.pick(
            "\(counts.holders) 把密钥，\(counts.tokens) 个令牌，已删除 \(counts.erased) 个。",
            "\(counts.holders) keys, \(counts.tokens) tokens, \(counts.erased) erased.")
    }
}
