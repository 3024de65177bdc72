/// The machine's own libxml2, to read the parts of workbooks. It gets security fixes from the distribution.
///
/// With ICU its headers show ICU's types, which Foundation has in another version, and no module may import both. They
/// stand in one struct, of encodings, that is only ever pointed to here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
