/* format_panel.c - formats_draw() and bits_draw() of panel_parts.h: what a
 * computer's arithmetic makes of the product.
 */
#include "draw/panel_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "draw/number.h"
#include "draw/sentence.h"
#include "draw/target.h"
#include "lab/readings.h"
#include "num/unit.h"

enum {
    NAME_COLS = 13, /* of a format in the list of them, its sign included */
    LABEL_COLS = 12,
    DIGITS = 4,
    WORDS = 3,
    WORD_MAX = 96,
    SUMS_WORDS = 20 /* room that the words keep beside the log-sums */
};

/* What to say of a format, longest first, so that the longest that fits can
 * be taken. */
struct words {
    char text[WORDS][WORD_MAX];
    enum role role;
};

static void say_from(struct words *words, const char *state, long from,
                     bool ascii)
{
    struct number n = number_count(from, ascii);

    snprintf(words->text[2], WORD_MAX, "%s", state);
    if (from <= 0) {
        snprintf(words->text[0], WORD_MAX, "%s", state);
        return;
    }
    snprintf(words->text[0], WORD_MAX, "%s from N = %s", state, n.text);
    snprintf(words->text[1], WORD_MAX, "%s from %s", state, n.text);
}

static struct words state_words(const struct rolling *r, bool ascii)
{
    struct words words = { .role = ROLE_GOOD };

    if (!r->done) {
        words.role = ROLE_FAINT;
        snprintf(words.text[0], WORD_MAX, "computing, %d %%",
                 (int)(100.0 * r->progress));
        return words;
    }
    switch (r->state) {
    case STATE_SUBNORMAL:
        words.role = ROLE_WARN;
        if (r->stuck_from > 0)
            say_from(&words, "stuck", r->stuck_from, ascii);
        else
            say_from(&words, "subnormal", r->first_subnormal, ascii);
        break;
    case STATE_ZERO:
        words.role = ROLE_BAD;
        say_from(&words,
                 r->zero == ZERO_TRUE     ? "true zero"
                 : r->zero == ZERO_FACTOR ? "factor is zero"
                                          : "zero",
                 r->first_zero, ascii);
        break;
    case STATE_NORMAL:
        if (r->stuck_from > 0) {
            words.role = ROLE_WARN;
            say_from(&words, "stuck", r->stuck_from, ascii);
            break;
        }
        snprintf(words.text[0], WORD_MAX, "%s",
                 r->format == FORMAT_EXACT ? "never underflows" : "normal");
        snprintf(words.text[1], WORD_MAX, "%s",
                 r->format == FORMAT_EXACT ? "exact" : "");
        break;
    default:
        words.role = ROLE_BAD;
        snprintf(words.text[0], WORD_MAX, "%s", format_state_name(r->state));
    }
    return words;
}

/* The three zeros, and what is like them, in a sentence. Empty when there is
 * nothing to explain. */
static void explain(char out[WORD_MAX], const struct rolling *r, bool ascii)
{
    const char *name = format_name(r->format);
    struct number least;

    out[0] = '\0';
    if (!r->done || r->format == FORMAT_EXACT)
        return;
    least = number_digits(format_limits(r->format).least_subnormal, 2, ascii);
    if (r->zero == ZERO_TRUE)
        snprintf(out, WORD_MAX,
                 "a true zero: the model gave a label probability 0");
    else if (r->zero == ZERO_FACTOR)
        snprintf(out, WORD_MAX,
                 "a factor underflowed: it is below %s, where %s ends",
                 least.text, name);
    else if (r->zero == ZERO_UNDERFLOW)
        snprintf(out, WORD_MAX,
                 "the product underflowed: no factor is 0, %s ends at %s", name,
                 least.text);
    else if (r->stuck_from > 0)
        snprintf(out, WORD_MAX,
                 "stuck: each step rounds back to the same number");
    else if (r->state == STATE_SUBNORMAL)
        snprintf(out, WORD_MAX, "subnormal: digits are lost with every step");
}

static struct number product_number(const struct rolling *r,
                                    const struct readings *now, bool ascii)
{
    struct number dots = { .text = "\xE2\x80\xA6", .cols = 1, .point = 1 };

    if (!r->done)
        return dots;
    if (r->format == FORMAT_EXACT)
        return number_wide(now->likelihood, DIGITS, ascii);
    return number_digits(r->value, DIGITS, ascii);
}

