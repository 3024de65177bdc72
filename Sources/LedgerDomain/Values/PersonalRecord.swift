/// What a token stands for. Each kind has tokens of its own: the same number as card and as household gives two.
public enum TokenKind: String, CaseIterable, Sendable {
    case household
    case loan
    case card
    case payee
    case holder
    case legalRepresentative = "legal_rep"
    /// A person by identity number. It stands in no entry: the vault alone finds the household by it.
    case person
}

/// Whom or what a token stands for (身份信息): for the vault, and for nothing else.
public struct PersonalRecord: Sendable, Hashable {
    /// The token that entries hold.
    public let token: String
    /// What it stands for.
    public let kind: TokenKind
    /// The token of the household whose key seals this; the token itself where no household is known.
    public var holder: String
    /// What the token was made of: the number of a household, contract or card; empty where only the token is known.
    public var source: String
    /// The people it concerns.
    public var people: [Person]

    /// One person, as far as a sheet tells.
    public struct Person: Sendable, Hashable {
        /// 姓名.
        public var name: String?
        /// 公民身份号码.
        public var identityCard: String?
        /// 联系电话.
        public var phone: String?
        /// 银行账号、卡号.
        public var account: String?
        /// 住址.
        public var address: String?
        /// The token of the identity number.
        public var token: String?

        /// A person of whom nothing is known yet.
        public init() {}

        /// Whether nothing is known.
        public var isEmpty: Bool { [name, identityCard, phone, account, address].allSatisfy { $0 == nil } }
    }

    /// A record from its parts.
    public init(token: String, kind: TokenKind, holder: String, source: String, people: [Person] = []) {
        self.token = token
        self.kind = kind
        self.holder = holder
        self.source = source
        self.people = people
    }

    /// The record with what a later one says of the same token. What that one leaves out stays.
    public func merging(_ later: PersonalRecord) -> PersonalRecord {
        var merged = self
        if later.holder != later.token { merged.holder = later.holder }
        if !later.source.isEmpty { merged.source = later.source }
        for person in later.people where !person.isEmpty { merged.take(person) }
        return merged
    }

    private mutating func take(_ person: Person) {
        guard let index = people.firstIndex(where: { $0.isSame(as: person) }) else { return people.append(person) }
        people[index].name = person.name ?? people[index].name
        people[index].identityCard = person.identityCard ?? people[index].identityCard
        people[index].phone = person.phone ?? people[index].phone
        people[index].account = person.account ?? people[index].account
        people[index].address = person.address ?? people[index].address
        people[index].token = person.token ?? people[index].token
    }
}

extension PersonalRecord.Person {
    /// Whether two notes speak of one person: by the identity number where both have one, else by the name.
    fileprivate func isSame(as other: Self) -> Bool {
        if let own = identityCard, let its = other.identityCard { return own == its }
        return name != nil && name == other.name
    }
}
