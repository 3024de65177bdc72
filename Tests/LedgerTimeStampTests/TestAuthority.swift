import Foundation
import LedgerTimeStamp

/// A time-stamping authority of the `openssl` command (package openssl), with its own root, in a folder of its own.
final class TestAuthority {
    /// What a certificate is for; the names are sections of the configuration below.
    enum Purpose: String {
        case stamping, stampingNotCritical, stampingAndMore, server, none, issuing
    }

    let folder: URL
    /// The root's certificate in PEM.
    let root: [UInt8]

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("stamps-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let serial = folder.appendingPathComponent("serial").path
        try Data((Self.configuration + "serial = \(serial)\n").utf8).write(to: folder.appendingPathComponent("conf"))
        try Data("01\n".utf8).write(to: folder.appendingPathComponent("serial"))
        try Data().write(to: folder.appendingPathComponent("index.txt"))
        root = try Self.makeRoot(in: folder)
        try certify("tsa", for: .stamping)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Makes `name.key` and `name.pem`, signed by `issuer`.
    @discardableResult func certify(
        _ name: String, for purpose: Purpose, by issuer: String = "root", from start: String = "20190101000000Z",
        to end: String = "20491231000000Z", key: [String] = TestAuthority.curve
    ) throws -> [UInt8] {
        try Self.ask(for: name, subject: "/C=CN/O=测试/CN=时间戳 \(name)", key: key, in: folder)
        try openssl(
            ["ca", "-batch", "-notext", "-utf8", "-config", "conf", "-extensions", purpose.rawValue]
                + ["-cert", "\(issuer).pem", "-keyfile", "\(issuer).key", "-in", "\(name).csr", "-out", "\(name).pem"]
                + ["-startdate", start, "-enddate", end])
        return try read("\(name).pem")
    }

    /// Answers a request as an authority does.
    func answer(_ request: [UInt8], signer: String = "tsa", more: [String] = []) throws -> [UInt8] {
        try write(request, "request.tsq")
        try openssl(
            ["ts", "-reply", "-config", "conf", "-queryfile", "request.tsq", "-signer", "\(signer).pem"]
                + ["-inkey", "\(signer).key", "-out", "answer.tsr"] + more)
        return try read("answer.tsr")
    }

    /// Signs a TSTInfo with any certificate and time, which `openssl ts` would refuse to do.
    func forge(_ info: TestStampInfo, signer: String = "tsa", more: [String] = ["-cades"]) throws -> [UInt8] {
        try write(info.bytes, "info.der")
        try openssl(
            ["cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-outform", "DER"]
                + ["-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in", "info.der", "-out", "token.der"]
                + ["-signer", "\(signer).pem", "-inkey", "\(signer).key"] + more)
        return DER.sequence(DER.sequence(DER.integer([0])) + (try read("token.der")))
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// Runs `openssl` in the folder and returns what it printed.
    @discardableResult func openssl(_ arguments: [String]) throws -> String {
        try Self.run(arguments, in: folder)
    }

    struct Failure: Error {
        let command: String
        let output: String
    }

    static let curve = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]

    private static func makeRoot(in folder: URL) throws -> [UInt8] {
        try ask(for: "root", subject: "/C=CN/CN=Test Root", key: curve, in: folder)
        _ = try run(
            [
                "ca", "-batch", "-notext", "-selfsign", "-config", "conf", "-extensions", "issuing", "-keyfile",
                "root.key",
            ]
                + ["-in", "root.csr", "-out", "root.pem", "-startdate", "20180101000000Z"]
                + ["-enddate", "20491231000000Z"], in: folder)
        return Array(try Data(contentsOf: folder.appendingPathComponent("root.pem")))
    }

    private static func ask(for name: String, subject: String, key: [String], in folder: URL) throws {
        _ = try run(
            ["req", "-new", "-nodes", "-utf8", "-config", "conf", "-subj", subject, "-keyout", "\(name).key"]
                + ["-out", "\(name).csr", "-newkey"] + key, in: folder)
    }

    private static func run(_ arguments: [String], in folder: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(command: arguments.joined(separator: " "), output: output)
        }
        return output
    }

    private static let configuration = """
        [req]
        distinguished_name = name
        string_mask = utf8only
        [name]
        [ca]
        default_ca = here
        [here]
        new_certs_dir = .
        database = index.txt
        rand_serial = yes
        unique_subject = no
        default_md = sha256
        policy = any
        [any]
        countryName = optional
        organizationName = optional
        commonName = supplied
        [issuing]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign
        [stamping]
        extendedKeyUsage = critical,timeStamping
        [stampingNotCritical]
        extendedKeyUsage = timeStamping
        [stampingAndMore]
        extendedKeyUsage = critical,timeStamping,serverAuth
        [server]
        extendedKeyUsage = serverAuth
        [none]
        basicConstraints = CA:FALSE
        [tsa]
        default_tsa = desk
        [desk]
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256,sha512,sm3
        ess_cert_id_alg = sha256
        tsa_name = yes
        accuracy = secs:1

        """
}

/// As much DER as an answer needs.
enum DER {
    static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case ..<0x80: [tag, UInt8(content.count)] + content
        case ..<0x100: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)] + content
        }
    }
    static func sequence(_ content: [UInt8]) -> [UInt8] { value(0x30, content) }
    static func integer(_ content: [UInt8]) -> [UInt8] { value(0x02, content) }
}

/// The signed content of a stamp (RFC 3161 2.4.2).
struct TestStampInfo {
    var time = "20200401000000Z"
    /// The content of the object identifier of the digest.
    var digest: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 3, 4, 2, 1]
    var imprint = [UInt8](repeating: 0xab, count: 32)
    /// The content of the INTEGER.
    var nonce: [UInt8]?

    var bytes: [UInt8] {
        let algorithm = DER.sequence(DER.value(0x06, digest) + DER.value(0x05, []))
        return DER.sequence(
            DER.integer([1]) + DER.value(0x06, [0x2a, 0x03, 0x04])
                + DER.sequence(algorithm + DER.value(0x04, imprint))
                + DER.integer([7]) + DER.value(0x18, Array(time.utf8)) + (nonce.map(DER.integer) ?? []))
    }
}
