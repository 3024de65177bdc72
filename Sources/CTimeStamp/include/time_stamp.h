#ifndef LINKEDFUND_TIME_STAMP_H
#define LINKEDFUND_TIME_STAMP_H

#include <stddef.h>
#include <stdint.h>

/// Reads and checks the answers of time-stamping authorities (RFC 3161) with libcrypto.
///
/// Answers come from outside: any bytes may be given. Nothing is kept between calls, nothing is allocated for the
/// caller, no file is read (not OpenSSL's configuration either), and no clock is asked.

/// The longest answer that is read, in bytes. One with a usual chain of certificates has 3 to 7 thousand.
#define TIME_STAMP_ANSWER_LIMIT 65536

/// The longest list of authorities that is read, in bytes; the list of a whole browser has 220 thousand.
#define TIME_STAMP_AUTHORITIES_LIMIT 4194304

typedef enum __attribute__((enum_extensibility(closed))) time_stamp_outcome {
    TIME_STAMP_GOOD __attribute__((swift_name("good"))),
    /// Not a TimeStampResp, or one of a shape that RFC 3161 forbids.
    TIME_STAMP_MALFORMED __attribute__((swift_name("malformed"))),
    /// The authority refused.
    TIME_STAMP_NOT_GRANTED __attribute__((swift_name("notGranted"))),
    /// What is stamped is not a SHA-256 digest.
    TIME_STAMP_OTHER_DIGEST __attribute__((swift_name("otherDigest"))),
    /// The list of authorities cannot be read or is empty.
    TIME_STAMP_NO_AUTHORITIES __attribute__((swift_name("noAuthorities"))),
    /// The signature, its certificate or the chain to an authority is not good.
    TIME_STAMP_NOT_TRUSTED __attribute__((swift_name("notTrusted"))),
} time_stamp_outcome;

/// What an answer says. Nothing of it is true before `time_stamp_verify` says so.
typedef struct time_stamp_claims {
    /// genTime, in whole seconds since 1970; a fraction is cut off.
    int64_t time;
    /// The SHA-256 digest that was stamped.
    uint8_t imprint[32];
    /// The nonce as an unsigned number, big end first, without leading zeros.
    uint8_t nonce[32];
    /// Bytes in `nonce`; -1 where there is none, or one that is negative or does not fit.
    int nonce_length;
    /// The policy's object identifier in dots, ending in 0.
    char policy[128];
    /// The subject of the signer's certificate (RFC 2253, UTF-8), ending in 0; empty without a certificate.
    char authority[1024];
} time_stamp_claims;

/// Why an answer is not good: libcrypto's words or the authority's, in UTF-8, ending in 0.
typedef struct time_stamp_reason {
    char text[512];
} time_stamp_reason;

/// Reads what an answer says, without checking that it is true.
time_stamp_outcome time_stamp_read(
    const uint8_t *_Nullable answer, size_t length, time_stamp_claims *_Nonnull claims,
    time_stamp_reason *_Nonnull reason);

/// Checks an answer against the request that it is to answer and the authorities that are trusted (PEM).
///
/// A request without a nonce accepts any nonce. Certificates are judged at the time of the stamp.
time_stamp_outcome time_stamp_verify(
    const uint8_t *_Nullable answer, size_t length, const uint8_t *_Nullable request, size_t request_length,
    const uint8_t *_Nullable authorities, size_t authorities_length, time_stamp_reason *_Nonnull reason);

#endif
