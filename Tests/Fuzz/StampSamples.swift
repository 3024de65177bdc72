import Foundation

/// Answers of a time-stamping authority of openssl, made once as the tests of `LedgerTimeStamp` make theirs, and the root
/// that its certificate chains to. What is stamped is SHA-256 of "head".
enum StampSamples {
    /// Granted, with a nonce and the signer's certificate.
    static let answer = bytes(
        """
        MIID6jADAgEAMIID4QYJKoZIhvcNAQcCoIID0jCCA84CAQMxDzANBglghkgBZQMEAgEFADCBrQYLKoZIhvcNAQkQAQSggZ0EgZowgZcC\
        AQEGBCoDBAEwMTANBglghkgBZQMEAgEFAAQgny5tM6NxfugmNTpAS6RhjRrutoea15Nrzo7V9GgUkk0CAQIYDzIwMjYxMTI1MDkzNjQz\
        WjADAgEBAghTrCY4QcTobqA2pDQwMjELMAkGA1UEBhMCQ04xDzANBgNVBAoMBua1i+ivlTESMBAGA1UEAwwJ5pe26Ze05oizoIIBtDCC\
        AbAwggFVoAMCAQICFFEnEW8MBPPo37Rw+Z4dpfPttDBWMAoGCCqGSM49BAMCMCExCzAJBgNVBAYTAkNOMRIwEAYDVQQDDAlUZXN0IFJv\
        b3QwHhcNMTkwMTAxMDAwMDAwWhcNNDkxMjMxMDAwMDAwWjAyMQswCQYDVQQGEwJDTjEPMA0GA1UECgwG5rWL6K+VMRIwEAYDVQQDDAnm\
        l7bpl7TmiLMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATukf+Jgy4W13ORjgIgMuxn0WkA2O0ZBV0uzaYTqRLzqftEJGy5gmLWWpvw\
        IRlLjL+2bnx7P6cdlJkAdq1RnS87o1owWDAWBgNVHSUBAf8EDDAKBggrBgEFBQcDCDAdBgNVHQ4EFgQURiyzBZkzHdNPGHVGbvGWb51I\
        HRIwHwYDVR0jBBgwFoAUvjBf9fdT5WBhYIyVy5FBz/vfQtYwCgYIKoZIzj0EAwIDSQAwRgIhAPXwdkAmK9SYzSvINInpXVGrg9j7k077\
        J9LJtoT+Hq4/AiEA78BwHd1u6a/Jo/hb2K5VVJ747ZvOjQpUisnKFZSNvpYxggFOMIIBSgIBATA5MCExCzAJBgNVBAYTAkNOMRIwEAYD\
        VQQDDAlUZXN0IFJvb3QCFFEnEW8MBPPo37Rw+Z4dpfPttDBWMA0GCWCGSAFlAwQCAQUAoIGkMBoGCSqGSIb3DQEJAzENBgsqhkiG9w0B\
        CRABBDAcBgkqhkiG9w0BCQUxDxcNMjYxMTI1MDkzNjQzWjAvBgkqhkiG9w0BCQQxIgQg/GnkWk/fXL+5pbtJ3iJV9AV/I4qdtRRuTgyP\
        Efr0OHgwNwYLKoZIhvcNAQkQAi8xKDAmMCQwIgQgKfyag+Qgwlwc809bmvgSgq97DzCzBUrQbycKi5M8ne4wCgYIKoZIzj0EAwIESDBG\
        AiEAiIDegcIM7QtbJCL2vZyw+3A8Q0VF9Nf4znUsGp/XgRkCIQDBfZdJK26cUv/1uwNW5J1tk4Vy+ATpeuBrOG0JSdpMzg==
        """)

