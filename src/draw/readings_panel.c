/* readings_panel.c - chain_draw(), readings_draw(), readings as text.
 *
 * One list of lines serves all of them: sign, label, number, unit, and what
 * follows. Numbers are aligned on the decimal point.
 *
 * The likelihood and its logarithm are what a program gets that multiplies,
 * or adds up, example by example in the lab's format: the number that the
 * equations of the page have. Where the digits shown are not those on paper,
 * these stand behind: "0  on paper 2.347e-900". The rest is on paper.
 */
#include "draw/panel_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "draw/big.h"
#include "draw/number.h"
#include "draw/sentence.h"
#include "draw/target.h"
#include "lab/readings.h"
#include "num/unit.h"

enum {
    DECIMALS = 4,
    DIGITS = 4,
    BIG_ROWS = 4, /* big digits and a blank */
    TAIL = 64,
    LINES = READING_COUNT,
    CHAIN_LINES = 5
};

struct line {
    enum reading reading;
    const char *sign; /* "=", "≈" or NULL */
    const char *label;
    struct number number;
    struct number paper; /* the same without rounding */
    const char *unit;    /* NULL: none */
    /* "= 0.0000 + 0.6905", or empty; the second says it in fewer cells. */
    char tail[2][TAIL];
    enum role role;
};

struct list {
    struct line lines[LINES];
    int count;
    bool ascii;
    enum unit unit;
    int gap; /* cells between labels and numbers */
    const struct readings *now;
    const struct rolling *rolling; /* of the lab's format */
};

static const char *const names[READING_COUNT] = {
    [READING_LIKELIHOOD] = "likelihood",
    [READING_LOG_LIKELIHOOD] = "log-likelihood",
    [READING_NLL] = "negative-log-likelihood",
    [READING_CROSS_ENTROPY] = "cross-entropy",
    [READING_ENTROPY] = "entropy",
    [READING_KL] = "kl",
    [READING_KL_REVERSE] = "kl-reverse",
    [READING_PERPLEXITY] = "perplexity",
    [READING_ACCURACY] = "accuracy",
    [READING_ZERO_ROWS] = "zero-rows",
    [READING_CHAIN] = "chain",
    [READING_BITS] = "bits",
    [READING_FORMATS] = "formats",
};

int reading_from_name(struct slice name)
{
    for (int i = 0; i < READING_COUNT; i++)
        if (slice_is(name, names[i]))
            return i;
    return -1;
}

const char *reading_name(enum reading reading)
{
    return names[reading];
}

unsigned reading_mask(const char *const *list, size_t count)
{
    unsigned mask = 1u << READING_COUNT;

    if (!list)
        return 1u << READING_CHAIN | 1u << READING_BITS;
    for (size_t i = 0; i < count; i++) {
        int reading = reading_from_name(slice_of(list[i]));

        if (reading >= 0)
            mask |= 1u << reading;
    }
    return mask;
}

/* ---- the list ---- */

static struct line *push(struct list *list, enum reading reading,
                         const char *label, struct number number)
{
    struct line *line = &list->lines[list->count++];

    *line = (struct line){ .reading = reading,
                           .label = label,
                           .number = number,
                           .paper = number,
                           .role = ROLE_TEXT };
    return line;
}

/* Puts what the format has in the place of what is on paper. */
static void in_format(const struct list *list, struct line *line,
                      struct number number, struct number brief)
{
    struct number paper = line->paper;
    static const struct number dots = { .text = "\xE2\x80\xA6",
                                        .cols = 1,
                                        .point = 1 };

    line->number = list->rolling->done ? number : dots;
    if (strcmp(line->number.text, paper.text) == 0)
        return;
    if (!list->rolling->done)
        line->role = ROLE_FAINT;
    snprintf(line->tail[0], TAIL, "on paper %s", paper.text);
    snprintf(line->tail[1], TAIL, "on paper %s", brief.text);
}

/* A quantity of information, in the lab's unit. */
static struct line *push_nats(struct list *list, enum reading reading,
                              const char *label, double nats)
{
    struct line *line = push(list, reading, label,
                             number_fixed(unit_from_nats(list->unit, nats),
                                          DECIMALS, list->ascii));

    line->unit = unit_name(list->unit);
    return line;
}

