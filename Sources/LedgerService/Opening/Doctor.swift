import Glibc
public import LedgerDomain
import LedgerFiles
import MerkleLog

/// One thing that `doctor` looked at.
public struct DoctorLine: Sendable {
    /// Whether it is as it should be.
    public let isGood: Bool
    /// What was looked at, and what was found.
    public let text: Label
}

extension Ledger {
    /// Looks at everything that an operator would otherwise find out at night: files, keys, clock, disk, views.
    public static func doctor(_ directory: String, _ environment: LedgerEnvironment) -> [DoctorLine] {
        var lines: [DoctorLine] = []
        func check(_ isGood: Bool, _ chinese: String, _ english: String) {
            lines.append(DoctorLine(isGood: isGood, text: Label(chinese, english)))
        }
        guard let ledger = try? Ledger(directory, environment) else {
            check(false, "\(directory) 不是账本，或不能读取", "\(directory) is no ledger, or cannot be read")
            return lines
        }
        check(
            true, "账本 \(ledger.genesis.origin)，地区 \(ledger.genesis.region)",
            "ledger \(ledger.genesis.origin), region \(ledger.genesis.region)")
        let canWrite = access(directory, W_OK) == 0
        check(
            canWrite, canWrite ? "目录可写" : "目录只读",
            canWrite ? "the directory can be written" : "the directory is read-only")
        let key = try? KeyStore(ledger: directory).logKey()
        check(
            key != nil, key == nil ? "签名密钥不能读取" : "签名密钥可读",
            key == nil ? "the signing key cannot be read" : "the signing key can be read")
        if let key {
            let isSame = key.verifier.description == ledger.genesis.verifierKey
            check(
                isSame, isSame ? "签名密钥与建账记录相符" : "签名密钥与建账记录不符",
                isSame
                    ? "the signing key is the one of the first entry"
                    : "the signing key is not the one of the first entry")
        }
        let vault = Files.exists(ledger.vaultPath) ? ["vault.sqlite", "keys/vault.key"] : []
        for name in ["keys/log.key", "keys/token-\(ledger.genesis.tokenKeyID).key"] + vault {
            var information = stat()
            let isPrivate = stat("\(directory)/\(name)", &information) == 0 && information.st_mode & 0o077 == 0
            check(
                isPrivate, "\(name) " + (isPrivate ? "仅属主可读" : "权限过宽或缺失（应为 0600）"),
                "\(name) "
                    + (isPrivate ? "is for its owner alone" : "is missing or open to others (should be 0600)"))
        }
        if let head = try? ledger.head() {
            let now = environment.now()
            let isAfter = now >= head.recordedAt - 60
            check(
                isAfter, isAfter ? "时钟不早于最后一条记录" : "时钟早于最后一条记录",
                isAfter ? "the clock is not behind the last entry" : "the clock is behind the last entry")
            check(true, "\(head.size) 条记录，根 \(head.root.base64)", "\(head.size) entries, root \(head.root.base64)")
        }
        let hasViews = Files.exists(ledger.viewsPath)
        check(
            hasViews, hasViews ? "视图文件存在" : "没有视图文件；运行 rebuild",
            hasViews ? "the views are there" : "no views; run rebuild")
        return lines
    }
}
