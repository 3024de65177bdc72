/// The machine's own libxlsxwriter, to write workbooks. It gets security fixes from the distribution.
#include <xlsxwriter.h>
