#include "draw/beside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "course/equation.h"
#include "draw/canvas.h"
#include "draw/number.h"
#include "lab/lab.h"
#include "lesson/block.h"
#include "num/unit.h"
#include "num/wide.h"

/* Of a value beside an equation; a logarithm has its unit besides. */
enum { FIT_COLS = 15, FIT_LOG_COLS = 10, FIT_DIGITS = 8 };

enum {
    DECIMALS = 4, /* of what is counted in nats */
    DIGITS = 4,
    ENTRY_DIGITS = 3,
    LITERAL_DIGITS = 10,
    ENTRIES = 6,
    SIDES = 12 /* on one line */
};

/* A side on a line. */
struct side {
    const struct judged_side *judged;
    const struct judged_link *link; /* to the side before it, or NULL */
    bool literal;                   /* a number: it says itself what it is */
    char text[BESIDE_TEXT];
    int point;
};

struct line {
    struct side sides[SIDES];
    size_t count;
    const struct judgement *judged; /* of the last side's statement */
    const char *fault;              /* why there is no value, or NULL */
};

struct speaker {
    const struct equation *equation;
    enum unit unit;
    bool ascii;
};

/* ---- values as text ---- */

static struct number number_of(struct real r, bool fixed, int digits,
                               bool ascii)
{
    double x = real_double(r);
    struct wide wide;
    struct number n, minus;

    if (fixed)
        return number_fixed(x, DECIMALS, ascii);
    if (r.scale == 0 || !isfinite(r.x) || r.x == 0.0)
        return number_digits(x, digits, ascii);
    wide = wide_from_binary(fabs(r.x), 0.0, r.scale);
    n = number_wide(wide, digits, ascii);
    if (r.x > 0.0)
        return n;
    minus = number_digits(-1.0, 1, ascii);
    minus.text[strlen(minus.text) - 1] = '\0';
    snprintf(minus.text + strlen(minus.text),
             sizeof minus.text - strlen(minus.text), "%.*s", NUMBER_TEXT - 4,
             n.text);
    minus.cols = n.cols + 1;
    minus.point = n.point + 1;
    return minus;
}

static bool is_log(const struct value *value)
{
    return value->shape == VALUE_NUMBER && !value->optimum &&
           value->number.flags & REAL_LOG_SCALED;
}

static void say_vector(const struct value *value, bool ascii,
                       struct strbuf *out)
{
    strbuf_putc(out, '(');
    for (size_t i = 0; i < value->rows && i < ENTRIES; i++) {
        struct number n =
            number_of(value->entries[i], false, ENTRY_DIGITS, ascii);

        strbuf_printf(out, "%s%s", i ? ", " : "", n.text);
    }
    if (value->rows > ENTRIES)
        strbuf_puts(out, ascii ? ", ..." : ", \xE2\x80\xA6");
    strbuf_putc(out, ')');
}

static void say_side(const struct speaker *speaker, struct side *side,
                     bool fixed)
{
    const struct value *value = &side->judged->value;
    struct strbuf text = { 0 };

    if (value->shape == VALUE_NUMBER) {
        struct real r = value->number;
        int fit = is_log(value) ? FIT_LOG_COLS : FIT_COLS;
        struct number n;

        if (is_log(value) && speaker->unit != UNIT_NATS)
            r = real_of(unit_from_nats(speaker->unit, real_double(r)));
        n = number_of(r, fixed && !side->literal,
                      side->literal ? LITERAL_DIGITS : DIGITS, speaker->ascii);
        /* Wider than the room of a page's values: it would hide the number of
         * the equation. Digits behind the point go first. */
        for (int digits = FIT_DIGITS;
             digits > 1 && canvas_width(slice_of(n.text)) > fit; digits--)
            n = number_of(r, false, digits, speaker->ascii);
        snprintf(side->text, sizeof side->text, "%s", n.text);
        side->point = n.point;
        return;
    }
    if (value->shape == VALUE_VECTOR)
        say_vector(value, speaker->ascii, &text);
    else
        strbuf_printf(&text, "%zu %s %zu", value->rows,
                      speaker->ascii ? "x" : "\xC3\x97", value->cols);
    snprintf(side->text, sizeof side->text, "%s", strbuf_text(&text));
    side->point = canvas_width(slice_of(side->text));
    strbuf_finish(&text);
}

