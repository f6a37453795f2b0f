/* bench_math.c - the formulas of `likely math` beside NumPy.
 *
 * Not a test: it prints ratios of times from one run, medians of several
 * rounds in which each takes its turn, over a million rows of three classes.
 * In memory a formula is valued as the command values it, in the exact format
 * and in float64, and both are timed by the processor's clock: neither has
 * more than one thread. Arguments: the program, and peers_math.py.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/fatal.h"
#include "num/rng.h"
#include "tex/eval.h"
#include "tex/parse.h"
#include "tex/read.h"
#include "tex/scope.h"
#include "stopwatch.h"

enum { ROUNDS = 15, FILE_ROUNDS = 5, ROWS = 1000000, CLASSES = 3 };

static const char declarations[] = "domain i = 1..N ; k = 1..K\n"
                                   "data y_{i,k}, \\hat{y}_{i,k}, N, K\n"
                                   "k_i := \\arg\\max_k y_{i,k}\n";

static const char log_sum[] = "\\sum_i \\log \\hat{y}_{i,k_i}";
static const char product[] = "\\prod_i \\hat{y}_{i,k_i}";

struct bench {
    struct arena *arena;
    const struct scope *scope;
    struct eval_data data;
    double *p;
    int32_t *labels;
    char files[3][40];  /* of p, of labels, and the CSV */
    FILE *ask, *answer; /* of the peer; NULL: there is none */
    const char *program;
};

/* ---- data ---- */

static FILE *make(struct bench *bench, int which)
{
    FILE *file;
    int fd;

    strcpy(bench->files[which], "/tmp/likely-math-XXXXXX");
    fd = mkstemp(bench->files[which]);
    file = fd >= 0 ? fdopen(fd, "wb") : NULL;
    if (!file)
        fatal("no temporary file");
    return file;
}

static void make_files(struct bench *bench)
{
    FILE *file = make(bench, 0);

    fwrite(bench->p, sizeof *bench->p, (size_t)ROWS * CLASSES, file);
    fclose(file);
    file = make(bench, 1);
    fwrite(bench->labels, sizeof *bench->labels, ROWS, file);
    fclose(file);
    file = make(bench, 2);
    fputs("label,p:0,p:1,p:2\n", file);
    for (size_t i = 0; i < ROWS; i++)
        fprintf(file, "%d,%.17g,%.17g,%.17g\n", bench->labels[i],
                bench->p[i * 3], bench->p[i * 3 + 1], bench->p[i * 3 + 2]);
    fclose(file);
}

static void draw(struct bench *bench)
{
    struct rng rng;

    rng_seed(&rng, 1);
    for (size_t i = 0; i < ROWS; i++) {
        double *p = bench->p + i * CLASSES, sum = 0.0;

        bench->labels[i] = (int32_t)rng_below(&rng, CLASSES);
        for (size_t k = 0; k < CLASSES; k++)
            sum += p[k] = exp(3.0 * rng_uniform(&rng));
        for (size_t k = 0; k < CLASSES; k++)
            p[k] /= sum;
    }
}

/* The truth of a row is its label's: a window on zeros with one 1. */
static const double *truth(const void *of, size_t row)
{
    static const double window[2 * CLASSES - 1] = { [CLASSES - 1] = 1.0 };
    const struct bench *bench = of;

    return window + (CLASSES - 1 - (size_t)bench->labels[row]);
}

/* ---- the peer ---- */

static bool start(struct bench *bench, const char *python, const char *script)
{
    int to[2], from[2];
    char word[20];

    if (pipe(to) || pipe(from))
        return false;
    if (fork() == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execlp(python, python, script, bench->files[0], bench->files[1],
               bench->files[2], (char *)NULL);
        _exit(1);
    }
    close(to[0]);
    close(from[1]);
    bench->ask = fdopen(to[1], "w");
    bench->answer = fdopen(from[0], "r");
    return fscanf(bench->answer, "%19s", word) == 1;
}

static double peer(struct bench *bench, const char *word)
{
    double ms;

    fprintf(bench->ask, "%s\n", word);
    fflush(bench->ask);
    return fscanf(bench->answer, "%lf", &ms) == 1 ? ms : -1.0;
}

