#include "lab/csv_read.h"

#include "base/err.h"
#include "base/parallel.h"
#include "base/stream.h"
#include "lab/csv_rows.h"
#include "lab/lab.h"
#include "lab/lab_load.h"

struct lab *csv_read(struct stream *stream, struct err *err)
{
    struct lab_loader *loader = lab_loader_create();
    struct prediction_sink sink = lab_loader_sink(loader);
    struct prediction_options options = prediction_options();
    struct prediction_count count;
    struct err why = { 0 };
    struct lab *lab;

    options.threads = parallel_cores();
    if (!csv_rows(stream, &options, &sink, &count, err)) {
        lab_loader_destroy(loader);
        return NULL;
    }
    lab = lab_loader_finish(loader, slice_of(NULL), &why);
    if (!lab)
        err_at(err, stream->name, 0, 0, "%s", why.text);
    return lab;
}
