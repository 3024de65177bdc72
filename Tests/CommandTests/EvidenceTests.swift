import Foundation
import Testing

/// What an audit and a rebuild say when somebody has been at the files.
@Suite struct EvidenceTests {
    let ledger = TestLedger.ofCases()

    private static let withoutTriggers = """
        log = sqlite3.connect(ledger + '/log.sqlite')
        for (name,) in log.execute("select name from sqlite_schema where type = 'trigger'").fetchall():
            log.execute('drop trigger ' + name)

        """

    @Test func aHealthyLedgerPasses() {
        let answer = ledger.run("audit", "--json")
        #expect(answer.code == 0, "\(answer.output)")
        #expect(answer.json["verdict"] as? String == "PASS")
        #expect((answer.json["unproven"] as? [String])?.isEmpty == false)
    }

    /// One byte of the stored bytes of several entries, changed in the file itself.
    @Test(arguments: ["DT-2023-C", "大同区超大棚室种植基地建设项目", "银保监会", "industry_share.target"])
    func oneChangedByteIsFoundAtItsPosition(needle: String) throws {
        let seq = try #require(
            Int(
                ledger.python(
                    """
                    log = sqlite3.connect(ledger + '/log.sqlite')
                    needle = '\(needle)'
                    for first, entries in log.execute('select first, entries from batch order by first'):
                        for index, line in enumerate(entries.split('\\n')):
                            if needle in line:
                                log.close()
                                data = bytearray(open(ledger + '/log.sqlite', 'rb').read())
                                # Where the whole line stands once, it stands in the table of entries.
                                part = line.encode()[:120]
                                at = data.find(part)
                                assert at >= 0
                                data[at + 20] ^= 1
                                open(ledger + '/log.sqlite', 'wb').write(data)
                                print(first + index)
                                sys.exit()
                    """
                ).trimmingCharacters(in: .whitespacesAndNewlines)))
        let answer = ledger.run("audit", "--json")
        #expect(answer.code == 10, "\(answer.output)")
        let findings = try #require(answer.json["findings"] as? [[String: Any]])
        #expect(
            findings.contains {
                $0["class"] as? String == "CONTENT" && $0["seq"] as? Int == seq && $0["by"] as? String == "leaf"
            })
    }

    @Test func aRewriteWithNewHashesIsFoundByTheSignedHead() throws {
        let seq = ledger.python(
            Self.withoutTriggers + """
                import hashlib
                first, entries, leaves = log.execute('select first, entries, leaves from batch order by first desc limit 1').fetchone()
                lines = entries.split('\\n')
                lines[-1] = lines[-1].replace('000000', '000001', 1)
                entries = '\\n'.join(lines)
                leaves = b''.join(hashlib.sha256(b'\\0' + line.encode()).digest() for line in lines)
                log.execute('update batch set entries = ?, leaves = ?, digest = ? where first = ?',
                            (entries, leaves, hashlib.sha256(entries.encode()).digest(), first))
                log.commit()
                print(first)
                """)
        let answer = ledger.run("audit", "--json")
        #expect(answer.code == 10, "\(seq) \(answer.output)")
        #expect(answer.output.contains("checkpoint:"))
    }

    @Test func aCutLogIsFoundByAHeadKeptOutside() {
        let kept = ledger.file("kept.note", ledger.head)
        _ = ledger.python(
            Self.withoutTriggers + """
                size = log.execute('select max(size) from head').fetchone()[0]
                log.execute('delete from batch where first = (select max(first) from batch)')
                log.execute('delete from head where size = ?', (size,))
                log.commit()
                """)
        #expect(ledger.run("audit", "--against", kept).code == 12)
    }

    @Test func aCutLogIsNotSignedAgainOnThisMachine() {
        _ = ledger.python(
            Self.withoutTriggers + """
                size = log.execute('select max(size) from head').fetchone()[0]
                log.execute('delete from batch where first = (select max(first) from batch)')
                log.execute('delete from head where size = ?', (size,))
                log.commit()
                """)
        #expect(ledger.run("rebuild").code == 12)
    }

    @Test func aHeadTypedFromPaperIsCompared() throws {
        let lines = ledger.head.split(separator: "\n")
        #expect(ledger.run("audit", "--against", "\(lines[1]):\(lines[2])").code == 0)
        let other = String(lines[2].reversed().drop { $0 == "=" }) + "="
        #expect([13, 66].contains(ledger.run("audit", "--against", "\(lines[1]):\(other)").code))
    }

    @Test func aHeadOfAnotherKeyIsRefused() {
        let other = TestLedger.opened()
        #expect(ledger.run("audit", "--against", ledger.file("other.note", other.head)).code == 14)
    }

    @Test func aChangedTriggerIsFound() {
        _ = ledger.python(
            "log = sqlite3.connect(ledger + '/log.sqlite')\nlog.execute('drop trigger batch_kept_delete')\nlog.commit()"
        )
        #expect(ledger.run("audit").code == 20)
    }

    @Test func aChangedFactIsFound() {
        _ = ledger.python(
            "log = sqlite3.connect(ledger + '/log.sqlite')\nlog.execute('delete from fact where key = (select min(key) from fact)')\nlog.commit()"
        )
        #expect(ledger.run("audit").code == 19)
    }

    @Test func changedViewsAreFoundAndReplaced() {
        ledger.run("report", "industry-share", "--year", "2023")
        _ = ledger.python(
            """
            views = sqlite3.connect(ledger + '/views.sqlite')
            views.execute("update money set committed_fen = '1' where committed_fen <> '0'")
            views.commit()
            """)
        #expect(ledger.run("audit").code == 19)
        let rebuilt = ledger.run("rebuild", "--json")
        #expect(rebuilt.code == 19)
        #expect((rebuilt.json["cells"] as? [Any])?.isEmpty == false)
        #expect(FileManager.default.fileExists(atPath: rebuilt.json["kept"] as? String ?? ""))
        #expect(ledger.run("audit").code == 0)
        #expect(ledger.run("rebuild").code == 0)
    }

    private func digests() -> [String] {
        (ledger.run("rebuild", "--json").json["views"] as? [[String: Any]] ?? []).map {
            "\($0["name"] ?? "") \($0["digest"] ?? "")"
        }
    }

    @Test func aRebuildFromNothingGivesTheSameDigests() throws {
        let before = digests()
        #expect(before.count == 6)
        try FileManager.default.removeItem(atPath: ledger.path + "/views.sqlite")
        #expect(digests() == before)
    }

    /// Killed at many moments, a rebuild leaves views that a report can use and an audit passes.
    @Test func aKilledRebuildLosesNothing() throws {
        ledger.run("report", "industry-share", "--year", "2023")
        let before = ledger.run("report", "industry-share", "--year", "2023", "--region", "230606", "--json").rows
        for moment in stride(from: 0, to: 40, by: 4) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["rebuild", "--ledger", ledger.path]
            process.environment = ["XDG_STATE_HOME": ledger.folder + "/state"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(moment) * 1_000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let after = ledger.run("report", "industry-share", "--year", "2023", "--region", "230606", "--json").rows
            #expect(NSArray(array: after).isEqual(to: before), "killed after \(moment) ms")
        }
        #expect(ledger.run("audit").code == 0)
    }

    @Test func theSameFileTwiceRecordsNothing() {
        let head = ledger.head
        let answer = ledger.run("import", Program.root + "/tools/cases/project_plans.csv", "--as", "plan", "--json")
        #expect(answer.code == 0)
        #expect(answer.json["already_imported_at"] as? Int != nil)
        #expect(answer.json["recorded"] as? Int == 0)
        #expect(ledger.head == head)
        #expect(
            ledger.run("import", Program.root + "/tools/cases/project_plans.csv", "--as", "plan").output.contains(
                "已导入过"))
    }

    @Test func twoImportsAtOnceBothSucceed() async throws {
        let empty = TestLedger.opened()
        let opened = try #require(empty.run("audit", "--json").json["size"] as? Int)
        async let one = Task.detached {
            empty.run("import", Program.root + "/tools/cases/allotment_batches.csv", "--as", "allotments").code
        }.value
        async let two = Task.detached {
            empty.run("import", Program.root + "/tools/cases/public_notices.csv", "--as", "notices").code
        }.value
        async let three = Task.detached {
            empty.run("import", Program.root + "/tools/cases/national_fund_totals.csv", "--as", "statistics").code
        }.value
        let codes = await [one, two, three]
        #expect(codes == [0, 0, 0])
        let audit = empty.run("audit", "--json")
        #expect(audit.code == 0)
        #expect(audit.json["size"] as? Int == opened + 10 + 5 + 12)
    }

    @Test func whyListsTheEventsAndAddsUpOnlyTheLedgersOwn() {
        let share = ledger.run(
            "why", "industry-share", "--year", "2023", "--region", "230606", "--basis", "ALL_LEVELS", "--json")
        // Two receipts, five commitments to industry, and three to others, which stand in the same cells.
        #expect(share.rows.count == 10)
        #expect(share.json["numerator_fen"] as? String == "4197000000")
        #expect(share.json["denominator_fen"] as? String == "6132000000")
        let growth = ledger.run("why", "microloan-growth", "--year", "2022", "--json")
        // The regulator's figure with that of the year before, and the one that has none.
        #expect(growth.rows.count == 3)
        #expect(growth.json["numerator_fen"] as? String == "0")
    }

    @Test func aReportDoesNotWaitForAWriter() throws {
        let before = ledger.run("report", "industry-share", "--year", "2023", "--region", "230606", "--json").rows
        let holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        holder.arguments = [
            "python3", "-c",
            "import fcntl, sys, time\nlock = open(sys.argv[1] + '/lock', 'r+')\nfcntl.flock(lock, fcntl.LOCK_EX)\ntime.sleep(30)",
            ledger.path,
        ]
        try holder.run()
        defer { holder.terminate() }
        usleep(500_000)
        let answer = ledger.run("report", "industry-share", "--year", "2023", "--region", "230606", "--json")
        #expect(answer.code == 0)
        #expect(NSArray(array: answer.rows).isEqual(to: before))
    }

    @Test func exportAndImportGiveTheSameEventsAndFigures() throws {
        let lines = ledger.folder + "/all.jsonl"
        #expect(ledger.run("export", "--jsonl", lines).code == 0)
        let other = TestLedger.opened()
        let answer = other.run("import", lines, "--as", "events", "--json")
        #expect(answer.code == 0, "\(answer.errors)")
        func ids(_ ledger: TestLedger) -> Set<String> {
            let entries = try? JSONSerialization.jsonObject(
                with: Data(ledger.run("log", "--limit", "1000", "--json").output.utf8))
            let own = ["ledger.opened", "source.imported", "views.certified"]
            return Set(
                (entries as? [[String: Any]] ?? []).filter { !own.contains("\($0["type"] ?? "")") }.compactMap {
                    $0["id"] as? String
                })
        }
        #expect(ids(ledger) == ids(other))
        #expect(!ids(other).isEmpty)
        for report in ["industry-share", "execution", "subsidies", "attainment", "microloan-growth", "microloans"] {
            for year in ["2022", "2023"] {
                func figures(_ ledger: TestLedger) -> [[String: Any]] {
                    ledger.run("report", report, "--year", year, "--json").rows.map { row in
                        row.filter { !["seq", "first_seq", "last_seq"].contains($0.key) }
                    }
                }
                #expect(NSArray(array: figures(ledger)).isEqual(to: figures(other)), "\(report) \(year)")
            }
        }
        #expect(other.run("audit").code == 0)
    }
}
