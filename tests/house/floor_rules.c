#include "house/floor_rules.h"

#include <string.h>

#include "base/strbuf.h"

enum {
    BASE = 1 << 0,
    NUM = 1 << 1,
    TEX = 1 << 2,
    LESSON = 1 << 3,
    LAB = 1 << 4,
    COURSE = 1 << 5,
    DRAW = 1 << 6,
    SCREEN = 1 << 7,
    UI = 1 << 8,
    CLI = 1 << 9,
    FLOORS = 10
};

static const struct {
    const char *name;
    unsigned below;
} floors[FLOORS] = {
    { "base", 0 },
    { "num", BASE },
    { "tex", BASE | NUM },
    { "lesson", BASE | TEX },
    { "lab", BASE | NUM | TEX },
    { "course", BASE | NUM | TEX | LESSON | LAB },
    { "draw", BASE | NUM | TEX | LESSON | LAB | COURSE },
    { "screen", BASE | NUM | TEX | LESSON | LAB | COURSE | DRAW },
    { "ui", BASE | DRAW | SCREEN },
    { "cli", BASE | NUM | TEX | LESSON | LAB | COURSE | DRAW | SCREEN | UI },
};

static const struct {
    const char *header;
    unsigned floors;
} outside[] = {
    { "utf8proc.h", BASE },
    { "immintrin.h", NUM },
    { "md4c.h", LESSON },
    { "yaml.h", LESSON },
    { "jansson.h", LESSON | CLI },
    { "csv.h", LAB },
    { "lbfgs.h", LAB },
    { "curses.h", UI },
    { "ncurses.h", UI },
    { "term.h", UI },
    { "ncursesw/curses.h", UI },
    { "ncursesw/ncurses.h", UI },
    { "ncursesw/term.h", UI },
};

/* What a C library and POSIX bring along, besides sys/. */
static const char *const library[] = {
    "assert.h",    "ctype.h",       "dirent.h", "errno.h",    "fcntl.h",
    "fenv.h",      "float.h",       "getopt.h", "inttypes.h", "langinfo.h",
    "limits.h",    "locale.h",      "math.h",   "poll.h",     "pthread.h",
    "pwd.h",       "setjmp.h",      "signal.h", "stdalign.h", "stdarg.h",
    "stdatomic.h", "stdbool.h",     "stddef.h", "stdint.h",   "stdio.h",
    "stdlib.h",    "stdnoreturn.h", "string.h", "strings.h",  "termios.h",
    "time.h",      "unistd.h",      "wchar.h",  "wctype.h",
};

struct include {
    struct slice name;
    bool ours; /* "quoted", not <bracketed> */
    int line;
};

/* The next include of a file; *line counts on. */
static bool next_include(struct slice *rest, int *line, struct include *found)
{
    struct slice text;

    while (slice_line(rest, &text)) {
        ++*line;
        if (!slice_starts(text, "#include "))
            continue;
        text = slice_trim(slice_sub(text, 9, text.len));
        if (text.len < 2)
            continue;
        *found = (struct include){ slice_sub(text, 1, text.len - 1),
                                   text.at[0] == '"', *line };
        return true;
    }
    return false;
}

static int floor_index(struct slice name)
{
    for (int i = 0; i < FLOORS; i++)
        if (slice_is(name, floors[i].name))
            return i;
    return -1;
}

static struct slice first_part(struct slice path)
{
    size_t n = 0;

    while (n < path.len && path.at[n] != '/')
        n++;
    return slice_sub(path, 0, n < path.len ? n : 0);
}

static void complain(struct strbuf *report, const struct source *source,
                     int line, struct slice name, const char *why)
{
    strbuf_printf(report, "%s:%d: includes %.*s, %s\n", source->path, line,
                  SLICE_ARG(name), why);
}

static void judge_ours(const struct source *source, struct include inc,
                       struct strbuf *report)
{
    int from = floor_index(source_folder(source));
    int to = floor_index(first_part(inc.name));
    bool test = source_below(source, "tests/");

    if (test && (from < 0 || to < 0))
        return;
    if (from < 0 || to < 0)
        complain(report, source, inc.line, inc.name, "which is on no floor");
    else if (from != to && !(floors[from].below & 1u << to))
        complain(report, source, inc.line, inc.name, "which is not below");
}

void floor_rules_down(const struct source_tree *tree, struct strbuf *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct slice rest = tree->items[i].text;
        struct include inc;
        int line = 0;

        if (!source_is_code(&tree->items[i]))
            continue;
        while (next_include(&rest, &line, &inc))
            if (inc.ours)
                judge_ours(&tree->items[i], inc, report);
    }
}

static bool of_library(struct slice name)
{
    if (slice_starts(name, "sys/"))
        return true;
    for (size_t i = 0; i < sizeof library / sizeof *library; i++)
        if (slice_is(name, library[i]))
            return true;
    return false;
}

static void judge_outside(const struct source *source, struct include inc,
                          struct strbuf *report)
{
    int floor = floor_index(source_folder(source));

    if (of_library(inc.name))
        return;
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        if (!slice_is(inc.name, outside[i].header))
            continue;
        if (floor < 0 || !(outside[i].floors & 1u << floor))
            complain(report, source, inc.line, inc.name,
                     "which is kept to another floor");
        return;
    }
    complain(report, source, inc.line, inc.name, "which no floor is given");
}

void floor_rules_outside(const struct source_tree *tree, struct strbuf *report)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct slice rest = tree->items[i].text;
        struct include inc;
        int line = 0;

        if (!source_is_code(&tree->items[i]) ||
            !source_below(&tree->items[i], "src/"))
            continue;
        while (next_include(&rest, &line, &inc))
            if (!inc.ours)
                judge_outside(&tree->items[i], inc, report);
    }
}

enum visit { UNSEEN, OPEN, DONE };

/* Depth first; an include that leads to a header still open closes a ring. */
static void walk(const struct source_tree *tree, size_t at, enum visit *seen,
                 struct strbuf *report)
{
    struct slice rest = tree->items[at].text;
    struct include inc;
    int line = 0;

    seen[at] = OPEN;
    while (next_include(&rest, &line, &inc)) {
        const struct source *next =
            source_tree_find(tree, arena_printf(tree->arena, "src/%.*s",
                                                SLICE_ARG(inc.name)));
        size_t to;

        if (!inc.ours || !next)
            continue;
        to = (size_t)(next - tree->items);
        if (seen[to] == OPEN)
            complain(report, &tree->items[at], line, inc.name,
                     "which includes it again");
        else if (seen[to] == UNSEEN)
            walk(tree, to, seen, report);
    }
    seen[at] = DONE;
}

void floor_rules_cycles(const struct source_tree *tree, struct strbuf *report)
{
    enum visit *seen = arena_array(tree->arena, tree->count, sizeof *seen);

    for (size_t i = 0; i < tree->count; i++)
        if (seen[i] == UNSEEN)
            walk(tree, i, seen, report);
}
