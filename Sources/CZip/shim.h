/// The machine's own libzip, to read workbooks. It gets security fixes from the distribution.
#include <zip.h>
