/* test_objects.c - what only the compiler can tell.
 *
 * Every header compiles alone, and no object file has a variable that
 * changes, but for the two the design allows. To see them fail: take
 * <stddef.h> out of base/arena.h; write `static int calls;` into any file
 * and count it up in a function.
 */
#include "support/test.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "house/source_tree.h"

/* Where a variable may change, and why. */
static const char *const allowed[] = {
    "fatal.c",   /* the hook that gives the terminal back */
    "signals.c", /* the flag a signal handler can reach */
};

/* Runs a command and appends what it prints; false when it fails. */
static bool run(const char *command, struct strbuf *out)
{
    FILE *pipe = popen(command, "r");
    char part[4096];
    size_t n;

    assert_non_null(pipe);
    while ((n = fread(part, 1, sizeof part, pipe)) > 0)
        strbuf_add(out, part, n);
    return pclose(pipe) == 0;
}

static bool is_header(const struct source *source)
{
    return slice_ends(source_name(source), ".h");
}

/* All headers in one call of the compiler, which treats each by itself. */
static void every_header_compiles_alone(void **state)
{
    struct strbuf command = { 0 }, said = { 0 };
    struct source_tree tree;
    bool ok;

    (void)state;
    source_tree_init(&tree);
    assert_true(source_tree_read(&tree, HOUSE_ROOT, "src"));
    strbuf_puts(&command, HOUSE_CC " -std=c11 -D_GNU_SOURCE -fsyntax-only "
                                   "-I'" HOUSE_ROOT "/src' -x c");
    for (size_t i = 0; i < tree.count; i++)
        if (is_header(&tree.items[i]))
            strbuf_printf(&command, " '%s/%s'", HOUSE_ROOT, tree.items[i].path);
    strbuf_puts(&command, " 2>&1");
    ok = run(command.at, &said);
    if (!ok)
        print_error("%s\n", strbuf_text(&said));
    assert_true(ok);
    source_tree_finish(&tree);
    strbuf_finish(&command);
    strbuf_finish(&said);
}

static bool may_change(struct slice object)
{
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        struct strbuf end = { 0 };
        bool yes;

        strbuf_printf(&end, "/%s.o", allowed[i]);
        yes = slice_ends(object, end.at);
        strbuf_finish(&end);
        if (yes)
            return true;
    }
    return false;
}

/* One symbol of objdump's table, "VALUE FLAGS SECTION\tSIZE NAME": an object
 * in a section that can be written. Tables of pointers lie in .data.rel.ro,
 * which is closed to writing once the program runs. */
static bool changes(struct slice symbol)
{
    struct slice word;

    for (bool object = false; slice_word(&symbol, &word);) {
        if (slice_is(word, "O"))
            object = true;
        else if (object)
            return (slice_starts(word, ".data") &&
                    !slice_starts(word, ".data.rel.ro")) ||
                   slice_starts(word, ".bss") || slice_starts(word, ".tbss") ||
                   slice_starts(word, ".tdata") || slice_is(word, "*COM*");
    }
    return false;
}

/* A line for every variable in objdump's listing that changes where none
 * may. */
static void judge(struct slice listing, struct strbuf *report)
{
    struct slice line, object = { 0 };

    while (slice_line(&listing, &line)) {
        const char *colon = line.len ? memchr(line.at, ':', line.len) : NULL;

        if (colon &&
            slice_ends(slice_sub(line, 0, (size_t)(colon - line.at)), ".o"))
            object = slice_sub(line, 0, (size_t)(colon - line.at));
        else if (changes(line) && !may_change(object))
            strbuf_printf(report, "%.*s: %.*s\n", SLICE_ARG(object),
                          SLICE_ARG(line));
    }
}

static void a_variable_that_changes_is_caught(void **state)
{
    struct strbuf report = { 0 };

    (void)state;
    judge(slice_of("src/a.c.o:     file format elf64-x86-64\n\n"
                   "0000 l     O .rodata\t0010 table\n"
                   "0000 l     O .data.rel.ro.local\t0010 names\n"
                   "0000 g     F .text\t0010 f\n"),
          &report);
    assert_int_equal(report.len, 0);
    judge(slice_of("src/a.c.o:     file format elf64-x86-64\n\n"
                   "0000 l     O .bss\t0004 calls\n"),
          &report);
    assert_string_equal(strbuf_text(&report),
                        "src/a.c.o: 0000 l     O .bss\t0004 calls\n");
    strbuf_clear(&report);
    judge(slice_of("src/fatal.c.o:     file format elf64-x86-64\n\n"
                   "0000 l     O .bss\t0008 hook\n"),
          &report);
    assert_int_equal(report.len, 0);
    strbuf_finish(&report);
}

/* Sanitizers add variables of their own, so their builds are passed over. */
static void no_variable_changes_but_the_two(void **state)
{
    struct strbuf said = { 0 }, report = { 0 };

    (void)state;
    if (HOUSE_SANITIZED)
        skip();
    assert_true(run("objdump -t " HOUSE_BUILD "/src/*/*.p/*.o 2>&1", &said));
    judge((struct slice){ said.at, said.len }, &report);
    assert_string_equal(strbuf_text(&report), "");
    strbuf_finish(&said);
    strbuf_finish(&report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_header_compiles_alone),
        cmocka_unit_test(a_variable_that_changes_is_caught),
        cmocka_unit_test(no_variable_changes_but_the_two),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
