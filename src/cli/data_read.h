/* data_read.h - reads the predictions that a command line names
 * (data_options.h), and shows on a terminal how far it is.
 */
#ifndef CLI_DATA_READ_H
#define CLI_DATA_READ_H

#include <stdbool.h>

struct data_options;
struct err;
struct prediction_count;
struct prediction_sink;

/* Hands all rows to the sink. False with err as csv_rows.h and npy_rows.h say,
 * or where a file cannot be opened. */
bool data_read(const struct data_options *data,
               const struct prediction_sink *sink,
               struct prediction_count *count, struct err *err);

#endif
