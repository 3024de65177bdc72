#ifndef LINKEDFUND_REFERENCE_DATA_H
#define LINKEDFUND_REFERENCE_DATA_H

#include <stddef.h>

/// One table of schemas/codes, as it stands in the file.
struct reference_table {
    const unsigned char *_Nonnull bytes;
    size_t length;
};

struct reference_table reference_regions(void);
struct reference_table reference_region_changes(void);
struct reference_table reference_provinces(void);
struct reference_table reference_key_counties(void);
struct reference_table reference_taxonomy(void);
struct reference_table reference_budget_codes(void);
struct reference_table reference_prime_rates(void);
struct reference_table reference_policy_parameters(void);

/// schemas/formats.md.
struct reference_table reference_format_notes(void);
/// tools/verify.py.
struct reference_table reference_verifier(void);

#endif
