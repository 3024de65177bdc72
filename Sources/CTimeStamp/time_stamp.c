#include "time_stamp.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <string.h>

/// A verdict must not hang on a machine's openssl.cnf, which may load code and change what is accepted, nor name an
/// error that another user of libcrypto left on this thread.
static void begin(time_stamp_reason *reason) {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
    ERR_clear_error();
    reason->text[0] = 0;
}

static void say(time_stamp_reason *reason, const char *text) {
    snprintf(reason->text, sizeof reason->text, "%s", text);
}

/// Takes the first of libcrypto's errors, which names the cause, and empties its queue.
static time_stamp_outcome failed(time_stamp_outcome outcome, time_stamp_reason *reason) {
    const char *data = NULL;
    int flags = 0;
    unsigned long code = ERR_get_error_all(NULL, NULL, NULL, &data, &flags);
    if (reason->text[0] == 0 && code != 0) {
        const char *words = ERR_reason_error_string(code);
        int more = data != NULL && (flags & ERR_TXT_STRING) && data[0] != 0;
        snprintf(
            reason->text, sizeof reason->text, "%s%s%s", words != NULL ? words : "error", more ? ": " : "",
            more ? data : "");
    }
    ERR_clear_error();
    return outcome;
}

/// Moves what was printed into `text`; 0 where it does not fit.
static int take(BIO *printed, char *text, size_t capacity) {
    char *bytes = NULL;
    long length = BIO_get_mem_data(printed, &bytes);
    if (length < 0 || (size_t)length >= capacity) return 0;
    if (length > 0) memcpy(text, bytes, (size_t)length);
    text[length] = 0;
    return 1;
}

static TS_RESP *decode(const uint8_t *bytes, size_t length, time_stamp_reason *reason) {
    if (bytes == NULL || length == 0 || length > TIME_STAMP_ANSWER_LIMIT) {
        say(reason, "empty or too long");
        return NULL;
    }
    const unsigned char *at = bytes;
    TS_RESP *answer = d2i_TS_RESP(NULL, &at, (long)length);
    if (answer != NULL && at != bytes + length) {
        say(reason, "bytes after the answer");
        TS_RESP_free(answer);
        return NULL;
    }
    return answer;
}

/// PKIStatus and PKIFailureInfo (RFC 3161 2.4.2), with the authority's own words.
static void describe_refusal(TS_STATUS_INFO *info, long status, time_stamp_reason *reason) {
    static const char *const names[] = {"granted", "grantedWithMods",   "rejection",
                                        "waiting", "revocationWarning", "revocationNotification"};
    static const struct {
        int bit;
        const char *name;
    } failures[] = {
        {TS_INFO_BAD_ALG, "badAlg"},
        {TS_INFO_BAD_REQUEST, "badRequest"},
        {TS_INFO_BAD_DATA_FORMAT, "badDataFormat"},
        {TS_INFO_TIME_NOT_AVAILABLE, "timeNotAvailable"},
        {TS_INFO_UNACCEPTED_POLICY, "unacceptedPolicy"},
        {TS_INFO_UNACCEPTED_EXTENSION, "unacceptedExtension"},
        {TS_INFO_ADD_INFO_NOT_AVAILABLE, "addInfoNotAvailable"},
        {TS_INFO_SYSTEM_FAILURE, "systemFailure"},
    };
    char *text = reason->text;
    const size_t capacity = sizeof reason->text;
    int known = status >= 0 && (size_t)status < sizeof names / sizeof *names;
    size_t used = (size_t)snprintf(text, capacity, "%s", known ? names[status] : "unknown status");
    const ASN1_BIT_STRING *bits = TS_STATUS_INFO_get0_failure_info(info);
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (bits == NULL || !ASN1_BIT_STRING_get_bit(bits, failures[i].bit)) continue;
        used += (size_t)snprintf(text + used, capacity - used, ", %s", failures[i].name);
    }
    const STACK_OF(ASN1_UTF8STRING) *words = TS_STATUS_INFO_get0_text(info);
    for (int i = 0; i < sk_ASN1_UTF8STRING_num(words); i++) {
        const ASN1_UTF8STRING *line = sk_ASN1_UTF8STRING_value(words, i);
        size_t length = (size_t)ASN1_STRING_length(line);
        if (length + 3 > capacity - used) break;
        memcpy(text + used, ": ", 2);
        memcpy(text + used + 2, ASN1_STRING_get0_data(line), length);
        used += 2 + length;
        text[used] = 0;
    }
}