    /// Granted, with neither.
    static let bareAnswer = bytes(
        """
        MIICJjADAgEAMIICHQYJKoZIhvcNAQcCoIICDjCCAgoCAQMxDzANBglghkgBZQMEAgEFADCBowYLKoZIhvcNAQkQAQSggZMEgZAwgY0C\
        AQEGBCoDBAEwMTANBglghkgBZQMEAgEFAAQgny5tM6NxfugmNTpAS6RhjRrutoea15Nrzo7V9GgUkk0CAQMYDzIwMjYxMTI1MDkzNjQz\
        WjADAgEBoDakNDAyMQswCQYDVQQGEwJDTjEPMA0GA1UECgwG5rWL6K+VMRIwEAYDVQQDDAnml7bpl7TmiLMxggFMMIIBSAIBATA5MCEx\
        CzAJBgNVBAYTAkNOMRIwEAYDVQQDDAlUZXN0IFJvb3QCFFEnEW8MBPPo37Rw+Z4dpfPttDBWMA0GCWCGSAFlAwQCAQUAoIGkMBoGCSqG\
        SIb3DQEJAzENBgsqhkiG9w0BCRABBDAcBgkqhkiG9w0BCQUxDxcNMjYxMTI1MDkzNjQzWjAvBgkqhkiG9w0BCQQxIgQg/h6WEBoVdBLV\
        9J6OG8U97lXka7jkadh6BOyzTLBI0I0wNwYLKoZIhvcNAQkQAi8xKDAmMCQwIgQgKfyag+Qgwlwc809bmvgSgq97DzCzBUrQbycKi5M8\
        ne4wCgYIKoZIzj0EAwIERjBEAiAYeB/8CgzSbpt1puVoMTpqvzqC/vpOeQ6hofoMtlIaoAIgJQXiF6lo+dqz12Pi5tj/1y+CnymvsElg\
        rbhJb9f/1fA=
        """)

    /// Refused: an unknown policy.
    static let refusal = bytes(
        """
        MDAwLgIBAjAkDCJSZXF1ZXN0ZWQgcG9saWN5IGlzIG5vdCBzdXBwb3J0ZWQuAwMAAAE=
        """)

    /// Granted over an SM3 digest.
    static let otherDigest = bytes(
        """
        MIICJTADAgEAMIICHAYJKoZIhvcNAQcCoIICDTCCAgkCAQMxDzANBglghkgBZQMEAgEFADCBogYLKoZIhvcNAQkQAQSggZIEgY8wgYwC\
        AQEGBCoDBAEwMDAMBggqgRzPVQGDEQUABCA2wonte7j4OT+EDJ1t0IlMdLC2jE3TKQOej80Cyoz8VgIBBBgPMjAyNjExMjUwOTM2NDNa\
        MAMCAQGgNqQ0MDIxCzAJBgNVBAYTAkNOMQ8wDQYDVQQKDAbmtYvor5UxEjAQBgNVBAMMCeaXtumXtOaIszGCAUwwggFIAgEBMDkwITEL\
        MAkGA1UEBhMCQ04xEjAQBgNVBAMMCVRlc3QgUm9vdAIUUScRbwwE8+jftHD5nh2l8+20MFYwDQYJYIZIAWUDBAIBBQCggaQwGgYJKoZI\
        hvcNAQkDMQ0GCyqGSIb3DQEJEAEEMBwGCSqGSIb3DQEJBTEPFw0yNjExMjUwOTM2NDNaMC8GCSqGSIb3DQEJBDEiBCCUSjlViXDODPVc\
        QCRusXsNSfAcztXrcAUFt6XoSFcufTA3BgsqhkiG9w0BCRACLzEoMCYwJDAiBCAp/JqD5CDCXBzzT1ua+BKCr3sPMLMFStBvJwqLkzyd\
        7jAKBggqhkjOPQQDAgRGMEQCIDlaTgOhhTQuDEst9DXkuTlmPVC63IH7ep3c+ZrXgwHqAiBoa9k2HHR+0bkDDdUTXhUg/sal04UVjTPt\
        pRaOS1zyXQ==
        """)

    /// The root, in PEM.
    static let root = Array(
        """
        -----BEGIN CERTIFICATE-----
        MIIBhzCCASygAwIBAgIUXqWt33b3k6YEk1KB6+hP69tVRf8wCgYIKoZIzj0EAwIw
        ITELMAkGA1UEBhMCQ04xEjAQBgNVBAMMCVRlc3QgUm9vdDAeFw0xODAxMDEwMDAw
        MDBaFw00OTEyMzEwMDAwMDBaMCExCzAJBgNVBAYTAkNOMRIwEAYDVQQDDAlUZXN0
        IFJvb3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAThsa+Gd+PLKzScBsXrzPLG
        PQ6ktkqrGj0HNk/kKmOMQ0v+t/61jk5ZDC0+srCYksh6+16S4X0rfGGiR3dmuJOS
        o0IwQDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwICBDAdBgNVHQ4EFgQU
        vjBf9fdT5WBhYIyVy5FBz/vfQtYwCgYIKoZIzj0EAwIDSQAwRgIhAPbn4dXTVA/J
        BFFtUBOWpO3LvhEm+OIaMn2CSzISZkoDAiEA961SCGMuGwy3aP+9Pqe0i4n4p9Vx
        wBWCxbMkDBP1u/0=
        -----END CERTIFICATE-----
        """.utf8)

    private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
}