/* ---- work ---- */

static const struct mean *read_formula(struct bench *bench, const char *tex)
{
    struct slice source = slice_of(tex);
    const struct mean_fault *fault;
    const struct mean *node =
        mean_read_expression(bench->arena,
                             tex_parse(bench->arena, source, NULL), source,
                             bench->scope, &fault);

    if (!node)
        fatal("%s", fault->text);
    return node;
}

static double value_both(struct bench *bench, const struct mean *node)
{
    struct eval_options options = { .format = FORMAT_FLOAT64 };
    struct value exact, value;
    struct mean_fault fault;
    double begun = stopwatch_cpu_ms();

    if (eval_both(bench->arena, node, bench->scope, &bench->data, &options,
                  &exact, &value, &fault) != EVAL_VALUE)
        fatal("%s", fault.text);
    return stopwatch_cpu_ms() - begun;
}

static double run_command(struct bench *bench)
{
    char command[600];
    double begun = stopwatch_ms();

    snprintf(command, sizeof command, "'%s' math --data %s '%s' > /dev/null",
             bench->program, bench->files[2], log_sum);
    if (system(command) != 0)
        fatal("%s", command);
    return stopwatch_ms() - begun;
}

static void compare(struct bench *bench, const char *name, const char *tex,
                    const char *word, int rounds)
{
    const struct mean *node = tex ? read_formula(bench, tex) : NULL;
    double own[ROUNDS], ratio[ROUNDS];

    for (int r = 0; r < rounds; r++) {
        double theirs = bench->ask ? peer(bench, word) : -1.0;

        own[r] = tex ? value_both(bench, node) : run_command(bench);
        ratio[r] = own[r] / theirs;
    }
    qsort(own, (size_t)rounds, sizeof *own, stopwatch_ascending);
    qsort(ratio, (size_t)rounds, sizeof *ratio, stopwatch_ascending);
    printf("  %-34s %8.2f ms", name, own[rounds / 2]);
    if (ratio[rounds / 2] > 0.0)
        printf(" %8.2f times %s", ratio[rounds / 2], word);
    printf("\n");
}

int main(int argc, char **argv)
{
    static const double n = ROWS, k = CLASSES;
    struct bench bench = { .arena = arena_create() };
    struct eval_array arrays[] = {
        { slice_of("y"), 2, ROWS, CLASSES, .values = NULL },
        { slice_of("\\hat{y}"), 2, ROWS, CLASSES, .values = NULL },
        { slice_of("N"), 0, 1, 1, .values = &n },
        { slice_of("K"), 0, 1, 1, .values = &k },
    };
    struct err err;

    if (argc < 3)
        fatal("bench_math PROGRAM peers_math.py");
    bench.program = argv[1];
    bench.p = fatal_malloc((size_t)ROWS * CLASSES * sizeof *bench.p);
    bench.labels = fatal_malloc(ROWS * sizeof *bench.labels);
    draw(&bench);
    make_files(&bench);
    arrays[0].row = truth;
    arrays[0].of = &bench;
    arrays[0].labels = bench.labels;
    arrays[1].values = bench.p;
    bench.data = (struct eval_data){ arrays, sizeof arrays / sizeof *arrays };
    bench.scope = scope_define(bench.arena, scope_create(bench.arena),
                               slice_of(declarations), 1, &err);
    if (!bench.scope)
        fatal("%s", err.text);
    if (!start(&bench, "/usr/bin/python3", argv[2]) &&
        !start(&bench, "python3", argv[2]))
        bench.ask = NULL;
    printf("10^6 rows of 3, exact and float64 beside one NumPy expression\n");
    compare(&bench, log_sum, log_sum, "sum", ROUNDS);
    compare(&bench, product, product, "product", ROUNDS);
    printf("the whole command beside reading and valuing\n");
    compare(&bench, "likely math --data", NULL, "loadtxt", FILE_ROUNDS);
    compare(&bench, "likely math --data", NULL, "pandas", FILE_ROUNDS);
    for (int i = 0; i < 3; i++)
        unlink(bench.files[i]);
    return 0;
}