static struct number sum_number(const struct rolling *r, enum unit unit,
                                bool ascii)
{
    struct number dots = { .text = "\xE2\x80\xA6", .cols = 1, .point = 1 };

    if (!r->done)
        return dots;
    return number_fixed(unit_from_nats(unit, r->log_sum), 4, ascii);
}

/* The length, as an index, of the longest words that fit. */
static int fitting(const struct words *words, int cols)
{
    for (int i = 0; i < WORDS; i++)
        if (words->text[i][0] && canvas_width(slice_of(words->text[i])) <= cols)
            return i;
    return WORDS;
}

static void draw_words(struct canvas *canvas, int row, int col, int cols,
                       const struct words *words, int from)
{
    const char *texts[WORDS] = { NULL };

    for (int i = from; i < WORDS; i++)
        texts[i] = words->text[i][0] ? words->text[i] : NULL;
    if (from > 0 && !texts[from])
        texts[from] = words->text[0];
    sentence_fit(canvas, row, col, cols, texts, WORDS,
                 STYLE((uint8_t)words->role));
}

/* ---- all formats ---- */

struct strip {
    struct rolling rolling[FORMAT_COUNT];
    struct number product[FORMAT_COUNT], sum[FORMAT_COUNT];
    int product_point, product_cols, sum_point, sum_cols;
    bool sums;  /* there is room for the log-sums */
    int length; /* of the words: the same for all lines */
};

static void widen(const struct number *n, int *point, int *cols, int *behind)
{
    if (n->point > *point)
        *point = n->point;
    if (n->cols - n->point > *behind)
        *behind = n->cols - n->point;
    *cols = *point + *behind;
}

/* Shares out what is left behind the products: log-sums, then words. */
static void fit_strip(struct strip *strip, int cols, bool ascii)
{
    strip->sums = cols - strip->sum_cols - 2 >= SUMS_WORDS;
    if (strip->sums)
        cols -= strip->sum_cols + 2;
    for (int f = 0; f < FORMAT_COUNT; f++) {
        struct words words = state_words(&strip->rolling[f], ascii);
        bool single = !words.text[1][0] && !words.text[2][0];
        int length = single ? 0 : fitting(&words, cols);

        strip->length = length > strip->length ? length : strip->length;
    }
}

static void fill_strip(struct strip *strip, const struct panel *panel, int cols)
{
    struct lab *lab = panel->lab;
    bool ascii = panel->ascii;
    int product_behind = 0, sum_behind = 0;

    for (int f = 0; f < FORMAT_COUNT; f++) {
        strip->rolling[f] = lab_rolling(lab, (enum format)f);
        strip->product[f] =
            product_number(&strip->rolling[f], panel->now, ascii);
        strip->sum[f] = sum_number(&strip->rolling[f], lab_unit(lab), ascii);
        widen(&strip->product[f], &strip->product_point, &strip->product_cols,
              &product_behind);
        widen(&strip->sum[f], &strip->sum_point, &strip->sum_cols, &sum_behind);
    }
    fit_strip(strip, cols - (NAME_COLS + 1 + strip->product_cols + 2), ascii);
}

/* One format a line: sign, name, product, state, and the log-sum where there
 * is room for it. */
static void draw_format(struct canvas *canvas, struct rect area, int row,
                        const struct strip *strip, int f, bool current)
{
    const struct rolling *r = &strip->rolling[f];
    struct words words = state_words(r, canvas_ascii(canvas));
    int end = area.col + area.cols;
    int col = area.col + 2, at;
    enum role role = r->done ? ROLE_TEXT : ROLE_FAINT;

    if (current)
        canvas_rune(canvas, row, area.col, 0x25B8, STYLE(ROLE_ACCENT));
    canvas_puts(canvas, row, col, NAME_COLS - 1, format_name((enum format)f),
                STYLE(current ? ROLE_STRONG : ROLE_DIM));
    col = area.col + NAME_COLS + 1;
    at = col + strip->product_point - strip->product[f].point;
    number_draw(canvas, row, at, end - at, &strip->product[f],
                STYLE((uint8_t)role));
    col += strip->product_cols + 2;
    if (strip->sums) {
        at = col + strip->sum_point - strip->sum[f].point;
        number_draw(canvas, row, at, end - at, &strip->sum[f],
                    STYLE(r->done ? ROLE_TEXT : ROLE_FAINT));
        col += strip->sum_cols + 2;
    }
    draw_words(canvas, row, col, end - col, &words, strip->length);
    canvas_target(canvas, (struct rect){ row, area.col, 1, area.cols },
                  (struct target){ TARGET_FORMAT, f, 0 });
}

