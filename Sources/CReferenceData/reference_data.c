#include "reference_data.h"

// The files are embedded when the program is built, so that there is one copy of each and nothing to look for
// at run time. `#embed` is C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char regions_bytes[] = {
#embed "../../schemas/codes/admin_divisions_2026.csv"
};
static const unsigned char region_changes_bytes[] = {
#embed "../../schemas/codes/admin_division_changes_2019_2026.csv"
};
static const unsigned char provinces_bytes[] = {
#embed "../../schemas/codes/gbt2260_provinces.csv"
};
static const unsigned char key_counties_bytes[] = {
#embed "../../schemas/codes/key_counties_160.csv"
};
static const unsigned char taxonomy_bytes[] = {
#embed "../../schemas/codes/project_taxonomy.csv"
};
static const unsigned char budget_codes_bytes[] = {
#embed "../../schemas/codes/budget_codes.csv"
};
static const unsigned char prime_rates_bytes[] = {
#embed "../../schemas/codes/lpr_history.csv"
};
static const unsigned char policy_parameters_bytes[] = {
#embed "../../schemas/codes/policy_parameters.csv"
};

static const unsigned char format_notes_bytes[] = {
#embed "../../schemas/formats.md"
};
static const unsigned char verifier_bytes[] = {
#embed "../../tools/verify.py"
};

#define READER(name)                                                        \
    struct reference_table reference_##name(void) {                         \
        return (struct reference_table){name##_bytes, sizeof name##_bytes}; \
    }

READER(regions)
READER(region_changes)
READER(provinces)
READER(key_counties)
READER(taxonomy)
READER(budget_codes)
READER(prime_rates)
READER(policy_parameters)
READER(format_notes)
READER(verifier)