/* ---- which side stands on which line ---- */

static size_t line_at(const uint32_t *from, size_t count, uint32_t offset)
{
    size_t line = 0;

    while (line + 1 < count && from[line + 1] <= offset)
        line++;
    return line;
}

static bool is_literal(const struct mean *node)
{
    while (node && node->kind == MEAN_NEGATE)
        node = node->first;
    return node && node->kind == MEAN_NUMBER;
}

static void add_side(struct line *line, const struct judgement *judged,
                     size_t index, bool linked)
{
    const struct judged_side *side = &judged->sides[index];
    struct side *added;

    if (side->status == EVAL_REFUSED && !line->fault)
        line->fault = side->fault.text;
    if (line->count == SIDES)
        return;
    added = &line->sides[line->count++];
    added->judged = side;
    added->link = linked ? &judged->links[index] : NULL;
    added->literal = is_literal(side->node);
    line->judged = judged;
}

static void add_statement(struct line *lines, const uint32_t *from,
                          size_t count, const struct mean_statement *statement,
                          const struct judgement *judged)
{
    for (size_t i = 0; i < judged->side_count; i++) {
        uint32_t at = i > 0 ? statement->relation_at[i] : statement->from;

        /* What a leading relation goes on from stands elsewhere. */
        if (statement->sides[i])
            add_side(&lines[line_at(from, count, at)], judged, i, i > 0);
    }
}

/* ---- what a line says ---- */

static bool has_value(const struct side *side)
{
    return side->judged->node && side->judged->status == EVAL_VALUE &&
           !side->judged->words;
}

/* The worse of two: false, refused, lost, holds, none. */
static enum truth worse(enum truth a, enum truth b)
{
    static const int rank[] = { [TRUTH_NONE] = 0,
                                [TRUTH_HOLDS] = 1,
                                [TRUTH_LOST] = 2,
                                [TRUTH_REFUSED] = 3,
                                [TRUTH_FALSE] = 4 };

    return rank[a] >= rank[b] ? a : b;
}

static const char *sign_of(const struct side *side, bool same, bool ascii)
{
    static const char *const signs[REL_COUNT][2] = {
        [REL_EQUAL] = { "=", "=" },
        [REL_DEFINE] = { ":=", ":=" },
        [REL_NOT_EQUAL] = { "\xE2\x89\xA0", "!=" },
        [REL_LESS] = { "<", "<" },
        [REL_GREATER] = { ">", ">" },
        [REL_LESS_EQUAL] = { "\xE2\x89\xA4", "<=" },
        [REL_GREATER_EQUAL] = { "\xE2\x89\xA5", ">=" },
        [REL_APPROX] = { "\xE2\x89\x88", "~=" },
        [REL_EQUIV] = { "=", "=" },
        [REL_IN] = { "\xE2\x88\x88", "in" },
        [REL_SIM] = { "~", "~" },
        [REL_TO] = { "\xE2\x86\x92", "->" },
    };
    enum mean_relation relation = side->link ? side->link->relation : REL_EQUAL;

    if ((relation == REL_EQUAL || relation == REL_EQUIV) && !same)
        relation = REL_NOT_EQUAL;
    return signs[relation][ascii];
}

/* "0.6905 ≠ −0.6905": every value on the line. */
static void say_chain(const struct line *line, bool ascii, struct strbuf *out)
{
    const struct side *before = NULL;

    for (size_t i = 0; i < line->count; i++) {
        const struct side *side = &line->sides[i];
        bool holds;

        if (!has_value(side))
            continue;
        holds = before && (strcmp(before->text, side->text) == 0 ||
                           (side->link && side->link->truth == TRUTH_HOLDS));
        if (before)
            strbuf_printf(out, " %s ", sign_of(side, holds, ascii));
        strbuf_puts(out, side->text);
        before = side;
    }
}

