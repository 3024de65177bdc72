import LedgerAudit
import LedgerDomain
import LedgerFiles
import LedgerReference
import MerkleLog

/// The files of an evidence bundle, held against what a bundle of that head and scope is made of (证据包文件).
struct BundleInspection {
    let directory: TileDirectory
    /// Every file of the bundle, in byte order.
    let names: [String]
    let head: Checkpoint
    let description: BundleDescription?
    /// The keys that the bundle says the ledger knows; `nil` where the file is no policy.
    let policy: TrustPolicy?
    /// Whether entries are hidden behind their hashes: as the files are, whatever the description says.
    let isLimited: Bool

    init(directory: TileDirectory, names: [String], head: Checkpoint, description: BundleDescription?) {
        self.directory = directory
        self.names = names
        self.head = head
        self.description = description
        policy = directory.bytes(at: "policy").flatMap { try? TrustPolicy($0) }
        let hasLines = names.contains("entries.jsonl")
        let hasTiles = names.contains { $0.hasPrefix("tile/entries/") }
        isLimited = hasLines == hasTiles ? description?.scope.isLimited ?? hasLines : hasLines
    }

    /// Whether a directory is meant to be a bundle, and is no mere directory of tiles.
    static func isBundle(_ names: [String]) -> Bool {
        let marks = [BundleChecksums.name, "bundle", "bundle/", "figures.json", "rules.txt", "entries.jsonl"]
        return names.contains { marks.contains($0) || $0.hasPrefix("bundle/") }
    }

    /// Whether the description is of this head, and of the kind that the files are.
    var isDescribed: Bool {
        guard let description else { return false }
        return description.origin.utf8.elementsEqual(head.origin.utf8) && description.size == head.size
            && description.root == head.root.base64 && description.scope.isLimited == isLimited
    }

    func check(_ chain: KeyChain, _ bytes: BytesReplay, _ outcome: inout AuditOutcome) {
        if !isDescribed {
            outcome.report.add(
                AuditFinding(
                    .schema, by: "bundle",
                    Label("bundle 文件缺失，或与检查点和内容不符", "the file bundle is missing, or not of this head")))
        }
        checkNames(&outcome.report)
        checkSums(&outcome.report)
        checkStamps(bytes.stamps, &outcome.report)
        noteStrangers(&outcome)
        checkPolicy(chain, &outcome.report)
        checkTables(bytes, &outcome.report)
        let others = BundleFiles.fixed.filter { $0.name != "rules.txt" && directory.bytes(at: $0.name) != $0.bytes }
        guard !others.isEmpty else { return }
        let list = others.map(\.name).joined(separator: ", ")
        outcome.notes.append(
            Label("包内的 \(list) 不是本版本所写", "not those of this release, in the bundle: \(list)"))
    }

    // MARK: Names

    /// The files without which a bundle is none, and which say something.
    private static let required =
        ["bundle", "checkpoint", "figures.json", "policy"] + BundleFiles.fixed.map(\.name)
        + ShippedReference.File.allCases.map { "codes/\($0.rawValue)" }

    private func checkNames(_ report: inout AuditReport) {
        var missing = Set(Self.required + ["heads/\(head.size)"])
        for name in names where name != BundleChecksums.name {
            missing.remove(name)
            if name.hasPrefix("heads/"), (StrictDecimal.decode(name.dropFirst(6)) ?? 0) == 0 {
                report.add(AuditFinding(.signature, by: name, Label("\(name) 不是检查点", "\(name) is no head")))
            } else if name == "entries.jsonl", !isLimited {
                report.add(
                    AuditFinding(
                        .schema, got: "present", by: name,
                        Label("完整的证据包中没有 entries.jsonl", "a whole bundle has no entries.jsonl")))
            } else if Self.required.contains(name), Files.size("\(directory.path)/\(name)") == 0 {
                report.add(
                    AuditFinding(.schema, got: "empty", by: name, Label("文件为空：\(name)", "a file is empty: \(name)")))
            }
        }
        for name in missing.sorted() {
            report.add(
                AuditFinding(.schema, got: "absent", by: name, Label("缺少文件：\(name)", "a file is missing: \(name)")))
        }
    }

    /// Stamps are those that the log says it was given, numbered from 0 for each head.
    private func checkStamps(_ logged: [LoggedStamp], _ report: inout AuditReport) {
        let stamps = names.filter { $0.hasPrefix("stamps/") }
        let places = stamps.compactMap { BundleStamps.place(of: String($0.dropFirst(7))) }
        for name in stamps {
            let place = BundleStamps.place(of: String(name.dropFirst(7)))
            let digest = directory.bytes(at: name).map { MerkleTree.sha256($0).hex }
            let isLogged = logged.contains { $0.size == place?.size && $0.responseHash == digest }
            let count = places.count { $0.size == place?.size }
            if let place, isLogged, place.number < UInt64(count) { continue }
            report.add(
                AuditFinding(
                    .signature, seq: logged.first { $0.size == place?.size }?.seq, got: digest ?? "", by: name,
                    Label("\(name) 不是账本所登记的时间戳", "\(name) is no stamp that the log was given")))
        }
    }

    /// Files that no bundle has prove nothing, and are not read; that they are there is said.
    private func noteStrangers(_ outcome: inout AuditOutcome) {
        let strangers = names.filter { $0 != BundleChecksums.name && !isExpected($0) }
        guard !strangers.isEmpty else { return }
        let list = strangers.prefix(10).joined(separator: ", ")
        outcome.notes.append(Label("证据包以外的文件，未读取：\(list)", "files that no bundle has, and that were not read: \(list)"))
    }