/* The same, of which the format has a value of its own. */
static struct line *push_sum(struct list *list, enum reading reading,
                             const char *label, double nats, double rounded)
{
    struct line *line = push_nats(list, reading, label, nats);

    in_format(list, line,
              number_fixed(unit_from_nats(list->unit, rounded), DECIMALS,
                           list->ascii),
              number_digits(unit_from_nats(list->unit, nats), DIGITS,
                            list->ascii));
    return line;
}

static void push_likelihood(struct list *list, const char *label)
{
    struct number paper =
        number_wide(list->now->likelihood, DIGITS, list->ascii);
    struct line *line = push(list, READING_LIKELIHOOD, label, paper);

    line->role = ROLE_STRONG;
    if (list->now->zero_examples == 0 && list->rolling->format != FORMAT_EXACT)
        in_format(list, line,
                  number_digits(list->rolling->value, DIGITS, list->ascii),
                  number_wide(list->now->likelihood, 2, list->ascii));
    if (list->now->zero_examples > 0) {
        line->role = ROLE_BAD;
        snprintf(line->tail[0], TAIL, "a true zero");
    }
}

/* Minus the log-sum, shared out among the examples: each step rounded. */
static double mean_in_format(const struct list *list)
{
    enum format format = list->rolling->format;
    double n = format_round(format, (double)list->now->examples);

    return format_round(format, 0.0 - list->rolling->log_sum / n);
}

static void push_accuracy(struct list *list)
{
    struct line *line =
        push(list, READING_ACCURACY, "accuracy",
             number_fixed(list->now->accuracy, DECIMALS, list->ascii));
    struct number hits = number_count(list->now->hits, list->ascii);
    struct number all = number_count(list->now->examples, list->ascii);

    snprintf(line->tail[0], TAIL, "%.20s of %.20s", hits.text, all.text);
}

static void push_zero_rows(struct list *list)
{
    struct line *line =
        push(list, READING_ZERO_ROWS, "true zeros",
             number_count(list->now->zero_examples, list->ascii));

    if (list->now->zero_examples > 0)
        line->role = ROLE_BAD;
}

static void push_reading(struct list *list, enum reading reading)
{
    const struct readings *now = list->now;

    switch (reading) {
    case READING_LIKELIHOOD:
        push_likelihood(list, "likelihood");
        break;
    case READING_LOG_LIKELIHOOD:
        push_sum(list, reading, "log-likelihood", now->log_likelihood,
                 list->rolling->log_sum);
        break;
    case READING_NLL:
        push_sum(list, reading, "negative log-lik.", now->nll,
                 0.0 - list->rolling->log_sum);
        break;
    case READING_CROSS_ENTROPY:
        push_nats(list, reading, "cross-entropy", now->cross_entropy);
        break;
    case READING_ENTROPY:
        push_nats(list, reading, "entropy", now->entropy);
        break;
    case READING_KL:
        push_nats(list, reading, "KL(truth, model)", now->kl);
        break;
    case READING_KL_REVERSE:
        push_nats(list, reading, "KL(model, truth)", now->kl_reverse);
        break;
    case READING_PERPLEXITY:
        push(list, reading, "perplexity",
             number_fixed(now->perplexity, DECIMALS, list->ascii));
        break;
    case READING_ACCURACY:
        push_accuracy(list);
        break;
    case READING_ZERO_ROWS:
        push_zero_rows(list);
        break;
    default:
        break;
    }
}

/* The sign between two lines of the chain: they were computed on ways of
 * their own, so that it is a finding and not a decoration. */
static void relate(struct line *line, const struct line *before, bool ascii)
{
    bool same = strcmp(line->paper.text, before->paper.text) == 0;

    line->sign = same ? "=" : ascii ? "~" : "\xE2\x89\x88";
}

