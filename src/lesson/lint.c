#include "lesson/lint.h"

#include <string.h>

#include "base/slice.h"
#include "lesson/lesson.h"

/* Deeper than that no list of LESSON_NESTING_MAX levels goes: "9. " a
 * level, and some air. */
enum { INDENT_MAX = 5 * LESSON_NESTING_MAX };

/* What of a text the lines so far are in. */
struct lint {
    struct reader *reader;
    char fence;       /* its character, or NUL outside */
    size_t fence_len; /* the closing one is at least as long */
    int math;         /* the line of an open $$; 0 outside */
    bool torn;        /* the next $$ is the end of one that was torn */
};

static size_t run_of(struct slice line, char c)
{
    size_t n = 0;

    while (n < line.len && line.at[n] == c)
        n++;
    return n;
}

static bool blank_at(struct slice line, size_t i)
{
    return i >= line.len || line.at[i] == ' ' || line.at[i] == '\t';
}

/* Bytes of the list mark, quote mark at the front of a line; 0: none. */
static size_t mark_len(struct slice line)
{
    size_t i = 0;

    if (line.len == 0)
        return 0;
    if (line.at[0] == '>')
        return 1;
    if (line.at[0] == '-' || line.at[0] == '+' || line.at[0] == '*')
        return blank_at(line, 1) ? 1 : 0;
    while (i < line.len && i < 9 && line.at[i] >= '0' && line.at[i] <= '9')
        i++;
    if (i == 0 || i >= line.len || (line.at[i] != '.' && line.at[i] != ')'))
        return 0;
    return blank_at(line, i + 1) ? i + 1 : 0;
}

/* The line behind its blanks and the marks of quotes and lists. */
static struct slice behind_marks(struct slice line, int *marks, size_t *indent)
{
    size_t n = 0;

    *marks = 0;
    *indent = 0;
    for (;;) {
        size_t blanks = 0;

        while (n + blanks < line.len &&
               (line.at[n + blanks] == ' ' || line.at[n + blanks] == '\t'))
            blanks++;
        if (*marks == 0)
            *indent = blanks;
        n += blanks;
        blanks = mark_len(slice_sub(line, n, line.len));
        if (blanks == 0)
            return slice_sub(line, n, line.len);
        n += blanks;
        ++*marks;
    }
}

/* Keeps track of fenced code. True when the line belongs to a fence. */
static bool in_fence(struct lint *lint, struct slice line)
{
    char c = line.len ? line.at[0] : ' ';
    size_t n = c == '`' || c == '~' ? run_of(line, c) : 0;

    if (lint->fence) {
        if (c == lint->fence && n >= lint->fence_len &&
            slice_trim(slice_sub(line, n, line.len)).len == 0)
            lint->fence = '\0';
        return true;
    }
    if (n < 3)
        return false;
    lint->fence = c;
    lint->fence_len = n;
    return true;
}

static bool dollars(struct slice line, size_t i)
{
    return i + 1 < line.len && line.at[i] == '$' && line.at[i + 1] == '$';
}

/* Bytes of the code span at i, 0 when none closes on this line. */
static size_t code_span(struct slice line, size_t i)
{
    size_t open = run_of(slice_sub(line, i, line.len), '`');
    size_t j = i + open;

    while (open > 0 && j < line.len) {
        size_t close = run_of(slice_sub(line, j, line.len), '`');

        if (close == open)
            return j + close - i;
        j += close ? close : 1;
    }
    return 0;
}

/* Whether the line opens a $$ (or, inside one, closes it) for good. */
static bool toggles(struct slice line)
{
    bool odd = false, code = true;

    for (size_t i = 0; i < line.len; i++) {
        size_t span = code && line.at[i] == '`' ? code_span(line, i) : 0;

        /* An unmatched backtick would be searched for again and again. */
        if (line.at[i] == '`' && span == 0)
            code = false;
        if (span > 0)
            i += span - 1;
        else if (line.at[i] == '\\')
            i++;
        else if (dollars(line, i)) {
            odd = !odd;
            i++;
        }
    }
    return odd;
}

static bool only_of(struct slice line, char c)
{
    return line.len > 0 && run_of(line, c) == line.len;
}

/* Three or more of one sign, blanks between them or not. */
static bool is_rule(struct slice line)
{
    size_t signs = 0;

    for (size_t i = 0; i < line.len; i++) {
        if (blank_at(line, i))
            continue;
        if (line.at[i] != line.at[0] || !strchr("-*_", line.at[i]))
            return false;
        signs++;
    }
    return signs >= 3;
}

/* An item that may follow a line of text at once: it has something in it, and
 * its number is 1. */
static bool is_item(struct slice line)
{
    size_t mark = mark_len(line);

    return mark > 0 && mark < line.len && line.at[0] != '>' &&
           (mark == 1 || (mark == 2 && line.at[0] == '1'));
}

/* What Markdown takes the line, without its indentation, for instead of
 * mathematics; NULL: nothing. */
static const char *taken_for(struct slice line)
{
    size_t n = run_of(line, '#');

    if (line.len == 0)
        return "a blank line";
    if (line.at[0] == '>')
        return "a quote";
    if (only_of(line, '-') || only_of(line, '='))
        return "the underline of a heading";
    if (is_rule(line))
        return "a rule";
    if (is_item(line))
        return "a list item";
    if (n > 0 && n <= 6 && blank_at(line, n))
        return "a heading";
    if (run_of(line, '`') >= 3 || run_of(line, '~') >= 3)
        return "a code fence";
    if (slice_starts(line, "<!--"))
        return "a comment";
    return NULL;
}

/* A line inside a $$ block. Indented by four, it goes on with the text. */
static void math_line(struct lint *lint, struct slice whole, struct place place)
{
    struct slice line = slice_trim(whole);
    const char *other = taken_for(line);
    size_t indent = 0;

    while (indent < whole.len && blank_at(whole, indent))
        indent += whole.at[indent] == '\t' ? 4 : 1;
    if (!other || (line.len > 0 && indent >= 4)) {
        if (toggles(line))
            lint->math = 0;
        return;
    }
    reader_warn(lint->reader, place,
                "%s ends the $$ block begun in line %d; write it as a fenced "
                "```math block",
                other, lint->math);
    lint->math = 0;
    lint->torn = true;
}

bool lint_lines(struct reader *reader, const struct place_map *map)
{
    struct lint lint = { .reader = reader };

    for (size_t i = 0; i < map->count; i++) {
        struct place place = map->runs[i].place;
        struct slice line = place_line(map, place.line), inner;
        int marks;
        size_t indent;

        if (lint.math) {
            math_line(&lint, line, place);
            continue;
        }
        inner = behind_marks(line, &marks, &indent);
        if (in_fence(&lint, inner))
            continue;
        if (marks > LESSON_NESTING_MAX || (marks > 0 && indent > INDENT_MAX))
            return reader_fail(reader, place,
                               "quotes and lists nested deeper than %d",
                               LESSON_NESTING_MAX);
        if (!toggles(inner))
            continue;
        lint.math = lint.torn ? 0 : place.line;
        lint.torn = false;
    }
    return true;
}