    private func isExpected(_ name: String) -> Bool {
        if Self.required.contains(name) { return true }
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return name == "entries.jsonl" }
        switch parts[0] {
        // What is no head or stamp among them was found.
        case "heads", "stamps": return true
        case "tile": return isTile(name)
        default: return false
        }
    }

    /// Whether a file is a tile of the tree of the head, and not of an earlier one.
    private func isTile(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard let kind = parts.first, parts.count > 1 else { return false }
        let level = kind == "entries" ? 0 : StrictDecimal.decode(kind).flatMap { $0 < 8 ? Int($0) : nil }
        guard let level, kind != "entries" || !isLimited else { return false }
        let width = parts.last.flatMap { part in parts.dropLast().last?.hasSuffix(".p") == true ? part : nil }
        var number: UInt64 = 0
        for part in parts.dropFirst().dropLast(width == nil ? 0 : 1) {
            guard let group = UInt64(part.filter(\.isNumber)), number < 1 << 50 else { return false }
            number = number * 1_000 + group
        }
        let full = Tile.fullCount(level: level, size: head.size)
        let wanted = number < full ? Tile.fullWidth : Tile.partialWidth(level: level, size: head.size)
        guard number <= full else { return false }
        let tile = Tile(kind == "entries" ? .entries : .hashes(level: level), number: number, width: wanted)
        return tile?.path == name
    }

    // MARK: Contents

    /// Every file is listed with its digest, and nothing else is.
    private func checkSums(_ report: inout AuditReport) {
        let text = directory.bytes(at: BundleChecksums.name) ?? []
        let listed = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) + [0x0A] }
        var expected: [[UInt8]] = []
        var unreadable: String?
        for name in names where name != BundleChecksums.name {
            guard let bytes = Files.read("\(directory.path)/\(name)", limit: .max) else {
                unreadable = unreadable ?? name
                continue
            }
            expected.append(Array(BundleChecksums.line(name, bytes).utf8))
        }
        guard unreadable != nil || text != expected.flatMap({ $0 }) else { return }
        let odd = expected.first { !listed.contains($0) } ?? listed.dropLast().first { !expected.contains($0) }
        let place =
            unreadable
            ?? odd.map { String(decoding: $0.dropFirst(66).dropLast(), as: UTF8.self) } ?? BundleChecksums.name
        report.add(
            AuditFinding(
                .schema, by: place,
                Label("文件与清单 SHA256SUMS 不符：\(place)", "a file is not as SHA256SUMS lists it: \(place)")))
    }

    private func checkPolicy(_ chain: KeyChain, _ report: inout AuditReport) {
        guard let policy else {
            report.add(AuditFinding(.schema, by: "policy", Label("policy 文件不能读取", "the file policy cannot be read")))
            return
        }
        let strange = policy.logs.filter { !chain.keys.contains($0) }
        guard !strange.isEmpty, !chain.keys.isEmpty else { return }
        report.add(
            AuditFinding(
                .signature, want: chain.keys.map(\.description).joined(separator: " "),
                got: strange.map(\.description).joined(separator: " "), by: "policy",
                Label("policy 文件所列的不是本日志的密钥", "the file policy names a key that is not this log's")))
    }

    /// Tables that the log fixes are held against its digests, all others against those that this release ships.
    private func checkTables(_ replay: BytesReplay, _ report: inout AuditReport) {
        let fixed: [(Key, [ShippedReference.File])] = [
            (.regionsDigest, [.regions, .regionChanges]), (.taxonomyDigest, [.taxonomy]),
            (.accountsDigest, [.budgetCodes]),
        ]
        var open = ShippedReference.File.allCases
        for (key, files) in fixed {
            guard let wanted = replay.adopted[key] else { continue }
            open.removeAll { files.contains($0) }
            let found = MerkleTree.sha256(files.flatMap { directory.bytes(at: "codes/\($0.rawValue)") ?? [] }).hex
            if found != wanted { report.add(Self.exchanged(key.rawValue, wanted, found)) }
        }
        let rules = MerkleTree.sha256(directory.bytes(at: "rules.txt") ?? []).hex
        if let wanted = replay.adopted[.rulesDigest], wanted != rules {
            report.add(Self.exchanged(Key.rulesDigest.rawValue, wanted, rules))
        }
        for file in open {
            let found = MerkleTree.sha256(directory.bytes(at: "codes/\(file.rawValue)") ?? []).hex
            let wanted = MerkleTree.sha256(ShippedReference.bytes(of: file)).hex
            if found != wanted { report.add(Self.exchanged("codes/\(file.rawValue)", wanted, found)) }
        }
    }

    private static func exchanged(_ name: String, _ wanted: String, _ found: String) -> AuditFinding {
        AuditFinding(
            .reference, want: wanted, got: found, by: name,
            Label("包内的参考表不是账本或本版本所固定的", "a table of the bundle is not the one that the log or this release fixes"))
    }
}

/// The names of stamps in a bundle: `SIZE-N.tsr`.
enum BundleStamps {
    static func place(of name: String) -> (size: UInt64, number: UInt64)? {
        guard name.hasSuffix(".tsr") else { return nil }
        let parts = name.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = StrictDecimal.decode(parts[0]), let number = StrictDecimal.decode(parts[1])
        else { return nil }
        return (size, number)
    }
}
