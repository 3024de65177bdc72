/// The machine's own libcrypto (OpenSSL 3), for time stamps only. It gets security fixes from the distribution.
#include <openssl/ts.h>