/* By how much the worst link is off. */
static void say_worst(const struct line *line, enum truth truth, bool ascii,
                      struct strbuf *out)
{
    if (truth != TRUTH_LOST && truth != TRUTH_FALSE)
        return;
    for (size_t i = 0; i < line->count; i++) {
        const struct judged_link *link = line->sides[i].link;

        if (link && link->truth == truth && link->says && link->says[0]) {
            beside_says(out, link->says, ascii);
            return;
        }
    }
}

static void say_ties(const struct line *line, struct strbuf *out)
{
    /* What is off may have said so. */
    if (out->len && strstr(strbuf_text(out), "candidates"))
        return;
    for (size_t i = 0; i < line->count; i++) {
        const struct value *value = &line->sides[i].judged->value;

        if (has_value(&line->sides[i]) && value->optimum && value->ties > 1) {
            strbuf_printf(out, "%s%ld of %ld tie", out->len ? ", " : "",
                          value->ties, value->candidates);
            return;
        }
    }
}

/* What the evaluator agreed to take for a number. */
static void say_marks(const struct line *line, struct strbuf *out)
{
    static const struct {
        unsigned flag;
        const char *text;
    } marks[] = { { REAL_ZERO_LOG, "0 log 0 := 0" },
                  { REAL_ZERO_POWER, "0^0 := 1" } };
    unsigned flags = 0;

    for (size_t i = 0; i < line->count; i++)
        if (has_value(&line->sides[i])) {
            const struct judged_side *side = line->sides[i].judged;

            flags |= side->value.flags | side->value.number.flags |
                     side->exact.flags | side->exact.number.flags;
        }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (flags & marks[i].flag)
            strbuf_printf(out, "%s%s", out->len ? ", " : "", marks[i].text);
}

static void keep(char *to, size_t size, const struct strbuf *text)
{
    struct strbuf safe = { 0 };

    utf8_gate(&safe, (struct slice){ text->at, text->len }, false, 0);
    snprintf(to, size, "%s", strbuf_text(&safe));
    strbuf_finish(&safe);
}

/* Adds a note of two parts, unless it is empty or there already. */
static void push_note(struct beside *out, size_t *at, struct slice a,
                      struct slice b)
{
    struct strbuf note = { 0 };

    strbuf_slice(&note, a);
    if (a.len && b.len)
        strbuf_puts(&note, ", ");
    strbuf_slice(&note, b);
    if (note.len && (!*at || strcmp(out->notes[*at - 1], strbuf_text(&note))))
        keep(out->notes[(*at)++], BESIDE_NOTE, &note);
    strbuf_finish(&note);
}

/* What the worst link says, up to its first colon, comma or semicolon
 * outside brackets: by how much it is off, without why. */
static struct slice in_short(struct slice says)
{
    size_t len = 0;
    int depth = 0;

    for (; len < says.len; len++) {
        char c = says.at[len];

        if (depth == 0 && (c == ':' || c == ',' || c == ';'))
            break;
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
    }
    return slice_sub(says, 0, len);
}

static void say_notes(const struct speaker *speaker, const struct line *line,
                      bool alike, struct beside *out)
{
    struct strbuf chain = { 0 }, says = { 0 }, ties = { 0 };
    struct slice all, worst, none = { NULL, 0 };
    size_t at = 0;

    if (!alike)
        say_chain(line, speaker->ascii, &chain);
    say_worst(line, out->truth, speaker->ascii, &says);
    worst = slice_of(strbuf_text(&says));
    say_ties(line, &says);
    say_marks(line, &says);
    worst = slice_sub(slice_of(strbuf_text(&says)), 0, worst.len);
    all = slice_of(strbuf_text(&says));
    push_note(out, &at, slice_of(strbuf_text(&chain)), all);
    push_note(out, &at, slice_of(strbuf_text(&chain)), in_short(worst));
    push_note(out, &at, none, all);
    push_note(out, &at, none, in_short(worst));
    push_note(out, &at, slice_of(strbuf_text(&chain)), none);
    say_ties(line, &ties);
    push_note(out, &at, none, slice_of(strbuf_text(&ties)));
    strbuf_finish(&ties);
    strbuf_finish(&chain);
    strbuf_finish(&says);
}

