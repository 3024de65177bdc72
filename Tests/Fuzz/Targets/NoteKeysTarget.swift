import MerkleLog

/// Keys as text (``NoteVerifierKey``, ``NoteSignerKey``), and the small texts that notes are made of.
///
/// Each of them has one spelling: what is read is written as the same text.
struct NoteKeysTarget: FuzzTarget {
    static let name = "key"
    static let maximumLength = 512
    static let dictionary = ["PRIVATE+KEY+", "+", "AQ", "BA"]

    private let log: SampleLog

    init() throws { log = try SampleLog() }

    func seeds() throws -> [[UInt8]] {
        let keys = try log.keys().map(\.description) + [log.key.text, log.witness.text]
        return (keys + ["18446744073709551615", "0", "TWFu", "TWE=", "TQ==", log.key.verifier.hexID]).map {
            Array($0.utf8)
        }
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let key = try? NoteVerifierKey(text) {
            expect(key.description.utf8.elementsEqual(bytes), "a public key has another text: \(key)")
            expect(!key.isValid([UInt8](repeating: 0, count: 64), over: bytes), "a signature of zeros is valid")
        }
        if let key = try? NoteSignerKey(text) {
            expect(key.text.utf8.elementsEqual(bytes), "a private key has another text")
            let signature = (try? key.sign(bytes)) ?? []
            expect(key.verifier.isValid(signature, over: bytes), "its own signature is not valid")
        }
        if let number = StrictDecimal.decode(text) {
            expect(String(number).utf8.elementsEqual(bytes), "a number has another text")
        }
        if let data = Base64.decode(text) {
            expect(Base64.encode(data).utf8.elementsEqual(bytes), "base64 has another text")
        }
        if let data = Hexadecimal.decode(text) {
            expect(Hexadecimal.encode(data).utf8.elementsEqual(bytes), "hexadecimal has another text")
        }
        expect(Base64.decode(Base64.encode(bytes)) == bytes, "base64 loses bytes")
        expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes, "hexadecimal loses bytes")
    }
}