int formats_draw(const struct panel *panel, struct rect area)
{
    struct canvas *canvas = panel->canvas;
    struct strip strip = { .product_point = 0 };
    int behind = area.col + NAME_COLS + 1;

    if (!canvas)
        return FORMAT_COUNT + 1;
    fill_strip(&strip, panel, area.cols);
    canvas_puts(canvas, area.row, area.col, NAME_COLS - 1, "format",
                STYLE(ROLE_DIM));
    canvas_puts(canvas, area.row, behind, area.cols - NAME_COLS - 1, "product",
                STYLE(ROLE_DIM));
    behind += strip.product_cols + 2;
    if (strip.sums)
        canvas_puts(canvas, area.row, behind, area.col + area.cols - behind,
                    "sum of logs", STYLE(ROLE_DIM));
    for (int f = 0; f < FORMAT_COUNT && f + 1 < area.rows; f++)
        draw_format(canvas, area, area.row + 1 + f, &strip, f,
                    lab_format(panel->lab) == (enum format)f);
    return FORMAT_COUNT + 1;
}

/* ---- one format and its bits ---- */

/* A field of bits, most significant first. Where there is no room for all,
 * some in the middle give way to '…': a subnormal's are at the end. Returns
 * the cells used. */
static int draw_field(struct canvas *canvas, int row, int col, int cols,
                      uint64_t value, int bits, enum role role)
{
    const char *dots = canvas_ascii(canvas) ? "..." : "\xE2\x80\xA6";
    int gap = canvas_ascii(canvas) ? 3 : 1, tail = cols / 3 < 8 ? cols / 3 : 8;
    int head = cols - gap - tail, used;
    struct style style = STYLE((uint8_t)role);
    char text[80];

    for (int i = 0; i < bits; i++)
        text[i] = value >> (bits - 1 - i) & 1 ? '1' : '0';
    text[bits] = '\0';
    if (bits <= cols)
        return canvas_puts(canvas, row, col, cols, text, style);
    if (head < 1 || tail < 1)
        return 0;
    used = canvas_text(canvas, row, col, head,
                       slice_sub(slice_of(text), 0, (size_t)head), style);
    used += canvas_puts(canvas, row, col + used, gap, dots, style);
    return used + canvas_puts(canvas, row, col + used, tail, text + bits - tail,
                              style);
}

static void draw_bits(struct canvas *canvas, struct rect area, int row,
                      const struct format_bits *bits)
{
    int col = area.col, end = area.col + area.cols;

    col += 1 + draw_field(canvas, row, col, end - col, bits->sign, 1, ROLE_DIM);
    col += 1 + draw_field(canvas, row, col, end - col, bits->exponent,
                          bits->exponent_bits, ROLE_ACCENT);
    draw_field(canvas, row, col, end - col, bits->fraction, bits->fraction_bits,
               ROLE_TEXT);
}

/* What the log-sum has lost: "off by 9.2e-11"; empty until it is done. */
static void say_error(char out[WORD_MAX], const struct rolling *r,
                      enum unit unit, bool ascii)
{
    struct number error =
        number_digits(unit_from_nats(unit, fabs(r->log_error)), 2, ascii);

    out[0] = '\0';
    if (!r->done)
        return;
    if (r->log_error == 0.0)
        snprintf(out, WORD_MAX, "%s",
                 isinf(r->log_sum) ? "a true zero" : "exact");
    else
        snprintf(out, WORD_MAX, "off by %s", error.text);
}

