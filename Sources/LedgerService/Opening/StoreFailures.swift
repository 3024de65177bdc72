import LedgerAudit
import LedgerDomain
import LedgerVault
import MerkleLog

extension ServiceError {
    /// The failure that any error is at the service's border.
    init(_ error: any Error) {
        switch error {
        case let error as ServiceError: self = error
        case let error as LogStoreError: self.init(error)
        case let error as VaultError: self.init(error)
        default: self.init(.bug, "\(error)", "\(error)")
        }
    }

    private init(_ error: LogStoreError) {
        switch error {
        case .busy(let path):
            self.init(.busy, "另一个进程正在写入（\(path)），请稍后重试。", "Another process is writing (\(path)); try again.")
        case .conflict(let key, let seq):
            self.init(
                .conflict, "所依据的数据已变更（\(key)，位置 \(seq)），请核对后重试。",
                "What the decision was made on has changed (\(key), position \(seq)); look again and retry.")
        case .newerVersion(let found, let known):
            self.init(
                .newerVersion, "账本为更新的版本 \(found)，本程序只识别到 \(known)；请升级程序。",
                "The ledger is of version \(found), this program knows \(known); upgrade the program.")
        case .notALedger(let path):
            self.init(
                .noLedger, "\(path) 不是账本；用 init 建账，或核对 \(Choice.ledger)。",
                "\(path) is no ledger; make one with init, or check \(Choice.ledger).")
        case .alreadyExists(let path):
            self.init(
                .alreadyExists, "\(path) 已有账本或文件，未作改动。",
                "\(path) holds a ledger or file already; nothing was changed.")
        case .readOnly(let path):
            self.init(
                .readOnly, "\(path) 不可写；核对磁盘和权限。",
                "\(path) cannot be written; check the disk and its permissions.")
        case .notPermitted(let path):
            self.init(
                .notPermitted, "没有读写 \(path) 的权限；换用有权限的用户，或修正其权限。",
                "You may not read or write \(path); use an account that may, or correct its permissions.")
        case .clock(let last, let now):
            let (lastText, nowText) = (
                Instant(secondsSinceEpoch: last).description, Instant(secondsSinceEpoch: now).description
            )
            self.init(
                .clock, "系统时间 \(nowText) 早于最后一条记录 \(lastText)；校正时钟后重试。",
                "The clock says \(nowText), the last entry was recorded at \(lastText); set the clock and try again.")
        case .rolledBack(let signed, let found):
            self.init(
                .refuted(.truncated), "本机曾为 \(signed) 条签名，账本只有 \(found) 条：可能恢复了旧备份，拒绝签名。",
                "This machine signed \(signed) entries and the ledger holds \(found): an old backup may have been restored; signing is refused."
            )
        case .forked(let size):
            self.init(
                .refuted(.fork), "规模 \(size) 的根与本机签过的不同，拒绝签名。",
                "The root at size \(size) is not the one this machine signed; signing is refused.")
        case .foreignKey(let key):
            self.init(
                .refuted(.key), "密钥 \(key) 不是签署最新检查点的密钥，拒绝签名。",
                "The key \(key) is not the one that signed the newest head; signing is refused.")
        case .tooLong(let bytes):
            self.init(.tooLong, "记录有 \(bytes) 字节，过长。", "An entry of \(bytes) bytes is too long.")
        case .damaged(let what):
            self.init(
                .damaged, "账本文件损坏（\(what)）；运行 audit 查明位置。",
                "The ledger's file is damaged (\(what)); audit tells where.")
        case .io(let path, let message):
            self.init(.disk, "\(path)：\(message)", "\(path): \(message)")
        case .sqlite(let code, let message):
            self.init(.database, "数据库错误 \(code)：\(message)", "Database error \(code): \(message)")
        }
    }

    private init(_ error: VaultError) {
        switch error {
        case .notAVault(let path):
            self.init(
                .vaultDamaged, "\(path) 不是保管库或已损坏；从备份恢复该文件，账本其余部分不受影响。",
                "\(path) is no vault, or damaged; restore it from a backup. Nothing else of the ledger depends on it.")
        case .newerVersion(let found, let known):
            self.init(
                .newerVersion, "保管库为更新的版本 \(found)，本程序只识别到 \(known)；请升级程序。",
                "The vault is of version \(found), this program knows \(known); upgrade the program.")
        case .foreign(let origin):
            self.init(
                .vaultForeign, "保管库属于另一账本 \(origin)；放回原处，或恢复本账本的保管库。",
                "The vault belongs to another ledger, \(origin); put back this ledger's own.")
        case .sealed(let token):
            self.init(
                .vaultDamaged, "\(token) 不能解密：keys/vault.key 不是原来的密钥，或保管库被改动。",
                "\(token) cannot be opened: keys/vault.key is another key, or the vault was changed.")
        case .busy(let path):
            self.init(.busy, "另一个进程正在写入（\(path)），请稍后重试。", "Another process is writing (\(path)); try again.")
        case .sqlite(let message): self.init(.database, "保管库错误：\(message)", "Vault error: \(message)")
        }
    }

    private init(_ kind: Kind, _ chinese: String, _ english: String) {
        self.init(kind, Label(chinese, english))
    }
}

/// Does a piece of the service's work for somebody outside: whatever goes wrong below leaves as a ``ServiceError``.
func atBorder<Result>(_ work: () throws -> Result) throws(ServiceError) -> Result {
    do { return try work() } catch { throw ServiceError(error) }
}
