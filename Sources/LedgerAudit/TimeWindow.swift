public import LedgerDomain

/// Bounds on when entries were recorded, from outside the ledger (时间窗).
///
/// A stamp or cosignature of a head at time T shows that every entry below the head was there at T. An entry that logs
/// the stamp shows that it, and all after it, came later than T.
public enum TimeWindow {
    /// A clock may be off by so many seconds.
    public static let toleranceSeconds: Int64 = 300

    /// What a stamp that was logged back finds wrong with the times around it.
    ///
    /// - Parameter recordedAt: when the entry at a position was recorded.
    public static func findings(
        of stamp: LoggedStamp, logSize: UInt64, recordedAt: (UInt64) throws -> Instant?
    ) rethrows -> [AuditFinding] {
        var findings: [AuditFinding] = []
        let by = "stamp:\(stamp.seq)"
        if stamp.size > stamp.seq {
            findings.append(
                AuditFinding(
                    .time, seq: stamp.seq, want: "\(stamp.seq) or less", got: "\(stamp.size)", by: by,
                    Label("时间戳所指的检查点晚于本条", "the stamp is of a head that came after the entry")))
        }
        let earliest = Instant(secondsSinceEpoch: stamp.time.secondsSinceEpoch - toleranceSeconds)
        if let recorded = try recordedAt(stamp.seq), recorded < earliest {
            findings.append(
                AuditFinding(
                    .time, seq: stamp.seq, want: "\(stamp.time) or later", got: "\(recorded)", by: by,
                    Label(
                        "位置 \(stamp.seq) 记为 \(recorded)，却载有 \(stamp.time) 的时间戳",
                        "the entry at \(stamp.seq) is recorded at \(recorded), but contains a stamp of \(stamp.time)")))
        }
        if let finding = try late(
            below: min(stamp.size, logSize), at: stamp.time, by: by, recordedAt: recordedAt)
        {
            findings.append(finding)
        }
        return findings
    }

    /// The first entry below a head that says it was recorded after the head was attested.
    public static func late(
        below size: UInt64, at time: Instant, by: String, recordedAt: (UInt64) throws -> Instant?
    ) rethrows -> AuditFinding? {
        let latest = Instant(secondsSinceEpoch: min(time.secondsSinceEpoch, .max - toleranceSeconds) + toleranceSeconds)
        func isLate(_ seq: UInt64) throws -> Bool { try recordedAt(seq).map { $0 > latest } ?? false }
        guard size > 0, try isLate(size - 1) else { return nil }
        // Times never decrease, or that is a finding of its own.
        var (first, last) = (UInt64(0), size - 1)
        while first < last {
            let middle = first + (last - first) / 2
            if try isLate(middle) { last = middle } else { first = middle + 1 }
        }
        return AuditFinding(
            .time, seq: first, want: "\(time) or earlier", got: try recordedAt(first).map { "\($0)" } ?? "", by: by,
            Label(
                "位置 \(first) 的入账时间晚于外部证明其已存在的时刻 \(time)",
                "the entry at \(first) says a time after \(time), when its head was attested from outside"))
    }
}