static void push_chain(struct list *list)
{
    const struct readings *now = list->now;
    struct number entropy, kl;
    struct line *mean, *cross, *split;

    push_likelihood(list, "likelihood L");
    push_sum(list, READING_LOG_LIKELIHOOD, "log L", now->log_likelihood,
             list->rolling->log_sum);
    mean = push_sum(list, READING_NLL,
                    list->ascii ? "-log L / N" : "\xE2\x88\x92log L / N",
                    now->nll_mean, mean_in_format(list));
    cross = push_nats(list, READING_CROSS_ENTROPY, "cross-entropy",
                      now->cross_entropy);
    relate(cross, mean, list->ascii);
    split = push_nats(list, READING_KL, "entropy + KL", now->entropy + now->kl);
    relate(split, cross, list->ascii);
    entropy = number_fixed(unit_from_nats(list->unit, now->entropy), DECIMALS,
                           list->ascii);
    kl = number_fixed(unit_from_nats(list->unit, now->kl), DECIMALS,
                      list->ascii);
    split->unit = NULL;
    snprintf(split->tail[0], TAIL, "= %.24s + %.24s", entropy.text, kl.text);
}

/* ---- drawing ---- */

static int label_cols(const struct list *list)
{
    int cols = 0;

    for (int i = 0; i < list->count; i++) {
        int width = canvas_width(slice_of(list->lines[i].label)) +
                    (list->lines[i].sign ? 2 : 0);

        cols = width > cols ? width : cols;
    }
    return cols + list->gap;
}

static int point_cols(const struct list *list)
{
    int cols = 0;

    for (int i = 0; i < list->count; i++)
        if (list->lines[i].number.point > cols)
            cols = list->lines[i].number.point;
    return cols;
}

/* Cells of the least that has to stand behind a number: what it is on paper
 * says more than its unit. */
static int tail_cols(const struct line *line)
{
    const char *tail = line->tail[line->tail[1][0] != '\0'];

    return tail[0] && tail[0] != '=' ? 2 + canvas_width(slice_of(tail)) : 0;
}

/* What stands behind a number, as much of it as there is room for. */
static void draw_behind(struct canvas *canvas, int row, int col, int cols,
                        const struct line *line)
{
    int gap = line->tail[0][0] == '=' ? 1 : 2, unit = 0;
    const char *tails[] = { line->tail[0], line->tail[1], "rounded" };

    if (line->unit)
        unit = 1 + canvas_width(slice_of(line->unit));
    if (unit > 0 && unit + tail_cols(line) <= cols)
        canvas_puts(canvas, row, col + 1, unit - 1, line->unit,
                    STYLE(ROLE_DIM));
    else
        unit = 0;
    if (line->tail[0][0])
        sentence_fit(canvas, row, col + unit + gap, cols - unit - gap, tails,
                     line->tail[1][0] ? 3 : 1, STYLE(ROLE_DIM));
}

/* Where the number stands: on the common point if the row has the room, else
 * as far left as it takes to show it whole, with what it is on paper. */
static int number_col(struct rect area, const struct line *line, int label,
                      int point)
{
    int col = area.col + label + point - line->number.point;
    int last = area.col + area.cols - line->number.cols;
    int behind = last - tail_cols(line);

    if (col > behind)
        col = behind > area.col + label ? behind : area.col + label;
    return col <= last ? col : last;
}

static void draw_line(struct canvas *canvas, struct rect area, int row,
                      const struct line *line, int label, int point)
{
    int col = area.col, number = number_col(area, line, label, point);
    int end = area.col + area.cols;

    if (line->sign)
        col += 1 +
               canvas_puts(canvas, row, col, 1, line->sign, STYLE(ROLE_ACCENT));
    canvas_puts(canvas, row, col, number - 1 - col, line->label,
                STYLE(ROLE_DIM));
    if (number < area.col)
        number = area.col;
    col = number + number_draw(canvas, row, number, end - number, &line->number,
                               STYLE((uint8_t)line->role));
    draw_behind(canvas, row, col, end - col, line);
    canvas_target(canvas, (struct rect){ row, area.col, 1, area.cols },
                  (struct target){ TARGET_READING, (int)line->reading, 0 });
}

/* Whether nothing but units stands behind the numbers: these can be large. */
static bool only_units(const struct list *list)
{
    for (int i = 0; i < list->count; i++)
        if (list->lines[i].tail[0][0])
            return false;
    return true;
}

