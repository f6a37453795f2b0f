#include "house/shape_rules.h"

#include <ctype.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

static bool contains(struct slice text, const char *word)
{
    return text.len > 0 && memmem(text.at, text.len, word, strlen(word));
}

struct body {
    int from; /* line of its opening brace; 0 outside a function */
    bool dispatch;
};

/* The style puts a function's braces, and no others, at the line's start. */
static void judge_line(const struct source *source, struct slice text, int line,
                       struct body *body, struct strbuf *report)
{
    int most, size;

    if (slice_is(text, "{"))
        *body = (struct body){ line, false };
    if (body->from && slice_starts(text, "    switch ("))
        body->dispatch = true;
    if (!body->from || !slice_is(text, "}"))
        return;
    size = line - body->from + 1;
    most = body->dispatch ? SHAPE_DISPATCH_MAX : SHAPE_FUNCTION_MAX;
    if (size > most)
        strbuf_printf(report, "%s:%d: a function of %d lines\n", source->path,
                      body->from, size);
    body->from = 0;
}

void shape_rules_sizes(const struct source_tree *tree, struct strbuf *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct source *source = &tree->items[i];
        struct slice rest = source->text, text;
        struct body body = { 0 };
        int line = 0;

        if (!source_is_code(source))
            continue;
        while (slice_line(&rest, &text))
            judge_line(source, text, ++line, &body, report);
        if (line > SHAPE_FILE_MAX)
            strbuf_printf(report, "%s: %d lines\n", source->path, line);
    }
}

void shape_rules_lines(const struct source_tree *tree, struct strbuf *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct source *source = &tree->items[i];
        struct slice rest = source->text, text;

        if (!source_is_code(source))
            continue;
        for (int line = 1; slice_line(&rest, &text); line++) {
            if (utf8_width(text) > SHAPE_WIDTH_MAX)
                strbuf_printf(report, "%s:%d: %d cells wide\n", source->path,
                              line, utf8_width(text));
            if (slice_starts(slice_trim(text), "//"))
                strbuf_printf(report, "%s:%d: a comment by two slashes\n",
                              source->path, line);
        }
    }
}

/* "FLOOR_NAME_H" for a header of src/floor/name.h. */
static void guard_of(const struct source *source, struct strbuf *guard)
{
    struct slice folder = source_folder(source), name = source_name(source);

    strbuf_puts(guard, "#ifndef ");
    for (size_t i = 0; i < folder.len; i++)
        strbuf_putc(guard, (char)toupper((unsigned char)folder.at[i]));
    strbuf_putc(guard, '_');
    for (size_t i = 0; i + 2 < name.len; i++)
        strbuf_putc(guard, (char)toupper((unsigned char)name.at[i]));
    strbuf_puts(guard, "_H\n");
}

static void judge_guard(const struct source *source, struct strbuf *report)
{
    struct strbuf guard = { 0 };

    guard_of(source, &guard);
    if (!contains(source->text, guard.at))
        strbuf_printf(report, "%s: has no guard %.*s\n", source->path,
                      (int)guard.len - 9, guard.at + 8);
    strbuf_finish(&guard);
}

void shape_rules_names(const struct source_tree *tree, struct strbuf *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct source *source = &tree->items[i];

        if (!source_is_code(source))
            continue;
        for (size_t j = 0; j < i; j++)
            if (slice_eq(source_name(source), source_name(&tree->items[j])))
                strbuf_printf(report, "%s: has the name of %s\n", source->path,
                              tree->items[j].path);
        if (source_below(source, "src/") &&
            slice_ends(source_name(source), ".h"))
            judge_guard(source, report);
    }
}

/* Tests are listed by module, 'arena' for test_arena.c. */
static bool listed(struct slice build, struct slice name)
{
    struct strbuf word = { 0 };
    bool found;

    strbuf_printf(&word, "'%.*s'", SLICE_ARG(name));
    found = contains(build, word.at);
    if (!found && slice_starts(name, "test_")) {
        strbuf_clear(&word);
        strbuf_printf(&word, "'%.*s'", (int)name.len - 7, name.at + 5);
        found = contains(build, word.at);
    }
    strbuf_finish(&word);
    return found;
}

void shape_rules_listed(const struct source_tree *tree, struct strbuf *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct source *source = &tree->items[i], *build;
        struct slice name = source_name(source);
        size_t dir = strlen(source->path) - name.len;

        if (!slice_ends(name, ".c"))
            continue;
        build =
            source_tree_find(tree, arena_printf(tree->arena, "%.*smeson.build",
                                                (int)dir, source->path));
        if (!build || !listed(build->text, name))
            strbuf_printf(report, "%s: is not in its meson.build\n",
                          source->path);
    }
}

void shape_rules_words(const struct source_tree *tree, struct strbuf *report)
{
    /* In pieces, so that this file does not report itself. */
    static const char *const words[] = { "/wo"
                                         "rk/",
                                         "/ro"
                                         "ot/",
                                         "/Us"
                                         "ers/",
                                         "TO"
                                         "DO",
                                         "FIX"
                                         "ME" };

    for (size_t i = 0; i < tree->count; i++)
        for (size_t j = 0; j < sizeof words / sizeof *words; j++)
            if (contains(tree->items[i].text, words[j]))
                strbuf_printf(report, "%s: says %s\n", tree->items[i].path,
                              words[j]);
}
