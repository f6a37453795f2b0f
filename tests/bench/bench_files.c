/* bench_files.c - predictions read from files, beside what no reader can do
 * without and beside what others do.
 *
 * Not a test: it prints ratios of times from one run, medians of several, of
 * files in the page cache. A CSV of a million rows, four numbers of shortest
 * form and a label each, beside reading its bytes, a loop that hands every
 * number to strtod(), and pandas; arrays of ten million rows of three beside
 * reading theirs, and numpy.load. Arguments: peers_files.py, which is passed
 * over where no Python has pandas.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/err.h"
#include "base/fatal.h"
#include "base/parallel.h"
#include "base/stream.h"
#include "lab/csv_rows.h"
#include "lab/evaluation.h"
#include "lab/npy_rows.h"
#include "num/rng.h"
#include "stopwatch.h"

enum { ROUNDS = 7, ROWS = 1000000, ARRAY_ROWS = 10000000, PIECE = 1 << 17 };

struct bench {
    char csv[40], probs[40], labels[40];
    size_t threads;
};

static double median(const double *x)
{
    double sorted[ROUNDS];

    memcpy(sorted, x, sizeof sorted);
    qsort(sorted, ROUNDS, sizeof *sorted, stopwatch_ascending);
    return sorted[ROUNDS / 2];
}

/* Several works in turn, round by round, so that what else the machine does
 * falls on all of them. */
struct work {
    const char *name;
    double (*run)(const struct bench *);
    size_t threads;
    double check, ms[ROUNDS], ratio[ROUNDS]; /* to the first of them */
};

static void time_all(struct bench *bench, struct work *works, size_t n)
{
    for (int r = 0; r < ROUNDS; r++)
        for (size_t i = 0; i < n; i++) {
            double begun = stopwatch_ms();

            bench->threads = works[i].threads;
            works[i].check = works[i].run(bench);
            works[i].ms[r] = stopwatch_ms() - begun;
            works[i].ratio[r] = works[i].ms[r] / works[0].ms[r];
        }
}

static void print_ratio(const char *name, double ms, double ratio)
{
    printf("  %-38s %8.1f ms %8.2f times that\n", name, ms, ratio);
}

static void print_all(const char *title, const struct work *works, size_t n)
{
    printf("%s: %.1f ms by one thread\n", title, median(works[0].ms));
    for (size_t i = 1; i < n; i++)
        print_ratio(works[i].name, median(works[i].ms), median(works[i].ratio));
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

static void draw(struct rng *rng, double *p, int k)
{
    double left = 1.0;

    for (int j = 0; j + 1 < k; j++) {
        p[j] = left * rng_uniform(rng);
        left -= p[j];
    }
    p[k - 1] = left;
}

/* As Python's repr() has it: the fewest digits that read back to x. */
static void put_shortest(FILE *file, double x)
{
    char text[40];

    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, x);
        if (strtod(text, NULL) == x)
            break;
    }
    fprintf(file, ",%s", text);
}

static void make_csv(struct bench *bench)
{
    FILE *file = make(bench->csv, "csv");
    struct rng rng;
    double p[4];

    rng_seed(&rng, 1);
    fputs("label,p:0,p:1,p:2,p:3\n", file);
    for (int i = 0; i < ROWS; i++) {
        draw(&rng, p, 4);
        fprintf(file, "%d", i % 4);
        for (int j = 0; j < 4; j++)
            put_shortest(file, p[j]);
        fputc('\n', file);
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
    head(probs, "<f8", "(10000000, 3)");
    head(labels, "<i8", "(10000000,)");
    for (int i = 0; i < ARRAY_ROWS; i++) {
        int64_t label = (int64_t)rng_below(&rng, 3);
        double p[3];

        draw(&rng, p, 3);
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

        for (int j = 0; j < 5; j++)
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
    bool well;

    options.threads = bench->threads;
    well = stream_open(&stream, bench->csv, &err) &&
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
    bool well;

    options.threads = bench->threads;
    well = stream_open(&probs, bench->probs, &err) &&
           stream_open(&labels, bench->labels, &err) &&
           npy_rows(&probs, &labels, &options, &sink, &count, &err);

    stream_close(&probs);
    stream_close(&labels);
    return finish(evaluation, well, &err);
}

/* ---- what was found ---- */

/* False where there is no Python that has them. */
static bool ask_peers(const struct bench *bench, const char *script,
                      double ms[3])
{
    static const char *const pythons[] = { "python3", "/usr/bin/python3" };
    bool found = false;

    for (size_t i = 0; i < 2 && !found; i++) {
        char command[400];
        FILE *pipe;

        snprintf(command, sizeof command, "%s '%s' %s %s %s 2>/dev/null",
                 pythons[i], script, bench->csv, bench->probs, bench->labels);
        pipe = popen(command, "r");
        if (!pipe)
            return false;
        found = fscanf(pipe, "%lf %lf %lf", &ms[0], &ms[1], &ms[2]) == 3;
        pclose(pipe);
    }
    return found;
}

static long peak_kb(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void measure(struct bench *bench, const double *peers)
{
    struct work csv[] = {
        { .name = "", .run = evaluate_csv, .threads = 1 },
        { .name = "by all processors", .run = evaluate_csv },
        { .name = "reading its bytes", .run = read_csv_only },
        { .name = "strtod() of its numbers", .run = strtod_loop },
    };
    struct work arrays[] = {
        { .name = "", .run = evaluate_arrays, .threads = 1 },
        { .name = "by all processors", .run = evaluate_arrays },
        { .name = "reading their bytes", .run = read_arrays_only },
    };
    double ms;

    csv[1].threads = arrays[1].threads = parallel_cores();
    time_all(bench, csv, 4);
    time_all(bench, arrays, 3);
    print_all("CSV of 10^6 rows of 4, read and evaluated", csv, 4);
    ms = median(csv[0].ms);
    if (peers) {
        print_ratio("pandas.read_csv, round_trip", peers[0], peers[0] / ms);
        print_ratio("pandas.read_csv, inexact", peers[1], peers[1] / ms);
    }
    print_all("arrays of 10^7 rows of 3, read and evaluated", arrays, 3);
    ms = median(arrays[0].ms);
    if (peers)
        print_ratio("numpy.load", peers[2], peers[2] / ms);
    printf("(checks %.6g %.6g)\n", csv[0].check - csv[1].check,
           arrays[0].check - arrays[1].check);
}

int main(int argc, char **argv)
{
    struct bench bench;
    double peers[3];
    bool asked;

    make_csv(&bench);
    make_arrays(&bench);
    asked = argc > 1 && ask_peers(&bench, argv[1], peers);
    measure(&bench, asked ? peers : NULL);
    printf("peak memory of all this: %.1f MB\n", (double)peak_kb() / 1e3);
    if (!asked)
        puts("(no Python with pandas and NumPy was found)");
    unlink(bench.csv);
    unlink(bench.probs);
    unlink(bench.labels);
    return 0;
}
