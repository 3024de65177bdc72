/// The machine's own libxml2, to read the parts of workbooks. It gets security fixes from the distribution.
#include <libxml/parser.h>
