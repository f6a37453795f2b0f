#include "tex/errata_file.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "support/test.h"
#include "tex/scope.h"

struct reading {
    struct arena *arena;
    struct errata out;
    size_t cap;
    struct scope_shelf shelf;
    const struct scope *scope;
    struct slice lab;
    struct eval_binding with[2];
    size_t with_count;
    int number, line;
};

static const struct {
    const char *word;
    enum erratum_want want;
} WANTS[] = {
    { "is", WANT_IS },           { "at", WANT_AT },
    { "entries", WANT_ENTRIES }, { "holds", WANT_HOLDS },
    { "lost", WANT_LOST },       { "false", WANT_FALSE },
    { "refused", WANT_REFUSED }, { "none", WANT_NONE },
};

void shelf_read(struct scope_shelf *shelf, struct arena *arena,
                struct slice name, struct slice *rest, int *line)
{
    struct slice text, block = { rest->at, 0 };
    struct err err = { 0 };
    int first = *line + 1;
    const struct scope *scope;

    while (slice_line(rest, &text)) {
        ++*line;
        if (slice_is(text, "end"))
            break;
        block.len = (size_t)(text.at + text.len - block.at) + 1;
    }
    scope = scope_define(arena, scope_create(arena), block, first, &err);
    if (!scope)
        fail_msg("scope %.*s, %d:%d: %s", SLICE_ARG(name), err.line, err.column,
                 err.text);
    assert_true(shelf->count < sizeof shelf->at / sizeof *shelf->at);
    shelf->at[shelf->count].name = name;
    shelf->at[shelf->count++].scope = scope;
}

const struct scope *shelf_find(const struct scope_shelf *shelf,
                               struct slice name, int line)
{
    for (size_t i = 0; i < shelf->count; i++)
        if (slice_eq(shelf->at[i].name, name))
            return shelf->at[i].scope;
    fail_msg("line %d: no scope '%.*s'", line, SLICE_ARG(name));
    return NULL;
}

static void read_lab(struct reading *r, struct slice rest)
{
    struct slice scope = { NULL, 0 };

    slice_word(&rest, &r->lab);
    slice_word(&rest, &scope);
    r->scope = shelf_find(&r->shelf, scope, r->line);
}

/* with i = 1, k = 2 */
static void read_with(struct reading *r, struct slice rest)
{
    struct slice key, sign, number;

    r->with_count = 0;
    while (slice_word(&rest, &key) && slice_word(&rest, &sign) &&
           slice_word(&rest, &number)) {
        if (number.at[number.len - 1] == ',')
            number.len--;
        assert_true(r->with_count < 2);
        r->with[r->with_count].key = key;
        assert_true(slice_double(number, &r->with[r->with_count++].value));
    }
}

static void read_item(struct reading *r, struct slice role, struct slice tex)
{
    struct erratum_item *item =
        vec_push_in(r->arena, r->out.items, r->out.count, r->cap);

    if (!r->scope)
        fail_msg("errata.txt:%d: a formula before its lab", r->line);
    *item = (struct erratum_item){ .number = r->number,
                                   .line = r->line,
                                   .role = role,
                                   .tex = slice_trim(tex),
                                   .lab = r->lab,
                                   .scope = r->scope,
                                   .with_count = r->with_count };
    memcpy(item->with, r->with, sizeof item->with);
    r->with_count = 0;
}

static bool read_want(struct reading *r, struct slice word, struct slice rest)
{
    struct erratum_item *item =
        r->out.count ? &r->out.items[r->out.count - 1] : NULL;

    for (size_t i = 0; item && i < sizeof WANTS / sizeof *WANTS; i++)
        if (slice_is(word, WANTS[i].word)) {
            item->want = WANTS[i].want;
            item->words = slice_trim(rest);
            return true;
        }
    return false;
}

static void read_erratum(struct reading *r, struct slice rest)
{
    struct slice word;
    long number = 0;

    assert_true(slice_word(&rest, &word) && slice_long(word, &number));
    assert_true(number > 0 && number < 32 && !r->out.seen[number]);
    r->number = (int)number;
    r->out.seen[number] = true;
    r->scope = NULL;
}

struct errata errata_read(struct arena *arena, struct slice text)
{
    struct reading r = { .arena = arena };
    struct slice line, word;

    while (slice_line(&text, &line)) {
        struct slice rest = line;

        r.line++;
        if (slice_starts(line, "#") || !slice_word(&rest, &word))
            continue;
        if (slice_is(word, "scope"))
            shelf_read(&r.shelf, arena, slice_trim(rest), &text, &r.line);
        else if (slice_is(word, "erratum"))
            read_erratum(&r, rest);
        else if (slice_is(word, "lab"))
            read_lab(&r, rest);
        else if (slice_is(word, "with"))
            read_with(&r, rest);
        else if (slice_is(word, "printed") || slice_is(word, "corrected") ||
                 slice_is(word, "also"))
            read_item(&r, word, rest);
        else if (slice_is(word, "untested"))
            r.out.untested++;
        else if (!read_want(&r, word, rest))
            fail_msg("errata.txt:%d: unknown '%.*s'", r.line, SLICE_ARG(word));
    }
    return r.out;
}

double errata_half(struct slice number)
{
    int decimals = 0;

    for (size_t i = 0; i < number.len; i++)
        if (number.at[i] == '.')
            decimals = (int)(number.len - i - 1);
    return 0.5 * pow(10.0, -decimals) * (1.0 + 1e-9);
}
