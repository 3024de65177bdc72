import LedgerDomain
import LedgerTesting
import Testing

@Suite struct CanonicalTapeTests {
    private func reason(_ text: String) -> CanonicalFault.Reason? { reason(Array(text.utf8)) }

    private func reason(_ bytes: [UInt8]) -> CanonicalFault.Reason? {
        var tape = CanonicalTape()
        do throws(CanonicalFault) {
            try tape.read(bytes)
            return nil
        } catch { return error.reason }
    }

    @Test(arguments: [
        #"{"a":"1","b":true,"c":["x",{"d":"y"}]}"#, #"{"a_1":"\"\\\b\f\n\r\t\u0001\u001f"}"#, #"{"a":"/ é 汉 （） 𠀀"}"#,
        #"{"amount_fen":"1","amount_fen_2":"2"}"#, "{\"a\":\"\\n\u{301}\\u000b\u{307}\"}",
    ])
    func canonical(text: String) { #expect(reason(text) == nil) }

    @Test(arguments: [
        (#"{"b":"1","a":"2"}"#, CanonicalFault.Reason.memberOrder), (#"{"a":"1","a":"2"}"#, .duplicateMember),
        (#"{"a" :"1"}"#, .unexpected), (#"{ "a":"1"}"#, .unexpected), (#"{"a":"1"} "#, .trailing),
        ("{\"a\":\"1\"}\n", .trailing),
        (#"{"a":1}"#, .unexpected), (#"{"a":null}"#, .unexpected), (#"{"a":-0}"#, .unexpected),
        (#"{"a":tru}"#, .unexpected),
        (#"{"A":"1"}"#, .memberName), (#"{"":"1"}"#, .memberName), (#"{"a-b":"1"}"#, .memberName),
        (#"{"a":""}"#, .empty), (#"{"a":[]}"#, .empty), ("{}", .empty), (#"{"a":{}}"#, .empty),
        (#"{"a":"\/"}"#, .escape), (#"{"a":"\u000a"}"#, .escape), (#"{"a":"\u001F"}"#, .escape),
        (#"{"a":"\u0041"}"#, .escape),
        ("{\"a\":\"\t\"}", .control), (#"{"a":"1""#, .truncated), (#"{"a":"1"#, .truncated), ("", .truncated),
        (#"{"a":t"#, .truncated),
        ("\u{FEFF}{\"a\":\"1\"}", .unexpected), ("{\"a\":\"e\u{301}\"}", .normalisation),
        ("{\"a\":\"\\nn\u{301}\"}", .normalisation), ("{\"a\":\"\u{E000}\"}", .character),
        ("{\"a\":\"\u{FFFE}\"}", .character), ("{\"a\":\"\u{1FAE8}\"}", .character),
        ("{\"a\":\"\u{F900}\"}", .normalisation),
        (#"{"a":"1",}"#, .unexpected), (#"{"a":["1",]}"#, .unexpected),
    ])
    func refused(text: String, reason wanted: CanonicalFault.Reason) { #expect(reason(text) == wanted) }

    @Test func utf8IsStrict() {
        for bytes: [UInt8] in [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE6, 0xB1], [0xFF], [0x80],
        ] {
            #expect(reason(Array(#"{"a":""#.utf8) + bytes + Array(#""}"#.utf8)) == .utf8)
        }
    }

    /// Text is read eight bytes at a time: a fault shows wherever in the eight it stands, in names too.
    @Test(arguments: 0..<20) func faultsShowAtEveryOffset(offset: Int) {
        let before = String(repeating: "x", count: offset)
        for after in ["", "y", "yyyyyyyyyyyyyyyyyyyy"] {
            func inside(_ bytes: [UInt8]) -> CanonicalFault.Reason? {
                reason(Array((#"{"a":""# + before).utf8) + bytes + Array((after + #"","b":"x"}"#).utf8))
            }
            #expect(inside(Array("汉字".utf8)) == nil)
            #expect(inside(Array(#"\n"#.utf8)) == nil)
            #expect(inside(Array("e\u{301}".utf8)) == .normalisation)
            #expect(inside([0x1F]) == .control)
            #expect(inside([0xE0, 0x80, 0x80]) == .utf8)
            #expect(inside([0xE6, 0xB1]) == .utf8)
            #expect(inside(Array(#"\x"#.utf8)) == .escape)
            #expect(inside(Array(#"","a":"x"#.utf8)) == (offset == 0 ? .empty : .duplicateMember))
            let name = before + "b" + after
            #expect(reason(#"{"\#(name)":"1","\#(name)c":"2"}"#) == nil)
            #expect(reason(#"{"\#(name)c":"1","\#(name)":"2"}"#) == .memberOrder)
            #expect(reason(#"{"\#(name)":"1","\#(name)":"2"}"#) == .duplicateMember)
            #expect(reason(#"{"\#(before)-\#(after)":"1"}"#) == .memberName)
        }
    }

    @Test func depthAndLengthHaveBounds() {
        func nested(_ depth: Int) -> String {
            String(repeating: #"{"a":"#, count: depth) + #""x""# + String(repeating: "}", count: depth)
        }
        #expect(reason(nested(8)) == nil)
        #expect(reason(nested(9)) == .tooDeep)
        func long(_ bytes: Int) -> String { #"{"a":""# + String(repeating: "x", count: bytes - 8) + #""}"# }
        #expect(reason(long(32_768)) == nil)
        #expect(reason(long(32_769)) == .tooLong)
    }

    /// What is accepted is written again as the same bytes; what is written is accepted.
    @Test(arguments: seeds(40)) func encodingAndReadingAreInverses(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let value = random.value(depth: 3)
            let bytes = CanonicalJSON.encode(value)
            #expect(reason(bytes) == nil, "seed \(seed)")
            let read = try DraftReader.read(bytes)
            #expect(CanonicalJSON.encode(read) == bytes, "seed \(seed)")
        }
    }

    /// Changing any one byte of an entry gives bytes that are refused, or an entry with other content.
    @Test func everyChangedByteShows() throws {
        let bytes = Array(SampleEntries.entry(.disbursementMade).utf8)
        for index in bytes.indices {
            for flip: UInt8 in [1, 0x20, 0x80] {
                var changed = bytes
                changed[index] ^= flip
                guard let entry = try? Entry(changed) else { continue }
                #expect(CanonicalJSON.encode(entry.value) == changed)
                #expect(entry.value != (try Entry(bytes)).value)
            }
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func text() -> String {
        let letters = ["a", "9", "汉", "（", "\"", "\\", "\n", "\u{1}", "/", "é", "𠀀", " ", "_"]
        return (0...below(7)).map { _ in pick(letters) }.joined()
    }

    fileprivate mutating func value(depth: Int) -> JSONValue {
        switch below(depth == 0 ? 2 : 4) {
        case 0: return .string(text())
        case 1: return .bool(below(2) == 0)
        case 2: return .array((0...below(3)).map { _ in value(depth: depth - 1) })
        default:
            let names = Set((0...below(5)).map { _ in pick(["a", "b_1", "amount_fen", "z", "zz", "0"]) })
            return .object(names.sorted().reversed().map { JSONMember($0, value(depth: depth - 1)) })
        }
    }
}
