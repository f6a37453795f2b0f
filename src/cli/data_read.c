#include "cli/data_read.h"

#include "base/stream.h"
#include "cli/data_options.h"
#include "cli/gauge.h"
#include "lab/csv_rows.h"
#include "lab/npy_rows.h"

/* Between a reader and who wants the rows. */
struct tap {
    const struct prediction_sink *sink;
    struct gauge gauge;
    uint64_t rows;
};

static bool begin(void *context, const struct prediction_set *set,
                  struct err *err)
{
    const struct tap *tap = context;

    return tap->sink->begin(tap->sink->context, set, err);
}

static bool take(void *context, const struct prediction_batch *batch,
                 struct err *err)
{
    struct tap *tap = context;

    tap->rows += batch->n;
    gauge_tick(&tap->gauge, tap->rows);
    return tap->sink->take(tap->sink->context, batch, err);
}

static bool read_csv(const struct data_options *data, struct tap *tap,
                     struct prediction_count *count, struct err *err)
{
    struct prediction_sink sink = { begin, take, tap };
    struct stream stream;
    bool well;

    if (!stream_open(&stream, data->file, err))
        return false;
    gauge_start(&tap->gauge, &stream);
    well = csv_rows(&stream, &data->options, &sink, count, err);
    gauge_end(&tap->gauge);
    stream_close(&stream);
    return well;
}

static bool read_arrays(const struct data_options *data, struct tap *tap,
                        struct prediction_count *count, struct err *err)
{
    struct prediction_sink sink = { begin, take, tap };
    struct stream probs = { 0 }, labels = { 0 };
    bool well = stream_open(&probs, data->probs, err) &&
                stream_open(&labels, data->labels, err);

    if (well) {
        gauge_start(&tap->gauge, &probs);
        well = npy_rows(&probs, &labels, &data->options, &sink, count, err);
        gauge_end(&tap->gauge);
    }
    stream_close(&probs);
    stream_close(&labels);
    return well;
}

bool data_read(const struct data_options *data,
               const struct prediction_sink *sink,
               struct prediction_count *count, struct err *err)
{
    struct tap tap = { .sink = sink };

    return (data->file ? read_csv : read_arrays)(data, &tap, count, err);
}
