extension Field {
    static let origin = Field(.origin, "日志标识", "Origin", .text)
    static let ledgerRegion = Field(.region, "地区", "Region", .region)
    static let currency = Field(.currency, "币种", "Currency", .capitals)
    static let timezone = Field(.timezone, "时区", "Time zone", .text)
    static let format = Field(.format, "格式", "Format", .identifier)
    static let hash = Field(.hash, "哈希算法", "Hash", .identifier)
    static let twin = Field(.twin, "孪生树", "Twin tree", .identifier)
    static let logVerifierKey = Field(.logVerifierKey, "日志公钥", "Log verifier key", .text)
    static let tokenKey = Field(.tokenKeyID, "令牌密钥编号", "Token key", .identifier)
    static let regionsDigest = Field(.regionsDigest, "区划表摘要", "Digest of the region tables", .hash)
    static let taxonomyDigest = Field(.taxonomyDigest, "项目分类摘要", "Digest of the taxonomy", .hash)
    static let accountsDigest = Field(.accountsDigest, "科目表摘要", "Digest of the budget codes", .hash)
    static let rulesDigest = Field(.rulesDigest, "规则摘要", "Digest of the rules", .hash)
    static let schemasDigest = Field(.schemasDigest, "格式摘要", "Digest of the schemas", .hash)
    static let software = Field(.software, "软件", "Software", .text)

    static let tableName = Field(.name, "代码表", "Table", .identifier)
    static let tableVersion = Field(.version, "版本", "Version", .text)
    static let sha256 = Field(.sha256, "摘要", "SHA-256", .hash)

    static let digest = Field(.digest, "文件摘要", "Digest of the file", .hash)
    static let bytes = Field(.bytes, "字节数", "Bytes", .number(0...Int64.max))
    static let encoding = Field(.encoding, "编码", "Encoding", .identifier)
    static let rowsUnit = Field(.unit, "金额单位", "Unit of amounts", .identifier)
    static let profile = Field(.profile, "导入模板", "Profile", .identifier)
    static let profileVersion = Field(.profileVersion, "模板版本", "Profile version", .number(1...9_999))
    static let mapping = Field(
        .mapping, "列对应", "Columns",
        .list(.record([.required(.columnName), .required(.fieldName)])))
    static let columnName = Field(.column, "列名", "Column", .text)
    static let fieldName = Field(.field, "字段", "Field", .text)
    static let rowCounts = Field(
        .counts, "行数", "Counts", .list(.record([.required(.countName), .required(.countValue)])))
    static let countName = Field(.name, "名称", "Name", .identifier)
    static let countValue = Field(.value, "数量", "Value", .number(0...Int64.max))
    static let totals = Field(
        .totals, "合计", "Totals", .list(.record([.required(.countName), .required(.totalValue)])))
    static let totalValue = Field(.value, "合计", "Total", .number(Int64.min...Int64.max))
    static let rejectedDigest = Field(.rejectedDigest, "未接收行摘要", "Digest of the rejected rows", .hash)
    static let rejectedRows = Field(.rejectedRows, "未接收的行", "Rejected rows", .list(.text))
    static let sheet = Field(.sheet, "工作表", "Sheet", .text)
    static let again = Field(.again, "再次导入原因", "Reason for importing again", .text)

    static let position = Field(.position, "截至位置", "Position", .number(0...Int64.max))
    static let viewsList = Field(
        .views, "视图", "Views", .list(.record([.required(.digest), .required(.viewName), .required(.viewVersion)])))
    static let viewName = Field(.name, "视图名", "View", .identifier)
    static let viewVersion = Field(.version, "版本", "Version", .identifier)
    static let viewsResult = Field(.result, "核对结果", "Result", .code(CodeList(ViewsResult.self)))
    static let cells = Field(
        .cells, "不一致的单元", "Cells that differ",
        .list(.record([.required(.actualText), .required(.expectedText), .required(.cellKey), .required(.viewCell)])))
    static let actualText = Field(.actual, "原值", "Actual", .text)
    static let expectedText = Field(.expected, "应为", "Expected", .text)
    static let cellKey = Field(.name, "单元", "Cell", .text)
    static let viewCell = Field(.view, "视图", "View", .identifier)

