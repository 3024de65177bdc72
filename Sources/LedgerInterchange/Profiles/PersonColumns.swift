import LedgerDomain

/// A token made for a row, with what it stands for.
struct RowToken {
    let kind: TokenKind
    let value: String
    let token: String
    let isPerson: Bool
}

/// Columns about people. Entries get a token or a yes or no; what the cells hold goes to the vault alone.
enum PersonColumns {
    static let household = ["household_no", "户编号", "户号", "户编码", "农户编号", "家庭编号", "hh", "户"]
    private static let identity = ["id_card", "身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"]
    private static let name = ["name", "姓名", "户主姓名", "户主", "成员姓名", "借款人", "借款人姓名", "领取人", "领款人"]
    private static let phone = ["phone", "手机", "手机号", "手机号码", "联系电话", "联系方式", "电话", "电话号码"]
    private static let account = [
        "card_no", "卡号", "社保卡号", "银行卡号", "account", "银行账号", "银行帐号", "账号", "帐号", "一卡通账号", "一卡通号",
    ]
    private static let address = ["address", "住址", "家庭住址", "地址"]

    /// The columns of a register's template.
    static let register = [
        RowColumn(household, isRequired: true), RowColumn(name), RowColumn(identity), RowColumn(phone),
        RowColumn(account), RowColumn(address),
    ]

    /// Adds what an entry may say of people to its body, and notes the rest for the vault.
    static func add(
        to body: inout [JSONMember], _ kind: EventKind, _ row: inout RowReader, on day: Day, _ context: ImportContext
    ) {
        let person = person(&row, context)
        let fields = Set(kind.type.fields.map(\.field.key))
        func add(_ key: Key, _ value: JSONValue?) {
            guard let value, fields.contains(key), !body.contains(where: { $0.name == key.rawValue }) else { return }
            body.append(JSONMember(key.rawValue, value))
        }
        func addToken(_ key: Key, _ kind: TokenKind, _ value: String?, _ row: inout RowReader) {
            guard let value, fields.contains(key), !body.contains(where: { $0.name == key.rawValue }) else { return }
            add(key, .string(row.token(kind, value, context)))
        }
        addToken(.household, .household, row.text("household_no", "户编号", "户号", "户编码", "农户编号", "家庭编号"), &row)
        // Banks know people, not the numbers of households.
        add(.household, person.token.flatMap(context.household).map { .string($0) })
        let contract = row.text("contract_no", "合同号", "借款合同号")
        let lender = row.text("bank", "放款机构") ?? ""
        addToken(.loan, .loan, contract.map { lender + "\n" + $0 }, &row)
        let oldContract = row.text("old_contract_no", "原合同号")
        addToken(.oldLoan, .loan, oldContract.map { lender + "\n" + $0 }, &row)
        addToken(.card, .card, person.account, &row)
        let given = body.first { $0.name == Key.household.rawValue }?.value.text
        keep(person, household: given, &row)
        guard let number = person.identityCard else { return }
        let card = IdentityCard(number)
        add(.idCheck, .bool(card != nil))
        add(.ageOK, card.map { .bool((18...65).contains(age($0.bornOn, on: day))) })
    }

    /// Notes the person of a register's row for the vault; the token of the household, `nil` where none is named.
    static func keepRegistered(_ row: inout RowReader, _ context: ImportContext) -> String? {
        let person = person(&row, context)
        if let number = person.identityCard, person.token == nil {
            row.fault(
                identity[0],
                Fault(
                    rule: EntryCheck.form.rawValue, path: identity[0], given: PersonalDataScan.maskedNumber(number),
                    expected: Label(
                        "18 位公民身份号码，末位校验码正确", "an identity number of 18 characters with the right check digit"),
                    remedy: Label("照证件重新填写；该列应为文本格式。", "Copy it from the card; the column must be text.")),
                identity)
        }
        guard let number = row.cell(household)?.text else {
            row.missing(household)
            return nil
        }
        let token = Token.isValid(Array(number.utf8)) ? number : row.token(.household, number, context)
        keep(person, household: token, &row)
        return token
    }

    /// The person whom a row is about, as far as it tells.
    private static func person(_ row: inout RowReader, _ context: ImportContext) -> PersonalRecord.Person {
        var person = PersonalRecord.Person()
        person.name = row.cell(name)?.text
        // Spaces between the digits and the apostrophe that made the cell text are no part of the number.
        person.identityCard = row.cell(identity).map { cell in
            CellText.plain(cell.text).uppercased().filter { !$0.isWhitespace && !"'’‘".contains($0) }
        }
        person.phone = row.cell(phone)?.text
        person.account = row.cell(account)?.text
        person.address = row.cell(address)?.text
        person.token = person.identityCard.flatMap { IdentityCard($0) }.map { context.token(.person, $0.text) }
        return person
    }

    /// Notes what the tokens of the row stand for. The household's key seals all of it; without a household, that of the
    /// loan or payee does, so that one erasure reaches the whole row.
    private static func keep(_ person: PersonalRecord.Person, household: String?, _ row: inout RowReader) {
        let order: [TokenKind] = [.household, .loan, .holder, .payee, .card, .legalRepresentative]
        let people = row.tokens.filter(\.isPerson)
        let first = order.lazy.compactMap { kind in people.first { $0.kind == kind } }.first
        guard let owner = household ?? first?.token else { return }
        for made in row.tokens {
            row.identities.append(
                PersonalRecord(
                    token: made.token, kind: made.kind, holder: made.isPerson ? owner : made.token, source: made.value,
                    people: made.token == owner && !person.isEmpty ? [person] : []))
        }
        if !person.isEmpty, !row.tokens.contains(where: { $0.token == owner }) {
            let kind = household == nil ? first?.kind ?? .loan : .household
            row.identities.append(PersonalRecord(token: owner, kind: kind, holder: owner, source: "", people: [person]))
        }
    }

    /// Completed years.
    private static func age(_ born: Day, on day: Day) -> Int {
        let (from, to) = (born.parts, day.parts)
        return to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0)
    }
}
