import LedgerDomain
import LedgerReference
import Testing

@Suite struct EntryFormTests {
    let form: EntryForm

    init() throws { form = EntryForm(taxonomy: try ShippedReference().taxonomy) }

    private func faults(_ text: String) throws -> [String] {
        form.faults(in: try Entry(Array(text.utf8))).map { "\($0.rule) \($0.path)" }
    }

    @Test(arguments: EventKind.allCases) func anEntryOfEachTypePasses(kind: EventKind) throws {
        #expect(try faults(SampleEntries.entry(kind)) == [])
    }

    @Test(arguments: EventKind.allCases) func anEntryIsItsOwnEncoding(kind: EventKind) throws {
        let bytes = Array(SampleEntries.entry(kind).utf8)
        #expect(CanonicalJSON.encode(try Entry(bytes).value) == bytes)
    }

    /// Each field is demanded as its type says, and nothing stands in for it.
    @Test(arguments: EventKind.allCases) func missingFieldsAreNamed(kind: EventKind) throws {
        let body = try DraftReader.read(Array((SampleEntries.bodies[kind] ?? "").utf8))
        for use in kind.type.fields where use.presence != .optional {
            let name = use.field.key.rawValue
            let rest = (body.members ?? []).filter { $0.name != name }
            let text = String(decoding: CanonicalJSON.encode(.object(rest)), as: UTF8.self)
            guard kind != .entryReversed || name != "original" else { continue }
            let found = try faults(SampleEntries.entry(kind, body: text))
            #expect(found.contains("\(use.presence == .required ? "E04" : "A53") body.\(name)"), "\(name): \(found)")
        }
    }

