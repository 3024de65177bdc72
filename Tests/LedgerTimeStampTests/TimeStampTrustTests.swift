import LedgerTimeStamp
import Testing

/// Which certificates and signatures make a stamp good.
@Suite struct TimeStampTrustTests {
    let authority: TestAuthority

    init() throws { authority = try TestAuthority() }

    private func forge(
        _ time: String = "20200401000000Z", signer: String, more: [String] = ["-cades"]
    ) throws -> TimeStampAnswer {
        try TimeStampAnswer(authority.forge(TestStampInfo(time: time), signer: signer, more: more))
    }

    private func verify(_ answer: TimeStampAnswer, trusting authorities: [UInt8]) throws {
        try answer.verify(imprint: answer.imprint, nonce: nil, trusted: authorities)
    }

    /// Stamps outlive their certificates: the certificate's year is long over, its stamps are good.
    @Test func certificatesAreJudgedAtTheTimeOfTheStamp() throws {
        try authority.certify("year2020", for: .stamping, from: "20200101000000Z", to: "20201231235959Z")
        try verify(forge("20200101000000Z", signer: "year2020"), trusting: authority.root)
        try verify(forge("20201231235958Z", signer: "year2020"), trusting: authority.root)
        try expectDistrust(
            forge("20191231235959Z", signer: "year2020"), trusting: authority.root, because: "not yet valid")
        try expectDistrust(
            forge("20210101000000Z", signer: "year2020"), trusting: authority.root, because: "has expired")
    }

    /// RFC 3161 2.3: one extended key usage, for time stamping, and critical.
    @Test(arguments: [TestAuthority.Purpose.none, .server, .stampingNotCritical, .stampingAndMore, .issuing])
    func aCertificateForSomethingElseIsRefused(purpose: TestAuthority.Purpose) throws {
        let certificate = try authority.certify("other", for: purpose)
        let answer = try forge(signer: "other")
        try expectDistrust(answer, trusting: authority.root, because: "purpose")
        try expectDistrust(answer, trusting: certificate, because: "purpose")
    }

    @Test func theChainMayHaveAStepBetweenAndEndAtIt() throws {
        let step = try authority.certify("step", for: .issuing)
        try authority.certify("desk", for: .stamping, by: "step")
        let whole = try forge(signer: "desk", more: ["-cades", "-certfile", "step.pem"])
        try verify(whole, trusting: authority.root)
        try verify(whole, trusting: step)
        let short = try forge(signer: "desk")
        try verify(short, trusting: step)
        try expectDistrust(short, trusting: authority.root, because: "unable to get local issuer certificate")
    }

    @Test func aStampingCertificateCannotIssueAnother() throws {
        try authority.certify("desk", for: .stamping, by: "tsa")
        let answer = try forge(signer: "desk", more: ["-cades", "-certfile", "tsa.pem"])
        try expectDistrust(answer, trusting: authority.root, because: "CA certificate")
    }

    @Test func weakKeysAndDigestsAreRefused() throws {
        try authority.certify("rsa2048", for: .stamping, key: ["rsa:2048"])
        try verify(forge(signer: "rsa2048"), trusting: authority.root)
        try authority.certify("rsa1024", for: .stamping, key: ["rsa:1024"])
        try expectDistrust(forge(signer: "rsa1024"), trusting: authority.root, because: "key too weak")
        for digest in ["sha384", "sha512"] {
            try verify(forge(signer: "tsa", more: ["-cades", "-md", digest]), trusting: authority.root)
        }
        try expectDistrust(
            forge(signer: "tsa", more: ["-cades", "-md", "sha1"]), trusting: authority.root,
            because: "a digest other than SHA-2 or SHA-3")
    }

    @Test func theSignatureMustNameItsCertificate() throws {
        try expectDistrust(
            forge(signer: "tsa", more: []), trusting: authority.root, because: "missing signing certificate")
    }

    /// Issuer, number and key are those of the signer, and the root signed it: only the digest in the signed
    /// attributes (ESSCertIDv2, RFC 5816) tells that it is not the one.
    @Test func anotherCertificateOfTheSameKeyIsRefused() throws {
        let other = try sameNumber("tsa", days: "2000")
        var one: [UInt8] = []
        // ECDSA signatures have 70 to 72 bytes; one of the same length keeps the lengths around it true.
        while one.count != other.count { one = try sameNumber("tsa", days: "1000") }
        let request = try TimeStampRequest.encode(
            imprint: TimeStampAnswerTests.imprint, nonce: TimeStampAnswerTests.nonce)
        let answer = try TimeStampAnswer(authority.answer(request))
        try verify(answer, trusting: authority.root)
        let at = try #require(answer.bytes.indices.first { answer.bytes[$0...].starts(with: one) })
        var bytes = answer.bytes
        bytes.replaceSubrange(at..<at + one.count, with: other)
        try expectDistrust(TimeStampAnswer(bytes), trusting: authority.root, because: "ess cert id not found")
    }

    /// Certifies a name once more under a fixed serial number, in DER.
    private func sameNumber(_ name: String, days: String) throws -> [UInt8] {
        try authority.openssl(
            ["x509", "-req", "-in", "\(name).csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "5"]
                + ["-days", days, "-extfile", "conf", "-extensions", "stamping", "-out", "\(name).pem"])
        try authority.openssl(["x509", "-in", "\(name).pem", "-outform", "DER", "-out", "\(name).der"])
        return try authority.read("\(name).der")
    }

    @Test func anAnswerWithoutCertificateIsRefused() throws {
        let answer = try forge(signer: "tsa", more: ["-cades", "-nocerts"])
        #expect(answer.authority == "")
        try expectDistrust(answer, trusting: authority.root, because: "signer certificate not found")
    }

    @Test func twoSignersAreRefused() throws {
        try authority.certify("second", for: .stamping)
        let more = ["-cades", "-signer", "second.pem", "-inkey", "second.key"]
        #expect(throws: TimeStampError.malformed("not one signer with well-typed attributes")) {
            try forge(signer: "tsa", more: more)
        }
    }
}