static void draw_sum(struct canvas *canvas, struct rect area, int row,
                     const struct rolling *r, enum unit unit, int point)
{
    bool ascii = canvas_ascii(canvas);
    struct number sum = sum_number(r, unit, ascii);
    double size = fabs(r->log_sum) > 1.0 ? fabs(r->log_sum) : 1.0;
    bool lost = isnan(r->log_error) || !(fabs(r->log_error) <= 1e-3 * size);
    int col = area.col, end = area.col + area.cols;
    char off[WORD_MAX];
    const char *tail = off;

    say_error(off, r, unit, ascii);
    canvas_puts(canvas, row, col, area.cols, "sum of logs", STYLE(ROLE_DIM));
    col += LABEL_COLS + point - sum.point;
    col += 1 + number_draw(canvas, row, col, end - col, &sum,
                           STYLE(r->done ? ROLE_STRONG : ROLE_FAINT));
    sentence_fit(canvas, row, col + 1, end - col - 1, &tail, 1,
                 STYLE(lost ? ROLE_WARN : ROLE_DIM));
}

/* The first line: format, product, state. The words matter more than that
 * the number stands over the next line's: then it moves to the left. */
static void draw_product(struct canvas *canvas, struct rect area,
                         const struct rolling *r, const struct number *product,
                         int point)
{
    struct words words = state_words(r, canvas_ascii(canvas));
    int col = area.col + LABEL_COLS + point - product->point;
    int end = area.col + area.cols;

    if (fitting(&words, end - col - product->cols - 2) > 0)
        col = area.col + LABEL_COLS;
    canvas_puts(canvas, area.row, area.col, LABEL_COLS - 1,
                format_name(r->format), STYLE(ROLE_DIM));
    col += 2 + number_draw(canvas, area.row, col, end - col, product,
                           STYLE(r->done ? ROLE_STRONG : ROLE_FAINT));
    draw_words(canvas, area.row, col, end - col, &words, 0);
    canvas_target(canvas, (struct rect){ area.row, area.col, 1, area.cols },
                  (struct target){ TARGET_FORMAT, (int)r->format, 0 });
}

/* Up to five rows: product and state, bits, log-sum, and a sentence. */
int bits_draw(const struct panel *panel, struct rect area)
{
    struct canvas *canvas = panel->canvas;
    struct lab *lab = panel->lab;
    struct rolling r = lab_rolling(lab, lab_format(lab));
    bool bits = lab_format(lab) != FORMAT_EXACT;
    char why[WORD_MAX];
    int row = area.row;

    explain(why, &r, panel->ascii);
    if (canvas) {
        struct number product = product_number(&r, panel->now, panel->ascii);
        struct number sum = sum_number(&r, lab_unit(lab), panel->ascii);
        int point = product.point > sum.point ? product.point : sum.point;

        draw_product(canvas, area, &r, &product, point);
        if (bits && r.done)
            draw_bits(canvas, area, row + 1, &r.bits);
        draw_sum(canvas, area, row + 1 + bits, &r, lab_unit(lab), point);
    }
    row += 2 + bits;
    if (why[0])
        row += sentence_draw(canvas, rect_inset(area, row - area.row, 0, 0, 0),
                             why, STYLE(ROLE_TEXT));
    return row - area.row;
}

static void say_format(struct strbuf *out, struct lab *lab, enum format format,
                       bool ascii)
{
    struct rolling r = lab_rolled(lab, format);
    struct readings now;
    struct words words = state_words(&r, ascii);
    char off[WORD_MAX];

    lab_readings(lab, &now);
    say_error(off, &r, lab_unit(lab), ascii);
    strbuf_printf(out, "%s product %s, %s; sum of logs %s %s, %s",
                  format_name(format), product_number(&r, &now, ascii).text,
                  words.text[0], sum_number(&r, lab_unit(lab), ascii).text,
                  unit_name(lab_unit(lab)), off);
}

void format_text(struct strbuf *out, struct lab *lab, bool all, bool ascii)
{
    struct rolling r = lab_rolled(lab, lab_format(lab));
    char why[WORD_MAX];

    for (int f = 0; all && f < FORMAT_COUNT; f++) {
        strbuf_puts(out, f > 0 ? "\n" : "");
        say_format(out, lab, (enum format)f, ascii);
    }
    if (all)
        return;
    say_format(out, lab, lab_format(lab), ascii);
    explain(why, &r, ascii);
    strbuf_printf(out, "%s%s", why[0] ? "\n" : "", why);
}
