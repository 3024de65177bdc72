import LedgerAudit
public import LedgerDomain
import LedgerFiles
import LedgerReference
import LedgerRules
import MerkleLog

/// What an export wrote.
public struct ExportReceipt: Sendable {
    /// The number of entries that the directory covers.
    public var size: UInt64 = 0
    /// How many of them are disclosed.
    public var disclosed: UInt64 = 0
    /// The number of files written.
    public var files = 0
}

extension Ledger {
    /// Writes the log as a directory of static files (C2SP tlog-tiles), or adds to one what came since.
    ///
    /// - Throws: ``ServiceError`` that refutes it where the directory is no beginning of this log; ``LogStoreError/damaged(_:)`` where the ledger itself is broken.
    public func export(tiles path: String) throws(ServiceError) -> ExportReceipt {
        try atBorder {
            try FileOutput.check(directory: path, outside: directory)
            return try reading { log in
                guard let head = try log.head() else { throw LogStoreError.notALedger(path: directory) }
                let target = TileDirectory(path)
                let old = try continued(target, log, head)
                let note = try cosigned(log, size: head.size) ?? head.note
                let files = try ProgressMeter.measuring(
                    Label("写出记录", "Writing entries"), .entries, of: head.size, environment.progress
                ) { meter in
                    try FileOutput.making(path) {
                        try target.write(log, upTo: head, note: note, after: old, reached: meter.reach)
                    }
                }
                return ExportReceipt(size: head.size, disclosed: head.size, files: files)
            }
        }
    }

    /// The size of the head that a directory has, 0 where it is new; the log must go on from it.
    private func continued(_ target: TileDirectory, _ log: any LogStore, _ head: LogHead) throws -> UInt64 {
        guard let note = target.checkpoint() else {
            guard Files.exists(target.path) else { return 0 }
            guard Files.list(target.path).isEmpty else {
                throw ServiceError.noOutput(
                    path: target.path, Label("目录不为空，也不是瓦片目录", "the directory is not empty and holds no tiles"))
            }
            return 0
        }
        guard let old = (try? SignedNote(note)).flatMap({ try? Checkpoint(text: $0.text) }),
            old.origin.utf8.elementsEqual(genesis.origin.utf8)
        else {
            throw ServiceError.noOutput(
                path: target.path, Label("目录属于另一个日志", "the directory is of another log"))
        }
        guard old.size <= head.size else {
            throw ServiceError.refuted(
                .truncated,
                Label(
                    "该目录的导出有 \(old.size) 条，账本只有 \(head.size) 条：账本比自己的导出短，未作改动",
                    "the export there has \(old.size) entries and the ledger \(head.size): it is shorter than its own export; nothing was changed"
                ))
        }
        guard try log.tree.root(size: old.size) == old.root else {
            throw try otherRoot(of: note, size: old.size, "\(target.path)/checkpoint", log)
        }
        return old.size
    }

    /// A head with the signatures of its witnesses below it.
    func cosigned(_ log: any LogStore, size: UInt64) throws -> [UInt8]? {
        guard size > 0, let head = try log.heads(after: size - 1, through: size).first else { return nil }
        let lines = try log.cosignatures().filter { $0.size == size }.map(\.line)
        return head.note + lines.flatMap { Array($0.utf8) }
    }

    /// Writes a directory that proves itself offline (证据包): all of the log, or the entries of a place and year with
    /// the hashes of all others.
    ///
    /// - Throws: ``ServiceError/noOutput(path:_:)`` where something is there already.
    public func export(evidence path: String, region: RegionCode?, year: Int?) throws(ServiceError) -> ExportReceipt {
        try atBorder {
            if let region, reference.regions.name(of: region) == nil {
                throw ServiceError.usage(Label("区划代码 \(region) 不存在", "there is no division \(region)"))
            }
            try FileOutput.check(directory: path, outside: directory)
            guard Files.list(path).isEmpty else {
                throw ServiceError.noOutput(path: path, Label("目录不为空", "the directory is not empty"))
            }
            return try reading { log in
                guard let head = try log.head() else { throw LogStoreError.notALedger(path: directory) }
                let writer = EvidenceWriter(
                    ledger: self, log: log, head: head, path: path, scope: EvidenceScope(region: region, year: year))
                return try FileOutput.making(path) { try writer.write() }
            }
        }
    }
}

/// Writes one evidence bundle.
private struct EvidenceWriter {
    let ledger: Ledger
    let log: any LogStore
    let head: LogHead
    let path: String
    let scope: EvidenceScope

    func write() throws -> ExportReceipt {
        var receipt = ExportReceipt(size: head.size)
        let note = try ledger.cosigned(log, size: head.size) ?? head.note
        let target = TileDirectory(path)
        try measuring(Label("写出记录", "Writing entries")) { meter in
            _ = try target.write(
                log, upTo: head, note: note, after: 0, hasEntries: !scope.isLimited, reached: meter.reach)
        }
        receipt.disclosed = scope.isLimited ? try writeDisclosed() : head.size
        try writeHeads()
        try writeReferences()
        let figures = EvidenceFigures(
            reference: ledger.reference, region: scope.region ?? ledger.genesis.region, year: scope.year,
            entries: { body in try forEachDisclosed { entry, _ in try body(entry) } })
        try put("figures.json", figures.text())
        let description = BundleDescription(
            origin: ledger.genesis.origin, size: head.size, root: head.root.base64, scope: scope)
        try put("bundle", Array(description.text.utf8))
        receipt.files = try BundleChecksums.write(path) + 1
        return receipt
    }

