/// The machine's own libxlsxwriter, to write workbooks. It gets security fixes from the distribution.
#include <stdio.h>
#include <xlsxwriter.h>

/// Closes a workbook as `workbook_close` does. That prints what fails to stderr, where programs expect our own message
/// alone; its answer says the same. One thread at a time: the caller holds a lock. The stream that takes the messages is
/// never closed, so that another thread may go on writing to it.
static inline lxw_error workbook_close_quietly(lxw_workbook *workbook) {
    static FILE *nothing = NULL;
    if (!nothing) nothing = fopen("/dev/null", "w");
    FILE *kept = stderr;
    if (nothing) stderr = nothing;
    lxw_error error = workbook_close(workbook);
    stderr = kept;
    return error;
}
