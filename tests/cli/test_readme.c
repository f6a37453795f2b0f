/* test_readme.c - what README.md shows of commands is what they print.
 *
 * Its indented blocks hold lines "$ COMMAND" and, below each, what is printed.
 * They are run in order in an empty folder, where ./run is the program; a file
 * that is shown with `cat` is written there. Blanks are compared as one, for
 * README.md wraps long lines; "..." stands for anything.
 *
 * To see it fail: change a digit that README.md says is printed.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"

/* Appends the words of a text with one blank behind each. */
static void add_words(struct strbuf *out, struct slice text)
{
    struct slice word;

    while (slice_word(&text, &word)) {
        strbuf_add(out, word.at, word.len);
        strbuf_putc(out, ' ');
    }
}

/* Whether the text begins with the parts of the pattern between "... ", in
 * their order, and ends with the last. */
static bool fits(const char *text, const char *pattern)
{
    static const char any[] = "... ";
    const char *end = strstr(pattern, any);

    if (!end)
        return strcmp(text, pattern) == 0;
    if (strncmp(text, pattern, (size_t)(end - pattern)) != 0)
        return false;
    for (text += end - pattern; *text; text++)
        if (fits(text, end + strlen(any)))
            return true;
    return false;
}

static void run(const char *folder, const char *command, const char *shown)
{
    struct strbuf line = { 0 }, printed = { 0 };
    char part[4096];
    FILE *pipe;

    strbuf_printf(&line,
                  "cd '%s' && LC_ALL=C.UTF-8 LIKELY_LESSONS='%s/lessons' "
                  "COLUMNS=80 %s 2>&1",
                  folder, LIKELY_SOURCE, command);
    pipe = popen(strbuf_text(&line), "r");
    assert_non_null(pipe);
    while (fgets(part, sizeof part, pipe))
        add_words(&printed, slice_of(part));
    pclose(pipe);
    if (!fits(strbuf_text(&printed), shown))
        fail_msg("%s\nprints: %s\nand not: %s", command, strbuf_text(&printed),
                 shown);
    strbuf_finish(&line);
    strbuf_finish(&printed);
}

/* A file that README.md shows is there from then on. */
static void write_shown(const char *folder, const char *name,
                        const struct strbuf *lines)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(
        file_replace(path, (struct slice){ lines->at, lines->len }, NULL));
}

/* Takes the indented lines up to the next command or the end of the block. */
static void take_shown(struct slice *rest, struct strbuf *lines)
{
    struct slice after = *rest, line;

    while (slice_line(&after, &line) && slice_starts(line, "    ") &&
           !slice_starts(line, "    $ ")) {
        strbuf_add(lines, line.at + 4, line.len - 4);
        strbuf_putc(lines, '\n');
        *rest = after;
    }
}

static void commands_print_what_is_shown(void **state)
{
    char folder[] = "/tmp/likely-readme-XXXXXX", line[4096];
    struct strbuf text = { 0 };
    struct slice rest, row;
    int found = 0;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(line, sizeof line, "%s/run", folder);
    assert_int_equal(symlink(LIKELY, line), 0);
    assert_true(file_read(LIKELY_SOURCE "/README.md", &text, 0, NULL));
    rest = (struct slice){ text.at, text.len };
    while (slice_line(&rest, &row)) {
        struct strbuf lines = { 0 }, words = { 0 };

        if (!slice_starts(row, "    $ "))
            continue;
        snprintf(line, sizeof line, "%.*s", (int)row.len - 6, row.at + 6);
        take_shown(&rest, &lines);
        add_words(&words, (struct slice){ lines.at, lines.len });
        if (strncmp(line, "cat ", 4) == 0)
            write_shown(folder, line + 4, &lines);
        run(folder, line, strbuf_text(&words));
        found++;
        strbuf_finish(&lines);
        strbuf_finish(&words);
    }
    assert_true(found >= 6);
    snprintf(line, sizeof line, "rm -r %s", folder);
    assert_int_equal(system(line), 0);
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands_print_what_is_shown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
