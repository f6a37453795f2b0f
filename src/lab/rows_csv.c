#include "lab/rows_csv.h"

#include <string.h>

#include "base/decimal.h"
#include "base/strbuf.h"
#include "lab/lab.h"

/* RFC 4180: quoted only where it must be. */
static void field(struct strbuf *out, const char *prefix, const char *text)
{
    bool plain = strpbrk(text, ",\"\r\n") == NULL;

    if (plain) {
        strbuf_puts(out, prefix);
        strbuf_puts(out, text);
        return;
    }
    strbuf_putc(out, '"');
    strbuf_puts(out, prefix);
    for (; *text; text++) {
        if (*text == '"')
            strbuf_putc(out, '"');
        strbuf_putc(out, *text);
    }
    strbuf_putc(out, '"');
}

static void number(struct strbuf *out, double x)
{
    char text[DECIMAL_TEXT];

    decimal_text(x, text);
    strbuf_puts(out, text);
}

static void numbers(struct strbuf *out, const double *x, size_t k)
{
    for (size_t j = 0; j < k; j++) {
        if (j > 0)
            strbuf_putc(out, ',');
        number(out, x[j]);
    }
}

static void headings(const struct lab *lab, struct strbuf *out,
                     const char *prefix)
{
    for (size_t j = 0; j < lab_classes(lab); j++) {
        if (j > 0)
            strbuf_putc(out, ',');
        field(out, prefix, lab_class_name(lab, j));
    }
}

/* Whether every row is of one class for certain, so that a label says all. */
static bool all_labelled(const struct lab *lab)
{
    for (size_t i = 0; i < lab_rows(lab); i++)
        if (lab_class(lab, i) < 0 || lab_softness(lab, i) != 0.0)
            return false;
    return true;
}

static bool any_named(const struct lab *lab)
{
    for (size_t i = 0; i < lab_rows(lab); i++)
        if (lab_row_named(lab, i))
            return true;
    return false;
}

struct rows_csv rows_csv(const struct lab *lab)
{
    return (struct rows_csv){
        .lab = lab,
        .named = any_named(lab),
        .labelled = all_labelled(lab),
        .logits = lab_model(lab) == LAB_SOFTMAX && lab_temperature(lab) == 1.0,
    };
}

void rows_csv_header(const struct rows_csv *csv, struct strbuf *out)
{
    if (csv->named)
        strbuf_puts(out, "text,");
    if (csv->labelled)
        strbuf_puts(out, "label");
    else
        headings(csv->lab, out, "y:");
    strbuf_putc(out, ',');
    headings(csv->lab, out, csv->logits ? "z:" : "p:");
    strbuf_putc(out, '\n');
}

void rows_csv_row(const struct rows_csv *csv, size_t row, struct strbuf *out)
{
    const struct lab *lab = csv->lab;
    size_t k = lab_classes(lab);
    char room[LAB_ROW_NAME];

    if (csv->named) {
        if (lab_row_named(lab, row))
            field(out, "", lab_row_name(lab, row, room));
        strbuf_putc(out, ',');
    }
    if (csv->labelled)
        field(out, "", lab_class_name(lab, (size_t)lab_class(lab, row)));
    else
        numbers(out, lab_truth(lab, row), k);
    strbuf_putc(out, ',');
    numbers(out, csv->logits ? lab_scores(lab, row) : lab_prediction(lab, row),
            k);
    strbuf_putc(out, '\n');
}

void rows_csv_all(const struct lab *lab, struct strbuf *out)
{
    struct rows_csv csv = rows_csv(lab);

    if (lab_classes(lab) == 0)
        return;
    rows_csv_header(&csv, out);
    for (size_t i = 0; i < lab_rows(lab); i++)
        rows_csv_row(&csv, i, out);
}
