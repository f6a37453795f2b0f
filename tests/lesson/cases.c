#include "lesson/cases.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "support/test.h"

struct one {
    struct slice title, lesson, expected;
};

static void path_of(const char *name, struct strbuf *path)
{
    const char *tests = getenv("LIKELY_TESTS");

    strbuf_printf(path, "%s/data/lesson/%s", tests ? tests : "tests", name);
}

static void load(const char *name, struct strbuf *text)
{
    struct strbuf path = { 0 };
    struct err err = { 0 };

    path_of(name, &path);
    if (!file_read(strbuf_text(&path), text, 0, &err))
        err_print(&err, stdout);
    assert_true(text->len > 0);
    strbuf_finish(&path);
}

/* The lines up to one that begins with `mark`, which is left in *rest. */
static struct slice until(struct slice *rest, const char *mark)
{
    struct slice start = *rest, after = *rest, line;

    while (slice_line(&after, &line)) {
        if (slice_starts(line, mark))
            break;
        *rest = after;
    }
    if (rest->len > 0 && !slice_starts(*rest, mark))
        *rest = slice_sub(*rest, rest->len, rest->len);
    return slice_sub(start, 0, start.len - rest->len);
}

static bool next_case(struct slice *rest, struct one *one)
{
    struct slice line;

    if (!slice_line(rest, &line) || !slice_starts(line, "===="))
        return false;
    one->title = slice_trim(slice_sub(line, 4, line.len));
    one->lesson = until(rest, ">>>>");
    slice_line(rest, &line);
    one->expected = until(rest, "====");
    return true;
}

static void rewrite(const char *name, const struct strbuf *text)
{
    struct strbuf path = { 0 };
    struct err err;

    path_of(name, &path);
    assert_true(file_replace(strbuf_text(&path),
                             (struct slice){ text->at, text->len }, &err));
    strbuf_finish(&path);
}

size_t cases_check(const char *name, cases_run run)
{
    struct strbuf text = { 0 }, all = { 0 };
    bool update = getenv("UPDATE") != NULL;
    struct slice rest;
    struct one one;
    size_t count = 0;

    load(name, &text);
    for (rest = (struct slice){ text.at, text.len }; next_case(&rest, &one);
         count++) {
        struct strbuf got = { 0 };

        run(one.lesson, &got);
        strbuf_printf(&all, "==== %.*s\n%.*s>>>>\n%s", SLICE_ARG(one.title),
                      SLICE_ARG(one.lesson), strbuf_text(&got));
        if (!update &&
            !slice_eq(one.expected, (struct slice){ got.at, got.len })) {
            print_error("%s: %.*s\nwanted:\n%.*sgot:\n%s", name,
                        SLICE_ARG(one.title), SLICE_ARG(one.expected),
                        strbuf_text(&got));
            fail();
        }
        strbuf_finish(&got);
    }
    assert_int_equal(rest.len, 0);
    if (update)
        rewrite(name, &all);
    strbuf_finish(&text);
    strbuf_finish(&all);
    return count;
}

void cases_each(const char *name,
                void (*visit)(struct slice lesson, void *user), void *user)
{
    struct strbuf text = { 0 };
    struct slice rest;
    struct one one;

    load(name, &text);
    for (rest = (struct slice){ text.at, text.len }; next_case(&rest, &one);)
        visit(one.lesson, user);
    strbuf_finish(&text);
}