    static let keyPurpose = Field(.purpose, "用途", "Purpose", .code(CodeList(KeyPurpose.self)))
    static let headSize = Field(.headSize, "检查点规模", "Size of the head", .number(1...Int64.max))
    static let headRoot = Field(.headRoot, "检查点的根", "Root of the head", .hash)
    static let stampedAt = Field(.stampedAt, "时间戳时刻", "Stamped at", .instant)
    static let authority = Field(.authority, "时间戳机构", "Time-stamping authority", .text)
    static let responseHash = Field(.responseHash, "时间戳应答摘要", "SHA-256 of the answer", .hash)

    static let original = Field(.original, "原记录", "Original", .original)
}

extension EventType {
    /// What happens to the ledger itself.
    static let ledgerTypes: [EventType] = [
        EventType(
            .ledgerOpened, "ledger.opened", "建账", "Ledger opened",
            Label("账本建立，固定其标识、地区、格式和参考表。", "The ledger begins; its identity, region, format and tables are fixed."),
            isGenesis: true,
            required: [
                .origin, .ledgerRegion, .currency, .timezone, .format, .hash, .twin, .logVerifierKey, .tokenKey,
                .regionsDigest, .taxonomyDigest, .accountsDigest, .rulesDigest, .schemasDigest, .software,
            ]),
        EventType(
            .policyParameterSet, "policy_parameter.set", "政策参数", "Policy parameter set",
            Label("一项政策参数自某日起取某值。", "A number or code that policy fixes, from a day on."),
            required: [
                .parameter, .policyUnit, .policyLevel, .validFrom, .appliesBy, .policyStatus, .sourceDocument,
            ],
            optional: [
                .policyValue, .validTo, .policyPlace, .comparator, .figureBasis, .measure, .appliesTo, .targetYear,
                .priorYearFloor,
            ],
            conditions: [
                .absentWhen(.comparator, is: Comparator.stable.rawValue, .value),
                .related(.day(.validTo, .notBefore, .field(.validFrom))),
            ]),
        EventType(
            .referenceAdopted, "reference.adopted", "启用代码表", "Reference table adopted",
            Label("启用一份参考表。", "A reference table comes into use."),
            required: [.tableName, .tableVersion, .sha256, .validFrom]),
        EventType(
            .sourceImported, "source.imported", "导入来源", "Source imported",
            Label("导入了一份文件，各行随后入账。", "A file was imported; its rows follow."),
            required: [.digest, .bytes, .encoding, .profile, .profileVersion, .rowCounts],
            optional: [.rowsUnit, .mapping, .totals, .rejectedDigest, .rejectedRows, .sheet, .again]),
        EventType(
            .viewsCertified, "views.certified", "视图核对", "Views certified",
            Label("重算视图并与现有视图核对。", "The views were rebuilt from the log and compared."),
            required: [.position, .viewsList, .viewsResult],
            optional: [.cells]),
        EventType(
            .rulesAdopted, "rules.adopted", "启用规则集", "Rule set adopted",
            Label("自此由另一套规则检查。", "From here on another set of rules checks what is recorded."),
            required: [.rulesDigest, .validFrom]),
        EventType(
            .softwareUsed, "software.used", "启用软件版本", "Software used",
            Label("自此由另一版本的软件按其格式记录。", "From here on another release of the software records, in its forms."),
            required: [.software, .schemasDigest]),
        EventType(
            .keyRotated, "key.rotated", "更换密钥", "Key rotated",
            Label(
                "换用新的密钥；本条以内的检查点由旧密钥签名，其后由新密钥签名。",
                "A new key takes over; heads up to this entry are signed by the old one, later ones by the new."),
            required: [.keyPurpose, .reason],
            optional: [.logVerifierKey, .tokenKey],
            conditions: [
                .onlyWhen(.purpose, is: KeyPurpose.log.rawValue, [.logVerifierKey]),
                .onlyWhen(.purpose, is: KeyPurpose.token.rawValue, [.tokenKeyID]),
            ]),
        EventType(
            .headStamped, "head.stamped", "检查点加盖时间戳", "Head stamped",
            Label(
                "时间戳机构证明检查点在某一时刻已经存在。",
                "A time-stamping authority attests that a head existed at a moment."),
            required: [.headSize, .headRoot, .stampedAt, .authority, .responseHash]),
        EventType(
            .entryReversed, "entry.reversed", "冲销", "Entry reversed",
            Label("冲销一条记录，并完整载明原记录。", "An earlier entry is taken back; it is repeated in full."),
            required: [.original, .reason]),
    ]
}