/* For a room: the digits three rows tall, the label before their middle. */
static int draw_big(struct canvas *canvas, struct rect area,
                    const struct list *list)
{
    int label = label_cols(list), row = area.row;
    bool units = only_units(list);

    for (int i = 0; i < list->count; i++, row += BIG_ROWS) {
        const struct line *line = &list->lines[i];
        struct rect place = { row, area.col + label, 3, area.cols - label };
        struct style style = STYLE((uint8_t)line->role);
        int used;

        if (!canvas || row + 3 > area.row + area.rows)
            continue;
        if (line->sign)
            canvas_puts(canvas, row + 1, area.col, 1, line->sign,
                        STYLE(ROLE_ACCENT));
        canvas_puts(canvas, row + 1, area.col + (line->sign ? 2 : 0),
                    label - 1 - (line->sign ? 2 : 0), line->label,
                    STYLE(ROLE_DIM));
        used = big_draw(canvas, place, line->number.text, style);
        if (used == 0)
            used = number_draw(canvas, row + 1, place.col, place.cols,
                               &line->number, style);
        place = rect_inset(place, 0, used, 0, 0);
        if (!units || !line->unit ||
            !big_draw(canvas, rect_inset(place, 0, 2, 0, 0), line->unit,
                      STYLE(ROLE_DIM)))
            draw_behind(canvas, row + 1, place.col, place.cols, line);
    }
    return row - area.row - (list->count > 0);
}

static int draw_list(struct canvas *canvas, struct rect area,
                     const struct list *list, bool large)
{
    int label = label_cols(list), point = point_cols(list);

    if (large && area.rows >= list->count * BIG_ROWS - 1)
        return draw_big(canvas, area, list);
    for (int i = 0; canvas && i < list->count && i < area.rows; i++)
        draw_line(canvas, area, area.row + i, &list->lines[i], label, point);
    return list->count;
}

static struct list list_of(const struct panel *panel,
                           const struct rolling *rolling)
{
    return (struct list){ .count = 0,
                          .ascii = panel->ascii,
                          .unit = lab_unit(panel->lab),
                          .gap = 2,
                          .now = panel->now,
                          .rolling = rolling };
}

int chain_draw(const struct panel *panel, struct rect area)
{
    struct rolling rolling = lab_rolling(panel->lab, lab_format(panel->lab));
    struct list list = list_of(panel, &rolling);

    if (!panel->canvas)
        return panel->large ? CHAIN_LINES * BIG_ROWS - 1 : CHAIN_LINES;
    push_chain(&list);
    /* Beside half of 100 columns the sum at the end needs the cell. */
    if (area.cols < 46)
        list.gap = 1;
    return draw_list(panel->canvas, area, &list, panel->large);
}

int readings_draw(const struct panel *panel, struct rect area)
{
    struct rolling rolling = lab_rolling(panel->lab, lab_format(panel->lab));
    struct list list = list_of(panel, &rolling);
    int count = 0;

    for (int i = 0; i < READING_CHAIN; i++) {
        if (!(panel->look->show & 1u << i))
            continue;
        count++;
        if (panel->canvas)
            push_reading(&list, (enum reading)i);
    }
    if (!panel->canvas)
        return panel->large ? count * BIG_ROWS - (count > 0) : count;
    return draw_list(panel->canvas, area, &list, panel->large);
}

void reading_text(struct strbuf *out, struct lab *lab, enum reading reading,
                  bool ascii)
{
    struct rolling rolling = lab_rolled(lab, lab_format(lab));
    struct readings now;
    struct list list = {
        .ascii = ascii, .unit = lab_unit(lab), .now = &now, .rolling = &rolling
    };

    lab_readings(lab, &now);
    if (reading == READING_CHAIN)
        push_chain(&list);
    else if (reading == READING_BITS || reading == READING_FORMATS)
        format_text(out, lab, reading == READING_FORMATS, ascii);
    else
        push_reading(&list, reading);
    for (int i = 0; i < list.count; i++) {
        const struct line *line = &list.lines[i];
        const char *tail = line->tail[0];

        strbuf_printf(out, "%s%s%s%s %s%s%s%s%s", i ? "\n" : "",
                      line->sign ? line->sign : "", line->sign ? " " : "",
                      line->label, line->number.text, line->unit ? " " : "",
                      line->unit ? line->unit : "",
                      !tail[0]         ? ""
                      : tail[0] == '=' ? " "
                                       : ", ",
                      tail);
    }
}