/// The only signer, or NULL (RFC 3161 2.4.2: the token must not contain other signatures).
///
/// Where a signed attribute has another type than its standard says (RFC 5652 11, RFC 5035 5.4), there is none:
/// OpenSSL before 3.0.19 read such values without looking at the type.
static PKCS7_SIGNER_INFO *signer_info(PKCS7 *token) {
    static const struct {
        int attribute, type;
    } types[] = {
        {NID_pkcs9_contentType, V_ASN1_OBJECT},
        {NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING},
        {NID_id_smime_aa_signingCertificate, V_ASN1_SEQUENCE},
        {NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE},
    };
    if (!PKCS7_type_is_signed(token)) return NULL;
    STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(token);
    if (sk_PKCS7_SIGNER_INFO_num(signers) != 1) return NULL;
    PKCS7_SIGNER_INFO *signer = sk_PKCS7_SIGNER_INFO_value(signers, 0);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        ASN1_TYPE *value = PKCS7_get_signed_attribute(signer, types[i].attribute);
        if (value != NULL && ASN1_TYPE_get(value) != types[i].type) return NULL;
    }
    return signer;
}

/// RFC 3161 2.4.2: genTime is GeneralizedTime and ends in Z.
static int read_time(const ASN1_GENERALIZEDTIME *stamped, int64_t *time) {
    int length = ASN1_STRING_length(stamped);
    if (length < 1 || ASN1_STRING_get0_data(stamped)[length - 1] != 'Z') return 0;
    ASN1_TIME *epoch = ASN1_TIME_set(NULL, 0);
    int days = 0, seconds = 0;
    int good = epoch != NULL && ASN1_TIME_diff(&days, &seconds, epoch, stamped);
    ASN1_TIME_free(epoch);
    *time = (int64_t)days * 86400 + seconds;
    return good;
}

static void read_nonce(const ASN1_INTEGER *nonce, time_stamp_claims *claims) {
    claims->nonce_length = -1;
    if (nonce == NULL || ASN1_STRING_type(nonce) != V_ASN1_INTEGER) return;
    const uint8_t *bytes = ASN1_STRING_get0_data(nonce);
    int length = ASN1_STRING_length(nonce);
    while (length > 0 && bytes[0] == 0) bytes++, length--;
    if ((size_t)length > sizeof claims->nonce) return;
    if (length > 0) memcpy(claims->nonce, bytes, (size_t)length);
    claims->nonce_length = length;
}

/// The name as libcrypto will check it: the certificate of the token that the signer's issuer and number point to.
static int read_authority(PKCS7 *token, time_stamp_claims *claims) {
    STACK_OF(X509) *signers = PKCS7_get0_signers(token, NULL, 0);
    if (signers == NULL) return 1;
    BIO *printed = BIO_new(BIO_s_mem());
    // UTF-8 is left as it is: a Chinese name in hexadecimal cannot be read.
    int good = printed != NULL && sk_X509_num(signers) == 1
        && X509_NAME_print_ex(
               printed, X509_get_subject_name(sk_X509_value(signers, 0)), 0,
               XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) >= 0
        && take(printed, claims->authority, sizeof claims->authority);
    BIO_free(printed);
    sk_X509_free(signers);
    return good;
}

static int read_policy(const ASN1_OBJECT *policy, time_stamp_claims *claims) {
    int length = OBJ_obj2txt(claims->policy, sizeof claims->policy, policy, 1);
    return length > 0 && (size_t)length < sizeof claims->policy;
}

static time_stamp_outcome read_imprint(TS_TST_INFO *info, time_stamp_claims *claims, time_stamp_reason *reason) {
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
    const ASN1_OBJECT *digest = NULL;
    X509_ALGOR_get0(&digest, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
    if (OBJ_obj2nid(digest) != NID_sha256) {
        OBJ_obj2txt(reason->text, sizeof reason->text, digest, 0);
        return TIME_STAMP_OTHER_DIGEST;
    }
    const ASN1_OCTET_STRING *bytes = TS_MSG_IMPRINT_get_msg(imprint);
    if (ASN1_STRING_length(bytes) != sizeof claims->imprint) {
        say(reason, "a SHA-256 digest that has not 32 bytes");
        return TIME_STAMP_MALFORMED;
    }
    memcpy(claims->imprint, ASN1_STRING_get0_data(bytes), sizeof claims->imprint);
    return TIME_STAMP_GOOD;
}

static time_stamp_outcome read_claims(TS_RESP *answer, time_stamp_claims *claims, time_stamp_reason *reason) {
    TS_STATUS_INFO *info = TS_RESP_get_status_info(answer);
    long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
    if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) {
        describe_refusal(info, status, reason);
        return TIME_STAMP_NOT_GRANTED;
    }
    PKCS7 *token = TS_RESP_get_token(answer);
    TS_TST_INFO *stamp = TS_RESP_get_tst_info(answer);
    if (token == NULL || stamp == NULL) {
        say(reason, "no time stamp token");
    } else if (signer_info(token) == NULL) {
        say(reason, "not one signer with well-typed attributes");
    } else if (!read_time(TS_TST_INFO_get_time(stamp), &claims->time)) {
        say(reason, "the time cannot be read");
    } else if (!read_policy(TS_TST_INFO_get_policy_id(stamp), claims)) {
        say(reason, "the policy is no object identifier of 127 characters or fewer");
    } else if (!read_authority(token, claims)) {
        say(reason, "the authority's name cannot be read");
    } else {
        read_nonce(TS_TST_INFO_get_nonce(stamp), claims);
        return read_imprint(stamp, claims, reason);
    }
    return TIME_STAMP_MALFORMED;
}

