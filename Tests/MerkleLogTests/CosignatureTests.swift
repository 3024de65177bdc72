import MerkleLog
import Testing

@Suite struct CosignatureTests {
    // A head of May 2026 and its witness, from a public Python test suite.
    static let text = """
        arche2025h1.staging.ct.transparency.dev
        1432088532
        U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

        """
    static let logKey = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
    static let witnessKey = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"
    static let logLine = "ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ="
    static let witnessLine =
        "2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw=="
    static let bytes =
        note(text, signedBy: "arche2025h1.staging.ct.transparency.dev", logLine)
        + "— remora.n621.de \(witnessLine)\n".bytes

    @Test func aRealCosignedHeadVerifies() throws {
        let keys = try [NoteVerifierKey(Self.logKey), NoteVerifierKey(Self.witnessKey)]
        let note = try SignedNote(Self.bytes)
        #expect(try note.verified(by: keys) == keys)
        #expect(try note.verified(by: [keys[1]]) == [keys[1]])
        #expect(Cosignature(note.signatures[1].payload)?.time == 1_779_573_024)
        #expect(try Checkpoint(text: note.text).size == 1_432_088_532)
    }

    @Test func everyByteOfTheLineMatters() throws {
        let key = try NoteVerifierKey(Self.witnessKey)
        let payload = try #require(Base64.decode(Self.witnessLine))
        for place in payload.indices {
            var changed = payload
            changed[place] ^= 1
            let bytes = note(Self.text, signedBy: key.name, Base64.encode(changed))
            #expect(
                SignedNoteTests.error(bytes, by: [key]) == (place < 4 ? .noKnownSignature : .badSignature(key.name)))
        }
    }

    static func witness() throws -> NoteSignerKey {
        try NoteSignerKey(name: "witness", kind: .cosignature, seed: [UInt8](repeating: 1, count: 32))
    }

    @Test func whatIsSignedVerifies() throws {
        let key = try Self.witness()
        let line = try Cosignature.sign(Self.text, time: 1_767_600_000, with: key)
        #expect(Cosignature(line.payload)?.time == 1_767_600_000)
        var note = SignedNote(text: Self.text)
        note.signatures.append(line)
        #expect(try SignedNote(note.bytes).verified(by: [key.verifier]) == [key.verifier])
        var later = line.payload
        later[7] ^= 1
        #expect(Cosignature(later)?.time == 1_767_600_001)
    }

    @Test func timesEndWithSignedNumbers() throws {
        let key = try Self.witness()
        let line = try Cosignature.sign(Self.text, time: UInt64(Int64.max), with: key)
        #expect(Cosignature(line.payload)?.time == UInt64(Int64.max))
        #expect(Cosignature([0x80] + line.payload.dropFirst()) == nil)
        #expect(throws: NoteError.signing) { try Cosignature.sign(Self.text, time: 1 << 63, with: key) }
    }

    @Test(arguments: [0, 64, 71, 73]) func isNeverAnotherLength(count: Int) {
        #expect(Cosignature([UInt8](repeating: 0, count: count)) == nil)
    }

    @Test func aKeyNeverSignsAsTheOtherKind() throws {
        let witness = try Self.witness()
        let log = try NoteSignerKey(NoteKeysTests.signer)
        #expect(throws: NoteError.signing) { try Cosignature.sign(Self.text, time: 1, with: log) }
        var note = SignedNote(text: Self.text)
        #expect(throws: NoteError.signing) { try note.sign(with: witness) }
        #expect(try NoteSignerKey(witness.text).verifier == witness.verifier)
    }

    @Test func textsThatNoReaderTakesAreNotSigned() throws {
        let key = try Self.witness()
        #expect(throws: NoteError.signing) { try Cosignature.sign("text", time: 1, with: key) }
    }
}