    @Test(arguments: EventKind.allCases) func unknownFieldsAreNamed(kind: EventKind) throws {
        let text = SampleEntries.entry(kind).replacing(#""body":{"#, with: #""body":{"a_new_field":"1","#)
        let inOriginal = kind == .entryReversed ? ["E03 body.original.body.a_new_field"] : []
        #expect(try faults(text) == ["E03 body.a_new_field"] + inOriginal)
    }

    private static let id = "0190f000-0000-7000-8000-000000000002"

    @Test(arguments: [
        (#""amount_fen":"10000000""#, #""amount_fen":"0""#, "E05 body.amount_fen"),
        (#""amount_fen":"10000000""#, #""amount_fen":"1.5""#, "E05 body.amount_fen"),
        (#""amount_fen":"10000000""#, #""amount_fen":"007""#, "E05 body.amount_fen"),
        (#""amount_fen":"10000000""#, #""amount_fen":"9223372036854775808""#, "E05 body.amount_fen"),
        (#""amount_fen":"10000000""#, #""amount_fen":true"#, "E05 body.amount_fen"),
        ("CENTRAL", "CENTRE", "E05 body.money.fund_level"),
        ("01.01.02", "01.09.09", "E05 body.money.class"),
        (#""line_year":"2023""#, #""line_year":"23""#, "E05 body.money.line_year"),
        ("91350100M000100Y43", "91350100M000100Y44", "E05 body.payee"),
        ("DT-2023-C", "DT 2023 C", "E05 body.line_id"),
        ("棚室建设", "找张三 13800138000", "E07 body.purpose"),
        ("棚室建设", " 棚室建设", "E05 body.purpose"),
        ("测财农〔2023〕1号", "测财农[2023]1号", "E06 documents.0.no"),
        (#""effective_on":"2023-03-01""#, #""effective_on":"2023-03-03""#, "E08 effective_on"),
        (#""effective_on":"2023-03-01""#, #""effective_on":"2023-02-29""#, "E05 effective_on"),
        (#""region":"230606""#, #""region":"23060""#, "E05 region"),
        ("0190f000", "0190F000", "E05 id"),
        (#""v":"1"}"#, #""v":"1","waives":[{"reason":"r","rule":"A06"}]}"#, "E04 waives.0.approver"),
        (
            #""v":"1"}"#, #""v":"1","waives":[{"approver":"u:li","more":"x","reason":"r","rule":"A06"}]}"#,
            "E03 waives.0.more"
        ),
        (
            #""v":"1"}"#, #""v":"1","waives":[{"approver":"u:li","reason":"找 13800138000","rule":"A06"}]}"#,
            "E07 waives.0.reason"
        ),
        (
            #""v":"1"}"#, #""v":"1","waives":[{"approver":["u:li"],"reason":"r","rule":"A06"}]}"#,
            "E05 waives.0.approver"
        ),
        (#""no":"测财农〔2023〕1号""#, #""no":"测财农〔2023〕1号","page":"3""#, "E03 documents.0.page"),
        (#""seq":"7","#, #""seq":"7","source":{"import":"\#(id)"},"#, "E05 source"),
        (#""seq":"7","#, #""seq":"7","source":{"import":"\#(id)","row":"07"},"#, "E05 source.row"),
        (#""seq":"7","#, #""seq":"7","source":{"import":"x","row":"7"},"#, "E05 source.import"),
        (#""seq":"7","#, #""seq":"7","source":{"import":"\#(id)","row":"7","sheet":"1"},"#, "E03 source.sheet"),
    ])
    func wrongForms(part: String, other: String, fault: String) throws {
        let text = SampleEntries.entry(.disbursementMade)
        try #require(text.contains(part))
        #expect(try faults(text.replacing(part, with: other)) == [fault])
    }

    @Test func aDayOfRecordingIsOneInChina() throws {
        let text = SampleEntries.entry(.disbursementMade).replacing(
            "2023-03-02T02:00:00Z", with: "2023-02-28T16:00:00Z")
        #expect(try faults(text) == [])
        #expect(try faults(text.replacing("16:00:00", with: "15:59:59")) == ["E08 effective_on"])
    }

    @Test func aCommitmentDrawsOnALineOrAPool() throws {
        let text = SampleEntries.entry(.fundsCommitted)
        #expect(try faults(text.replacing(#""pool":"DT-2023","#, with: "")) == ["E09 body"])
        let both = text.replacing(#""amount_fen":"450000000","#, with: #""amount_fen":"450000000","line_id":"L","#)
        #expect(try faults(both) == ["E09 body"])
    }

    @Test func onlyARenewalRepaysAnOldLoan() throws {
        let text = SampleEntries.entry(.loanDisbursed)
        #expect(try faults(text.replacing("\"NEW\"", with: "\"RENEWAL\"")) == ["E09 body"])
        let old =
            #""maturity":"2023-12-15","old_loan":"1a2b:\#(String(repeating: "b", count: 26))","old_principal_fen":"1""#
        let renewed = text.replacing(#""maturity":"2023-12-15""#, with: old)
        #expect(try faults(renewed) == ["E09 body"])
        #expect(try faults(renewed.replacing("\"NEW\"", with: "\"RENEWAL\"")) == [])
    }

    @Test func aStableTargetHasNoNumber() throws {
        let text = SampleEntries.entry(.policyParameterSet)
        #expect(try faults(text.replacing("\"GE\"", with: "\"STABLE\"")) == ["E09 body"])
        #expect(try faults(text.replacing("\"GE\"", with: "\"STABLE\"").replacing(#","value":"5500""#, with: "")) == [])
    }

    @Test func whatAnOriginalLackedWasSaidBefore() throws {
        let text = SampleEntries.entry(.entryReversed).replacing(#""payee":"91350100M000100Y43","#, with: "")
        #expect(try faults(text) == [])
        #expect(
            try faults(text.replacing(#""voucher_no":"V-1""#, with: #""voucher_no":"V 1""#)) == [
                "E05 body.original.body.voucher_no"
            ])
    }

    @Test(arguments: [
        (#""effective_on":"2023-03-01","type":"#, #""type":"#, "E04 body.original.effective_on"),
        (#","type_v":"1"},"reason""#, #"},"reason""#, "E04 body.original.type_v"),
        (
            #""effective_on":"2023-03-01","type":"#, #""effective_on":"2023-03-01","seq":"3","type":"#,
            "E03 body.original.seq"
        ),
    ])
    func anOriginalHasItsMembersAndNoOthers(part: String, other: String, fault: String) throws {
        let text = SampleEntries.entry(.entryReversed)
        try #require(text.contains(part))
        #expect(try faults(text.replacing(part, with: other)) == [fault])
    }

    @Test func documentsAreDemandedWhereMoneyMoves() throws {
        for kind in EventKind.allCases where kind.type.needsDocuments {
            let text = SampleEntries.entry(kind).replacing(
                #","documents":[{"no":"测财农〔2023〕1号"}],"effective"#, with: #","effective"#)
            #expect(try faults(text) == ["E04 documents"])
        }
    }
}