static void say_index(const struct judgement *judged, struct beside *out)
{
    struct strbuf text = { 0 };

    for (size_t i = 0; judged && i < judged->free_count; i++)
        strbuf_printf(&text, "%s%.*s=%g", i ? ", " : "",
                      SLICE_ARG(judged->free[i].key), judged->free[i].value);
    if (text.len)
        strbuf_putc(&text, ':');
    keep(out->index, sizeof out->index, &text);
    strbuf_finish(&text);
}

/* The sides as text; the last one that is no literal is the line's value. */
static const struct side *say_sides(const struct speaker *speaker,
                                    struct line *line, bool *alike)
{
    const struct side *last = NULL;
    bool fixed = false;

    for (size_t i = 0; i < line->count; i++)
        fixed |=
            has_value(&line->sides[i]) && is_log(&line->sides[i].judged->value);
    *alike = true;
    for (size_t i = 0; i < line->count; i++) {
        struct side *side = &line->sides[i];

        if (!has_value(side))
            continue;
        say_side(speaker, side, fixed);
        if (side->literal) {
            *alike &= !side->link || side->link->truth == TRUTH_HOLDS ||
                      side->link->truth == TRUTH_NONE;
            continue;
        }
        *alike &= !last || strcmp(last->text, side->text) == 0;
        last = side;
    }
    return last;
}

/* What is wrong and what would do; in a narrow column only the former. */
static void say_fault(const struct line *line, struct beside *out)
{
    struct strbuf text = { 0 };
    struct slice none = { NULL, 0 };
    size_t at = 0;

    out->truth = TRUTH_REFUSED;
    beside_says(&text, line->fault, true);
    memset(out->notes, 0, sizeof out->notes);
    push_note(out, &at, none, slice_of(strbuf_text(&text)));
    push_note(out, &at, none, in_short(slice_of(strbuf_text(&text))));
    strbuf_finish(&text);
}

static void say_line(const struct speaker *speaker, struct line *line,
                     struct beside *out)
{
    const struct side *last;
    bool alike;

    for (size_t i = 0; i < line->count; i++)
        if (line->sides[i].link)
            out->truth = worse(out->truth, line->sides[i].link->truth);
    last = say_sides(speaker, line, &alike);
    if (last) {
        snprintf(out->value, sizeof out->value, "%s", last->text);
        out->cols = canvas_width(slice_of(out->value));
        out->point = last->point;
        if (is_log(&last->judged->value))
            out->unit = unit_name(speaker->unit);
        say_index(line->judged, out);
    }
    say_notes(speaker, line, alike, out);
    if (line->fault && (!last || !out->notes[0][0]))
        say_fault(line, out);
    out->any = last || out->truth != TRUTH_NONE;
}

/* A misprint that cannot even be read says why; of any other equation that is
 * the checker's affair. */
static void say_unread(const struct equation *equation, const uint32_t *from,
                       size_t count, struct line *lines)
{
    const struct mean_formula *formula = equation->formula;

    if (equation->block->mark != CHECK_MISPRINT)
        return;
    for (size_t i = 0; i < formula->count; i++)
        if (formula->statements[i].fault)
            lines[line_at(from, count, formula->statements[i].from)].fault =
                equation->judged[i].says;
}

void beside_fill(const struct equation *equation, const uint32_t *from,
                 size_t count, bool ascii, struct beside *out)
{
    const struct mean_formula *formula = equation->formula;
    struct speaker speaker = {
        .equation = equation,
        .unit = equation->lab ? lab_unit(equation->lab) : UNIT_NATS,
        .ascii = ascii,
    };
    struct arena *arena;
    struct line *lines;

    memset(out, 0, count * sizeof *out);
    for (size_t i = 0; i < count; i++)
        out[i].unit = "";
    if (!beside_wanted(equation) || !equation->known)
        return;
    arena = arena_create();
    lines = arena_array(arena, count, sizeof *lines);
    for (size_t i = 0; i < formula->count; i++)
        if (!formula->statements[i].fault)
            add_statement(lines, from, count, &formula->statements[i],
                          &equation->judged[i]);
    say_unread(equation, from, count, lines);
    for (size_t i = 0; i < count; i++) {
        say_line(&speaker, &lines[i], &out[i]);
        out[i].stale = !equation->fresh;
    }
    arena_destroy(arena);
}
