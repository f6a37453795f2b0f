/* eval_text.c - eval_text() of eval_answer.h: a table for people. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "cli/eval_answer.h"
#include "cli/eval_partial.h"
#include "cli/foreign.h"

enum { NAME_WIDTH = 22, TEXT_MOST = 200, CLASSES_MOST = 20 };

static void name(const char *text)
{
    printf("%-*s", NAME_WIDTH, text);
}

/* Text from the file, harmless and not too long. */
static void foreign(const char *text)
{
    foreign_print(text, TEXT_MOST);
}

static void classes(const struct eval_answer *answer)
{
    name("classes");
    printf("%zu: ", answer->class_count);
    for (size_t j = 0; j < answer->class_count && j < CLASSES_MOST; j++) {
        fputs(j ? ", " : "", stdout);
        foreign(answer->classes[j]);
    }
    puts(answer->class_count > CLASSES_MOST ? ", ..." : "");
}

static void wide(struct wide w)
{
    w = wide_round(w, 10);
    if (w.fraction10 == 0.0)
        puts("0");
    else if (w.exponent10 >= -4 && w.exponent10 <= 0)
        printf("%.10g\n", wide_double(w));
    else
        printf("%.10ge%" PRId64 "\n", w.fraction10, w.exponent10);
}

static void reading(const struct eval_answer *answer, const char *what,
                    struct dd nats)
{
    name(what);
    printf("%.10g %s\n", unit_from_dd(answer->unit, nats),
           unit_name(answer->unit));
}

/* A row of a part. */
static void place(const struct part_row *row)
{
    printf("%" PRIu64 " of ", row->row);
    foreign(row->part);
}

static void zero_rows(const struct eval_answer *answer)
{
    const struct evaluated *r = answer->readings;
    uint64_t shown =
        r->zero_rows < EVALUATION_ZEROS ? r->zero_rows : EVALUATION_ZEROS;

    name("probability 0 held");
    if (r->zero_rows == 0) {
        puts("by no row's truth");
        return;
    }
    printf("by the truth of %" PRIu64 " row%s", r->zero_rows,
           r->zero_rows == 1 ? "" : "s");
    fputs(": ", stdout);
    for (uint64_t i = 0; i < shown && !answer->part; i++)
        printf("%s%" PRIu64, i ? ", " : "", r->zero_first[i]);
    for (size_t i = 0; answer->part && i < answer->part->zeros.count; i++) {
        fputs(i ? ", " : "", stdout);
        place(&answer->part->zeros.items[i]);
    }
    puts(shown < r->zero_rows ? ", ..." : "");
}

static void deviation(const struct eval_answer *answer)
{
    const struct prediction_count *count = answer->count;

    if (answer->logits)
        return;
    name("sums off 1");
    if (count->most_off == 0.0) {
        puts("none");
        return;
    }
    printf("by %.3g at most, in row ", count->most_off);
    if (answer->part)
        place(&answer->part->most_off);
    else
        printf("%" PRIu64, count->most_row);
    puts(answer->normalised ? "; rows are divided by their sum" : "");
}

static void step(uint64_t n)
{
    if (n > 0)
        printf(" %12" PRIu64, n);
    else
        printf(" %12s", "never");
}

static void formats(const struct evaluated *r)
{
    printf("\n%-12s %-12s %-9s %12s %12s %12s\n", "product in", "is", "",
           "subnormal at", "0 at", "stuck at");
    for (int f = 0; f < FORMAT_EXACT; f++) {
        const struct product *p = &r->formats[f];

        printf("%-12s %-12.6g %-9s", format_name((enum format)f),
               p->product.value, format_state_name(p->state));
        step(p->first_subnormal);
        step(p->first_zero);
        step(p->stuck_from);
        putchar('\n');
    }
}

/* What there is to say of it but its place. */
static void loss(const struct eval_answer *answer, long label, double p,
                 double nats, const char *text)
{
    printf(" %13.7g %13.7g  ", p, unit_from_nats(answer->unit, nats));
    foreign(label < 0 ? "a distribution" : answer->classes[label]);
    if (text && *text) {
        fputs("  ", stdout);
        foreign(text);
    }
}

static void worst(const struct eval_answer *answer)
{
    const struct evaluated *r = answer->readings;
    const struct eval_part *part = answer->part;

    if (r->worst_count == 0 && (!part || part->worst.count == 0))
        return;
    printf("\n%10s %13s %13s  label\n", "worst row", "p", "loss");
    for (size_t i = 0; i < r->worst_count; i++) {
        const struct worst_row *row = &r->worst[i];

        printf("%10" PRIu64, row->row);
        loss(answer, row->label, row->p, row->loss, row->text);
        putchar('\n');
    }
    for (size_t i = 0; part && i < part->worst.count; i++) {
        const struct part_row *row = &part->worst.items[i];

        printf("%10" PRIu64, row->row);
        loss(answer, row->label, row->p, row->loss, row->text);
        fputs("  of ", stdout);
        foreign(row->part);
        putchar('\n');
    }
}

void eval_text(const struct eval_answer *answer)
{
    const struct evaluated *r = answer->readings;

    name("examples");
    printf("%" PRIu64 "\n", r->examples);
    classes(answer);
    name("likelihood");
    wide(r->likelihood);
    reading(answer, "log-likelihood", r->log_likelihood);
    reading(answer, "cross-entropy", r->cross_entropy);
    reading(answer, "entropy of the truth", r->entropy);
    reading(answer, "KL(truth || pred.)", r->kl);
    reading(answer, "KL(pred. || truth)", r->kl_reverse);
    name("perplexity");
    printf("%.10g\n", r->perplexity);
    name("accuracy");
    printf("%.10g (%" PRIu64 " of %" PRIu64 ")\n",
           (double)r->hits / (double)r->examples, r->hits, r->examples);
    zero_rows(answer);
    deviation(answer);
    if (!answer->part)
        formats(r);
    worst(answer);
}
