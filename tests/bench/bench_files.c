/* bench_files.c - predictions read from files, beside what no reader can do
 * without.
 *
 * Not a test: it prints ratios of times from one run, medians of several, one
 * thread, files in the page cache. A CSV of a million rows, three numbers of
 * shortest 17-digit form and a label each, beside reading its bytes and beside
 * a loop that hands every number to strtod(); arrays of three million rows
 * beside reading theirs.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/stream.h"
#include "lab/csv_rows.h"
#include "lab/evaluation.h"
#include "lab/npy_rows.h"
#include "num/rng.h"

enum { ROUNDS = 5, ROWS = 1000000, ARRAY_ROWS = 3000000, PIECE = 1 << 17 };

struct bench {
    char csv[40], probs[40], labels[40];
};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median_ms(double (*work)(const struct bench *),
                        const struct bench *bench, double *result)
{
    double ms[ROUNDS];

    for (int r = 0; r < ROUNDS; r++) {
        double begun = now_ms();

        *result = work(bench);
        ms[r] = now_ms() - begun;
    }
    qsort(ms, ROUNDS, sizeof *ms, ascending);
    return ms[ROUNDS / 2];
}

/* ---- files ---- */

static FILE *make(char *path, const char *name)
{
    FILE *file;
    int fd;

    sprintf(path, "/tmp/likely-%s-XXXXXX", name);
    fd = mkstemp(path);
    file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!file)
        fatal("no temporary file");
    return file;
}

static void draw(struct rng *rng, double p[3])
{
    p[0] = rng_uniform(rng);
    p[1] = (1.0 - p[0]) * rng_uniform(rng);
    p[2] = 1.0 - p[0] - p[1];
}

static void make_csv(struct bench *bench)
{
    FILE *file = make(bench->csv, "csv");
    struct rng rng;
    double p[3];

    rng_seed(&rng, 1);
    fputs("label,p:a,p:b,p:c\n", file);
    for (int i = 0; i < ROWS; i++) {
        draw(&rng, p);
        fprintf(file, "%d,%.17g,%.17g,%.17g\n", i % 3, p[0], p[1], p[2]);
    }
    fclose(file);
}

static void head(FILE *file, const char *type, const char *shape)
{
    char text[120];
    int n = snprintf(text, sizeof text,
                     "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n",
                     type, shape);

    fwrite("\x93NUMPY\1\0", 1, 8, file);
    fputc(n, file);
    fputc(0, file);
    fwrite(text, 1, (size_t)n, file);
}

static void make_arrays(struct bench *bench)
{
    FILE *probs = make(bench->probs, "p"), *labels = make(bench->labels, "y");
    struct rng rng;

    rng_seed(&rng, 2);
    head(probs, "<f8", "(3000000, 3)");
    head(labels, "<i8", "(3000000,)");
    for (int i = 0; i < ARRAY_ROWS; i++) {
        int64_t label = (int64_t)rng_below(&rng, 3);
        double p[3];

        draw(&rng, p);
        fwrite(p, sizeof p, 1, probs);
        fwrite(&label, sizeof label, 1, labels);
    }
    fclose(probs);
    fclose(labels);
}

/* ---- work ---- */

static double read_file(const char *path)
{
    static char piece[PIECE];
    FILE *file = fopen(path, "rb");
    double check = 0.0;
    ssize_t n;

    while ((n = read(fileno(file), piece, sizeof piece)) > 0)
        check += piece[n - 1];
    fclose(file);
    return check;
}

static double read_csv_only(const struct bench *bench)
{
    return read_file(bench->csv);
}

static double read_arrays_only(const struct bench *bench)
{
    return read_file(bench->probs) + read_file(bench->labels);
}

/* The simplest reader with the right bits. */
static double strtod_loop(const struct bench *bench)
{
    struct stream stream;
    struct slice line;
    double sum = 0.0;

    if (!stream_open(&stream, bench->csv, NULL))
        fatal("no file");
    stream_line(&stream, &line, NULL);
    while (stream_line(&stream, &line, NULL) == STREAM_SOME) {
        char *at = (char *)(uintptr_t)line.at;

        for (int j = 0; j < 4; j++)
            sum += strtod(at, &at), at++;
    }
    stream_close(&stream);
    return sum;
}

static double finish(struct evaluation *evaluation, bool well,
                     const struct err *err)
{
    struct evaluated out;

    if (!well)
        fatal("%s", err->text);
    evaluation_end(evaluation, &out);
    evaluation_destroy(evaluation);
    return out.log_likelihood.hi;
}

static double evaluate_csv(const struct bench *bench)
{
    struct evaluation *evaluation = evaluation_create(0);
    struct prediction_sink sink = evaluation_sink(evaluation);
    struct prediction_options options = prediction_options();
    struct prediction_count count;
    struct stream stream;
    struct err err;
    bool well = stream_open(&stream, bench->csv, &err) &&
                csv_rows(&stream, &options, &sink, &count, &err);

    stream_close(&stream);
    return finish(evaluation, well, &err);
}

static double evaluate_arrays(const struct bench *bench)
{
    struct evaluation *evaluation = evaluation_create(0);
    struct prediction_sink sink = evaluation_sink(evaluation);
    struct prediction_options options = prediction_options();
    struct prediction_count count;
    struct stream probs, labels;
    struct err err;
    bool well = stream_open(&probs, bench->probs, &err) &&
                stream_open(&labels, bench->labels, &err) &&
                npy_rows(&probs, &labels, &options, &sink, &count, &err);

    stream_close(&probs);
    stream_close(&labels);
    return finish(evaluation, well, &err);
}

int main(void)
{
    struct bench bench;
    double check[5], ms[5];

    make_csv(&bench);
    make_arrays(&bench);
    ms[0] = median_ms(read_csv_only, &bench, &check[0]);
    ms[1] = median_ms(strtod_loop, &bench, &check[1]);
    ms[2] = median_ms(evaluate_csv, &bench, &check[2]);
    ms[3] = median_ms(read_arrays_only, &bench, &check[3]);
    ms[4] = median_ms(evaluate_arrays, &bench, &check[4]);
    printf("CSV of 10^6 rows, 4 columns: read and evaluated in %.0f ms\n"
           "  reading its bytes        %6.2f times that\n"
           "  strtod() of its numbers  %6.2f times that\n",
           ms[2], ms[0] / ms[2], ms[1] / ms[2]);
    printf("arrays of 3 10^6 rows of 3: read and evaluated in %.0f ms\n"
           "  reading their bytes      %6.2f times that\n",
           ms[4], ms[3] / ms[4]);
    printf("(checks %.6g %.6g %.6g %.6g %.6g)\n", check[0], check[1], check[2],
           check[3], check[4]);
    unlink(bench.csv);
    unlink(bench.probs);
    unlink(bench.labels);
    return 0;
}
