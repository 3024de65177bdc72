import Foundation
import Testing

/// A time-stamping authority of the `openssl` command (package openssl), in a folder of its own.
struct StampAuthority {
    private let folder: String
    /// The certificate to trust.
    var root: String { folder + "/root.pem" }

    /// Makes keys and certificates.
    init(in parent: String) throws {
        folder = parent + "/tsa-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.configuration.write(toFile: folder + "/conf", atomically: true, encoding: .utf8)
        try run(
            """
            key="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config conf"
            openssl req -x509 $key -keyout root.key -out root.pem -subj '/CN=Test Root' -days 3650
            openssl req $key -keyout tsa.key -out tsa.csr -subj '/CN=Test Stamps'
            openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -set_serial 2 -days 3650 -out tsa.pem \
                -extfile conf -extensions stamping
            echo 01 > serial
            """)
    }

    /// Answers the request in a file; gives the file of the answer.
    func answer(_ request: String) throws -> String {
        try run(
            "openssl ts -reply -config conf -queryfile '\(request)' -signer tsa.pem -inkey tsa.key -out '\(request).tsr'"
        )
        return request + ".tsr"
    }

    private func run(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl: \(script)")
    }

    private static let configuration = """
        [req]
        distinguished_name = name
        x509_extensions = issuing
        [name]
        [issuing]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign
        [stamping]
        extendedKeyUsage = critical,timeStamping
        [tsa]
        default_tsa = desk
        [desk]
        serial = serial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256

        """
}
