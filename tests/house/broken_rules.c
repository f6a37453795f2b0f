#include "house/broken_rules.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"

/* The table, read from its top down. */
struct reading {
    const struct source_tree *tree;
    struct strbuf *report;
    int line, row; /* of the table, from 1; 0: no row is open */
    const struct source *file;
    struct strbuf taken, put; /* whole lines */
    int edits;                /* of the row */
};

static void fault(struct reading *r, int line, const char *what)
{
    strbuf_printf(r->report, BROKEN_TABLE ":%d: %s\n", line, what);
}

/* How often the lines stand in the text as whole ones. */
static int times_in(struct slice text, struct slice lines)
{
    const char *at = text.at, *end = text.at + text.len;
    int count = 0;

    while ((at = memmem(at, (size_t)(end - at), lines.at, lines.len))) {
        count += at == text.at || at[-1] == '\n';
        at++;
    }
    return count;
}

static struct slice slice_in(const struct strbuf *text)
{
    return (struct slice){ text->at, text->len };
}

/* Judges the lines that were collected, if any. */
static void end_edit(struct reading *r)
{
    char what[80];
    int count;

    if (r->put.len > 0 && r->taken.len == 0)
        fault(r, r->line, "lines are put where none are taken");
    if (r->taken.len > 0 && r->file) {
        r->edits++;
        count = times_in(r->file->text, slice_in(&r->taken));
        snprintf(what, sizeof what, "what is taken before it stands %d times",
                 count);
        if (count != 1)
            fault(r, r->line, what);
        if (slice_eq(slice_in(&r->taken), slice_in(&r->put)))
            fault(r, r->line, "what is put before it is what was taken");
    }
    strbuf_clear(&r->taken);
    strbuf_clear(&r->put);
}

static void end_row(struct reading *r)
{
    end_edit(r);
    if (r->row && r->edits == 0)
        fault(r, r->row, "breaks nothing");
    r->row = 0;
    r->edits = 0;
    r->file = NULL;
}

/* "torture/test_storm.c" of "1 torture/test_storm.c: a new size ..." */
static struct slice test_of(struct slice line)
{
    const char *blank = memchr(line.at, ' ', line.len);
    const char *colon = memmem(line.at, line.len, ": ", 2);

    if (!isdigit((unsigned char)line.at[0]) || !blank || !colon ||
        blank > colon)
        return (struct slice){ NULL, 0 };
    return slice_sub(line, (size_t)(blank + 1 - line.at),
                     (size_t)(colon - line.at));
}

static void begin_row(struct reading *r, struct slice line)
{
    struct slice test = test_of(line);
    struct strbuf path = { 0 };
    const struct source *table = source_tree_find(r->tree, BROKEN_TABLE);

    r->row = r->line;
    strbuf_puts(&path, "tests/");
    strbuf_slice(&path, test);
    if (!source_tree_find(r->tree, strbuf_text(&path)))
        fault(r, r->line, "no such test");
    strbuf_clear(&path);
    strbuf_slice(&path, line);
    strbuf_putc(&path, '\n');
    if (times_in(table->text, slice_in(&path)) != 1)
        fault(r, r->line, "another row begins with the same line");
    strbuf_finish(&path);
}

static void begin_file(struct reading *r, struct slice line)
{
    struct strbuf path = { 0 };

    end_edit(r);
    strbuf_slice(&path, line);
    r->file = source_tree_find(r->tree, strbuf_text(&path));
    if (!r->file)
        fault(r, r->line, "no such file");
    strbuf_finish(&path);
}

static void take_line(struct reading *r, struct slice line)
{
    char first = line.len > 0 ? line.at[0] : '\0';
    struct strbuf *to = first == '-' ? &r->taken : &r->put;

    if (first == '#')
        return;
    if (first == '\0') {
        end_row(r);
    } else if (!r->row) {
        begin_row(r, line);
    } else if (first == '-' || first == '+') {
        if (first == '-' && r->put.len > 0)
            end_edit(r);
        strbuf_slice(to, slice_sub(line, 1, line.len));
        strbuf_putc(to, '\n');
    } else {
        begin_file(r, line);
    }
}

void broken_rules_rows(const struct source_tree *tree, struct strbuf *report)
{
    const struct source *table = source_tree_find(tree, BROKEN_TABLE);
    struct reading r = { .tree = tree, .report = report };
    struct slice rest, line;

    if (!table) {
        strbuf_puts(report, "no " BROKEN_TABLE "\n");
        return;
    }
    rest = table->text;
    while (slice_line(&rest, &line)) {
        r.line++;
        take_line(&r, line);
    }
    end_row(&r);
    strbuf_finish(&r.taken);
    strbuf_finish(&r.put);
}

/* Whether a row begins with `number` ("": any), names the test ("": any). */
static bool has_row(struct slice table, const char *number, const char *test)
{
    struct slice line;
    bool between = true;

    while (slice_line(&table, &line)) {
        if (between && line.len > 0 && slice_starts(line, number) &&
            (!*test || slice_is(test_of(line), test)))
            return true;
        between = line.len == 0;
    }
    return false;
}

static void look_for_tests(struct slice table, const struct source *source,
                           struct strbuf *report)
{
    struct slice folder = source_folder(source), name = source_name(source);

    if ((slice_is(folder, "torture") || slice_is(folder, "faults")) &&
        slice_starts(name, "test_") && source_is_code(source) &&
        !has_row(table, "", source->path + sizeof "tests/" - 1))
        strbuf_printf(report, "%s: no break is tried on it\n", source->path);
}

static void look_for_hazards(struct slice table, struct slice page,
                             struct strbuf *report)
{
    struct slice line;
    int number = 0;
    char text[16];

    while (slice_line(&page, &line)) {
        snprintf(text, sizeof text, "| %d |", number + 1);
        if (!slice_starts(line, text))
            continue;
        snprintf(text, sizeof text, "%d ", ++number);
        if (!has_row(table, text, ""))
            strbuf_printf(report, "hazard %d: no break is tried\n", number);
    }
}

void broken_rules_all(const struct source_tree *tree, struct strbuf *report)
{
    const struct source *table = source_tree_find(tree, BROKEN_TABLE);
    const struct source *page = source_tree_find(tree, "docs/robustness.md");
    struct slice rows = table ? table->text : slice_of("");

    for (size_t i = 0; i < tree->count; i++)
        if (source_below(&tree->items[i], "tests/"))
            look_for_tests(rows, &tree->items[i], report);
    if (page)
        look_for_hazards(rows, page->text, report);
}
