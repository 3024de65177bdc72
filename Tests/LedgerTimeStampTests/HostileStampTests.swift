import LedgerTesting
import LedgerTimeStamp
import Testing

/// Answers come from outside: whatever they are, they are refused or say what the authority signed.
@Suite struct HostileStampTests {
    static let imprint = [UInt8](repeating: 0xab, count: 32)
    static let nonce: [UInt8] = [0x91, 2, 3, 4, 5, 6, 7, 8]

    let authority: TestAuthority
    let good: TimeStampAnswer

    init() throws {
        authority = try TestAuthority()
        let request = try TimeStampRequest.encode(imprint: Self.imprint, nonce: Self.nonce)
        good = try TimeStampAnswer(authority.answer(request))
    }

    private func accepted(_ bytes: [UInt8]) -> TimeStampAnswer? {
        do throws(TimeStampError) {
            let answer = try TimeStampAnswer(bytes)
            try answer.verify(imprint: Self.imprint, nonce: Self.nonce, trusted: authority.root)
            return answer
        } catch {
            return nil
        }
    }

    /// Each bit of the answer is turned, one at a time. The bits that may be turned are outside of what is signed, and
    /// libcrypto does not look at them; none of them changes what the answer says. ``ForeignBits`` lists them.
    @Test func aChangedBitIsRefusedOrSaysNothing() throws {
        let harmless = ForeignBits(good.bytes)
        #expect(accepted(good.bytes) == good)
        for at in good.bytes.indices {
            for bit in 0..<8 as Range<UInt8> {
                var bytes = good.bytes
                bytes[at] ^= 1 << bit
                let answer = accepted(bytes)
                let expected = harmless.contains(at, bit)
                #expect(
                    (answer != nil) == expected, "bit \(bit) of byte \(at), \(harmless.place(of: at)) of \(good.bytes)")
                guard let answer else { continue }
                #expect(answer.time == good.time && answer.imprint == good.imprint && answer.nonce == good.nonce)
                #expect(answer.authority == good.authority && answer.policy == good.policy)
            }
        }
    }

    @Test func aTruncatedAnswerIsRefused() {
        for length in good.bytes.indices {
            #expect(throws: TimeStampError.self) { try TimeStampAnswer(Array(good.bytes.prefix(length))) }
        }
    }

    @Test func bytesAfterTheAnswerAreRefused() {
        #expect(throws: TimeStampError.malformed("bytes after the answer")) { try TimeStampAnswer(good.bytes + [0]) }
        #expect(throws: TimeStampError.malformed("bytes after the answer")) {
            try TimeStampAnswer(good.bytes + good.bytes)
        }
    }

    @Test func longAnswersAreNotRead() {
        let megabytes = [UInt8](repeating: 0x30, count: 5_000_000)
        #expect(throws: TimeStampError.tooLong(5_000_000, limit: 65536)) { try TimeStampAnswer(megabytes) }
        #expect(throws: TimeStampError.tooLong(65537, limit: 65536)) {
            try TimeStampAnswer(Array(megabytes.prefix(65537)))
        }
        // Sequences in sequences, as deep as they go.
        let deep = [UInt8]((0..<32768).flatMap { _ in [0x30, 0x80] as [UInt8] })
        #expect(throws: TimeStampError.self) { try TimeStampAnswer(deep) }
    }

    /// Random bytes, and answers with some bytes exchanged, cut out or doubled.
    @Test(arguments: seeds(4)) func randomChangesDoNoHarm(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            var bytes = good.bytes
            switch random.next() % 4 {
            case 0: bytes = (0..<random.next() % 300).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            case 1:
                for _ in 0...random.next() % 8 {
                    bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
                }
            case 2: bytes.removeSubrange(random.range(in: bytes.count))
            default:
                let part = Array(bytes[random.range(in: bytes.count)])
                bytes.insert(contentsOf: part, at: Int(random.next() % UInt64(bytes.count)))
            }
            guard let answer = accepted(bytes) else { continue }
            #expect(answer.time == good.time && answer.authority == good.authority, "seed \(seed): \(bytes)")
        }
    }

    /// OpenSSL before 3.0.19 took the value of these attributes for a sequence or digest without looking.
    @Test func attributesOfAnotherTypeAreRefused() throws {
        // id-smime-aa-signingCertificateV2 and messageDigest, then the SET and the tag of its value.
        for name in [
            [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 2, 0x2f],
            [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 4],
        ] as [[UInt8]] {
            let at = try #require(good.bytes.indices.first { good.bytes[$0...].starts(with: name) })
            var bytes = good.bytes
            bytes[at + name.count + 2] = 0x0c
            bytes[at + name.count + 4] = 0x20
            #expect(throws: TimeStampError.malformed("not one signer with well-typed attributes")) {
                try TimeStampAnswer(bytes)
            }
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func range(in count: Int) -> Range<Int> {
        let start = Int(next() % UInt64(count))
        return start..<min(count, start + 1 + Int(next() % 64))
    }
}