time_stamp_outcome time_stamp_read(
    const uint8_t *bytes, size_t length, time_stamp_claims *claims, time_stamp_reason *reason) {
    begin(reason);
    memset(claims, 0, sizeof *claims);
    TS_RESP *answer = decode(bytes, length, reason);
    time_stamp_outcome outcome = answer == NULL ? TIME_STAMP_MALFORMED : read_claims(answer, claims, reason);
    TS_RESP_free(answer);
    return failed(outcome, reason);
}

/// Without it libcrypto asks at the terminal for the passphrase of an encrypted block.
static int no_passphrase(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

/// The authorities as trust anchors, with everything judged at `time`; NULL where there are none or one is broken.
///
/// Each certificate given is an anchor, a root or not: who trusts only the issuing authority need not trust its root.
/// Security level 2 is 112 bits: no RSA key under 2048 bits, no certificate signed over SHA-1.
static X509_STORE *trust_anchors(const uint8_t *pem, size_t length, int64_t time) {
    if (pem == NULL || length > TIME_STAMP_AUTHORITIES_LIMIT) return NULL;
    BIO *source = BIO_new_mem_buf(pem, (int)length);
    X509_STORE *store = X509_STORE_new();
    int count = 0, good = source != NULL && store != NULL;
    while (good) {
        X509 *certificate = PEM_read_bio_X509(source, NULL, no_passphrase, NULL);
        if (certificate == NULL) break;
        good = X509_STORE_add_cert(store, certificate);
        X509_free(certificate);
        count++;
    }
    good = good && count > 0 && ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    if (good) {
        ERR_clear_error();
        X509_VERIFY_PARAM *rules = X509_STORE_get0_param(store);
        X509_VERIFY_PARAM_set_time(rules, (time_t)time);
        X509_VERIFY_PARAM_set_auth_level(rules, 2);
        good = X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    }
    BIO_free(source);
    if (good) return store;
    X509_STORE_free(store);
    return NULL;
}

/// libcrypto takes any digest that it knows under the signature; SHA-1 and MD5 can be collided.
static int signs_a_strong_digest(PKCS7 *token, time_stamp_reason *reason) {
    PKCS7_SIGNER_INFO *signer = signer_info(token);
    X509_ALGOR *algorithm = NULL;
    if (signer == NULL) return 0;
    PKCS7_SIGNER_INFO_get0_algs(signer, NULL, &algorithm, NULL);
    const ASN1_OBJECT *digest = NULL;
    X509_ALGOR_get0(&digest, NULL, NULL, algorithm);
    switch (OBJ_obj2nid(digest)) {
        case NID_sha256: case NID_sha384: case NID_sha512: case NID_sha3_256: case NID_sha3_384: case NID_sha3_512:
            return 1;
        default:
            say(reason, "the signature is over a digest other than SHA-2 or SHA-3");
            return 0;
    }
}

time_stamp_outcome time_stamp_verify(
    const uint8_t *bytes, size_t length, const uint8_t *request_bytes, size_t request_length,
    const uint8_t *authorities, size_t authorities_length, time_stamp_reason *reason) {
    time_stamp_claims claims;
    time_stamp_outcome outcome = time_stamp_read(bytes, length, &claims, reason);
    if (outcome != TIME_STAMP_GOOD) return outcome;

    X509_STORE *store = trust_anchors(authorities, authorities_length, claims.time);
    if (store == NULL) return failed(TIME_STAMP_NO_AUTHORITIES, reason);
    TS_RESP *answer = decode(bytes, length, reason);
    TS_REQ *request = d2i_TS_REQ(NULL, &request_bytes, (long)request_length);
    TS_VERIFY_CTX *rules = request == NULL ? NULL : TS_REQ_to_TS_VERIFY_CTX(request, NULL);

    outcome = TIME_STAMP_NOT_TRUSTED;
    if (answer != NULL && rules != NULL && signs_a_strong_digest(TS_RESP_get_token(answer), reason)) {
        TS_VERIFY_CTX_add_flags(rules, TS_VFY_SIGNATURE);
        TS_VERIFY_CTX_set_store(rules, store);  // which owns it from here on
        store = NULL;
        if (TS_RESP_verify_response(rules, answer) == 1) outcome = TIME_STAMP_GOOD;
    }
    X509_STORE_free(store);
    TS_VERIFY_CTX_free(rules);
    TS_REQ_free(request);
    TS_RESP_free(answer);
    return failed(outcome, reason);
}
