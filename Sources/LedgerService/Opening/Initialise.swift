import Glibc
import LedgerDomain
import LedgerFiles
import LedgerReference
import MerkleLog

extension Ledger {
    /// Makes a ledger: keys, an empty log, its first entry and the policy parameters of the release.
    ///
    /// - Throws: ``ServiceError`` for a region that is not in force or an origin that cannot be one;
    ///   ``LogStoreError/alreadyExists(path:)`` where there is a ledger.
    public static func create(
        _ directory: String, origin: String, region: String, _ environment: LedgerEnvironment
    ) throws(ServiceError) -> Ledger {
        try atBorder {
            try create(
                directory, origin: origin, region: region, environment, reference: try ShippedReference(),
                hasPolicies: true
            )
        }
    }

    static func create(
        _ directory: String, origin: String, region: String, _ environment: LedgerEnvironment,
        reference: ShippedReference, hasPolicies: Bool
    ) throws -> Ledger {
        guard let code = RegionCode(region), reference.regions.lookup(code, on: environment.today) == .valid else {
            throw ServiceError.usage(
                Label("地区代码 \(region) 当前无效；用 lookup region 查询。", "Region \(region) is not in force; see lookup region.")
            )
        }
        guard !origin.isEmpty, !origin.contains(where: { $0.isWhitespace || $0 == "+" }), origin.utf8.count <= 128,
            !origin.hasPrefix("cosignature/v1")
        else {
            throw ServiceError.usage(
                Label(
                    "日志标识不能为空，不能含空格或加号，如 522633.example.gov.cn/funds",
                    "An origin has no spaces and no plus sign, as example.gov.cn/funds/522633"))
        }
        guard PersonalDataScan.finding(in: environment.actor) == nil else {
            throw ServiceError.usage(
                Label("操作人写用户名，不写手机号或证件号", "name who records by a user's name, not by a phone or identity number"))
        }
        if environment.logs.isTaken(directory) { throw LogStoreError.alreadyExists(path: directory) }
        Files.makeDirectories(of: directory + "/heads/x")
        guard Files.exists(directory + "/heads") else {
            throw ServiceError.noOutput(path: directory, Label("不能创建目录", "the directory cannot be made"))
        }
        let (key, tokenKeyID) = try KeyStore(ledger: directory).create(
            origin: origin, logSeed: environment.randomBytes(32), tokenSecret: environment.randomBytes(32))
        try environment.logs.create(in: directory)
        let opening = openingDraft(origin, code, key.verifier, tokenKeyID, environment)
        let policies = !hasPolicies ? [] : PolicyDrafts.drafts(region: code, on: environment.today)
        let memory = SignerMemory(stateDirectory: environment.stateDirectory, origin: origin)
        let log = try environment.logs.open(
            directory, writer: LogWriter(origin: origin, key: key, memory: memory, now: environment.now))
        defer { try? log.close() }
        _ = try log.replaceFacts([], version: FactStore.version, at: 0)
        let recorder = Recorder(
            reference: reference, ledgerRegion: code, actor: environment.actor, isPublishedHistory: true,
            demandsExpected: false)
        _ = try log.append { appender in
            let outcome = try recorder.record(
                ([opening] + policies).map { RecordedDraft(draft: $0) }, into: appender)
            guard outcome.faults.isEmpty else {
                throw ServiceError.refused(
                    outcome.faults.map { RefusedInput(file: "", row: $0.row, column: "", fault: $0.fault) })
            }
        }
        return try Ledger(directory, environment, reference: reference)
    }

    private static func openingDraft(
        _ origin: String, _ region: RegionCode, _ key: NoteVerifierKey, _ tokenKeyID: String,
        _ environment: LedgerEnvironment
    ) -> Draft {
        let body = [
            JSONMember("origin", origin), JSONMember("region", region.description), JSONMember("currency", "CNY"),
            JSONMember("timezone", "+08:00"), JSONMember("format", "1"), JSONMember("hash", "sha-256"),
            JSONMember("twin", "none"), JSONMember("log_vkey", key.description), JSONMember("token_key_id", tokenKeyID),
            JSONMember("regions_digest", Digests.regions.hex), JSONMember("taxonomy_digest", Digests.taxonomy.hex),
            JSONMember("accounts_digest", Digests.accounts.hex), JSONMember("rules_digest", Digests.rules.hex),
            JSONMember("schemas_digest", Digests.schemas.hex), JSONMember("software", environment.software),
        ]
        return Draft(
            id: environment.newID(), type: EventKind.ledgerOpened.type.name, effectiveOn: environment.today.description,
            region: nil, fiscalYear: nil, body: .object(body))
    }
}
