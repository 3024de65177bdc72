import LedgerTimeStamp

/// Answers of time-stamping authorities (``TimeStampAnswer``), which come from the network.
///
/// Only the authority can sign: an answer that is believed says what a seed says, whatever was changed around the signed
/// part.
struct TimeStampTarget: FuzzTarget {
    static let name = "stamp"
    static let maximumLength = 8_192
    static let findsLeaks = true
    static let dictionary = ["\u{1}\u{0}", "20200401000000Z", "20200401000000.75Z", "+0800"]

    private let good: [TimeStampAnswer]

    init() throws { good = try [StampSamples.answer, StampSamples.bareAnswer].map { try TimeStampAnswer($0) } }

    func seeds() throws -> [[UInt8]] {
        [StampSamples.answer, StampSamples.bareAnswer, StampSamples.refusal, StampSamples.otherDigest]
    }

    mutating func run(_ bytes: [UInt8]) {
        guard let answer = try? TimeStampAnswer(bytes) else { return }
        expect(answer.bytes == bytes && answer.imprint.count == 32, "an answer is not kept")
        expect(!(answer.authority + answer.policy).unicodeScalars.contains { $0.value < 0x20 }, "a name with controls")
        for nonce in [nil, good[0].nonce] {
            guard (try? answer.verify(imprint: good[0].imprint, nonce: nonce, trusted: StampSamples.root)) != nil else {
                continue
            }
            let isSeed = good.contains {
                $0.time == answer.time && $0.imprint == answer.imprint && $0.nonce == answer.nonce
                    && $0.policy == answer.policy && (answer.authority.isEmpty || $0.authority == answer.authority)
            }
            expect(isSeed, "believed without a signature: \(answer)")
        }
    }
}
