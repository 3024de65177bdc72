import LedgerDomain
import Testing

@Suite struct DraftReaderTests {
    private func reason(_ text: String) -> DraftSyntaxFault.Reason? {
        do throws(DraftSyntaxFault) {
            _ = try DraftReader.read(Array(text.utf8))
            return nil
        } catch { return error.reason }
    }

    @Test func anyOrderAndAnySpace() throws {
        let value = try DraftReader.read(
            Array(" { \"b\" : [ true , \"\\u6c49\\ud840\\udc00\\/\" ] ,\n\t\"a\":\"\" , \"c\": {} }\r\n".utf8))
        #expect(value["a"]?.text == "")
        #expect(value["b"]?.elements == [.bool(true), .string("汉𠀀/")])
    }

    @Test(arguments: [
        (#"{"a":1}"#, DraftSyntaxFault.Reason.number), (#"{"a":-1.5e3}"#, .number), (#"{"a":null}"#, .null),
        (#"{"a":"1","a":"1"}"#, .duplicateMember), (#"{"a":"1"} x"#, .trailing), (#"{"a":"1""#, .truncated),
        ("", .truncated),
        (#"{'a':"1"}"#, .unexpected), (#"{"a":"\x"}"#, .escape), (#"{"a":"\ud800"}"#, .escape),
        ("{\"a\":\"\n\"}", .control),
        (#"{"a":"1",}"#, .unexpected), (String(repeating: "[", count: 20), .tooDeep),
    ])
    func refused(text: String, wanted: DraftSyntaxFault.Reason) { #expect(reason(text) == wanted) }

    /// A second member shows wherever the two stand; that the time grows with the length and not with its square shows in
    /// the time that this takes.
    @Test(arguments: [2, 63, 64, 65, 66, 200, 20_000]) func secondMembersShowInLongObjects(count: Int) throws {
        func object(_ names: [Int]) -> String { "{" + names.map { "\"\($0)\":true" }.joined(separator: ",") + "}" }
        let names = Array(0..<count)
        #expect(try DraftReader.read(Array(object(names).utf8)).members?.count == count)
        for second in [0, count / 2, count - 1] { #expect(reason(object(names + [second])) == .duplicateMember) }
    }
}