    private func measuring(_ phase: Label, _ body: (ProgressMeter) throws -> Void) rethrows {
        try ProgressMeter.measuring(phase, .entries, of: head.size, ledger.environment.progress, body)
    }

    private func put(_ name: String, _ bytes: [UInt8]) throws {
        Files.makeDirectories(of: "\(path)/\(name)")
        try Files.write(bytes, to: "\(path)/\(name)", isDurable: false)
    }

    private func forEachDisclosed(_ body: (Entry, UnsafeRawBufferPointer) throws -> Void) throws {
        var entry = Entry()
        try measuring(Label("读取记录", "Reading entries")) { meter in
            try log.read(0..<head.size) { seq, bytes in
                meter.add()
                do throws(EntryFault) { try entry.read(bytes) } catch { throw LogStoreError.damaged("entry \(seq)") }
                if scope.includes(entry, ledger.reference.regions) { try body(entry, bytes) }
                return true
            }
        }
    }

    private func writeDisclosed() throws -> UInt64 {
        var lines: [UInt8] = []
        var count: UInt64 = 0
        try forEachDisclosed { _, bytes in
            lines.append(contentsOf: bytes)
            lines.append(0x0A)
            count += 1
        }
        try put("entries.jsonl", lines)
        return count
    }

    private func writeHeads() throws {
        var keys: [String] = []
        for cosignature in try log.cosignatures() where !keys.contains(cosignature.key) { keys.append(cosignature.key) }
        var after: UInt64 = 0
        while let head = try log.heads(after: after, through: self.head.size, limit: 1).first {
            try put("heads/\(head.size)", try ledger.cosigned(log, size: head.size) ?? head.note)
            after = head.size
        }
        for stamp in try log.stamps() { try put("stamps/\(stamp.size)-\(stamp.number).tsr", stamp.response) }
        var policy = ["log \(ledger.genesis.verifierKey)"]
        for (index, key) in keys.enumerated() { policy.append("witness w\(index + 1) \(key)") }
        policy.append("quorum none")
        try put("policy", Array((policy.joined(separator: "\n") + "\n").utf8))
    }

    private func writeReferences() throws {
        for file in ShippedReference.File.allCases {
            try put("codes/\(file.rawValue)", ShippedReference.bytes(of: file))
        }
        for (name, bytes) in BundleFiles.fixed { try put(name, bytes) }
    }
}

/// What every bundle of this release holds, byte for byte.
enum BundleFiles {
    static var fixed: [(name: String, bytes: [UInt8])] {
        [
            ("rules.txt", Array(Digests.rulesText.utf8)), ("FORMATS.md", ShippedReference.formatNotes),
            ("verify.py", ShippedReference.verifier), ("README.md", Array(readme.utf8)),
        ]
    }

    private static let readme = """
        # 证据包 Evidence bundle

        本目录自证：不需要数据库、网络或原单位的配合。This directory proves itself: no database, no network, nobody's help.

        1. 文件完整 Files are whole: `sha256sum -c SHA256SUMS`
        2. 核验 Verify: `python3 verify.py . --policy 你的策略文件 YOUR-POLICY --against 你保存的检查点 THE-HEAD-YOU-KEPT`
           或 or: `linkedfund audit --evidence . --policy … --against …`

        `verify.py` 只用 Python 标准库；请从别处取得一份并比较，不要只信包内这一份。
        `verify.py` uses Python's standard library only; get a copy from elsewhere and compare, do not trust the one in here alone.
        `policy` 列出账本所知的密钥；审计人应使用自己保存的密钥。
        `policy` lists the keys that the ledger knows; an auditor brings their own.
        格式见 FORMATS.md。Formats: FORMATS.md.

        """
}

/// The file `SHA256SUMS`: every other file of a bundle, as `sha256sum` writes and checks it.
enum BundleChecksums {
    static let name = "SHA256SUMS"

    static func line(_ name: String, _ bytes: [UInt8]) -> String { "\(MerkleTree.sha256(bytes).hex)  \(name)\n" }

    /// Writes the file; gives the number of files in it.
    static func write(_ path: String) throws -> Int {
        let names = Files.list(path).filter { $0 != name }
        var text = ""
        for file in names {
            guard let bytes = Files.read("\(path)/\(file)", limit: .max) else {
                throw ServiceError.noOutput(path: file, Label("文件不能读取", "the file cannot be read"))
            }
            text += line(file, bytes)
        }
        Files.syncAll()
        try Files.write(Array(text.utf8), to: "\(path)/\(name)")
        return names.count
    }
}
