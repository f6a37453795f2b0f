/* The course teaches every formula of its sources: each of the 157 stands in
 * the part of its document, as it is or corrected, or the list says why not.
 * The list was made by hand; what is checked is that it is whole and true. */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "support/test.h"

enum {
    FORMULAS = 157,
    EXCEPTIONS_MAX = 9,
    SECTION_QUESTIONS = 4,
    MINUTES_MIN = 3,
    MINUTES_MAX = 8,
    FILE_MAX = 1 << 20
};

static void add_file(struct strbuf *out, const char *folder, const char *name)
{
    struct strbuf path = { 0 };
    struct err err = { 0 };

    strbuf_printf(&path, "%s/%s", folder, name);
    if (!file_read(strbuf_text(&path), out, FILE_MAX, &err))
        fail_msg("%s", err.text);
    strbuf_finish(&path);
}

/* Without its blanks, which mean nothing in mathematics. */
static char *squeezed(const char *text)
{
    char *out = test_malloc(strlen(text) + 1), *to = out;

    for (; *text; text++)
        if (!isspace((unsigned char)*text))
            *to++ = *text;
    *to = '\0';
    return out;
}

/* All lessons of a part: the files whose names begin with `part`. */
static char *part_text(const char *part)
{
    const char *folder = getenv("LIKELY_LESSONS");
    struct strbuf all = { 0 };
    DIR *dir = opendir(folder);
    struct dirent *entry;
    char *out;

    assert_non_null(dir);
    while ((entry = readdir(dir)))
        if (strncmp(entry->d_name, part, strlen(part)) == 0)
            add_file(&all, folder, entry->d_name);
    closedir(dir);
    out = squeezed(strbuf_text(&all));
    strbuf_finish(&all);
    return out;
}

static bool stands(const char *part, const char *tex)
{
    char *text = part_text(part), *wanted = squeezed(tex);
    bool found = *wanted && strstr(text, wanted);

    test_free(text);
    test_free(wanted);
    return found;
}

static void every_formula_of_the_sources_is_taught(void **state)
{
    struct strbuf list = { 0 };
    int count = 0, exceptions = 0;
    char *save = NULL;

    (void)state;
    add_file(&list, getenv("LIKELY_TESTS"), "data/coverage.tsv");
    for (char *line = strtok_r(list.at, "\n", &save); line;
         line = strtok_r(NULL, "\n", &save)) {
        char part[16], tex[1024];
        int number;

        if (*line == '#')
            continue;
        assert_int_equal(sscanf(line, "%d\t%15[^\t]\t%1023[^\n]", &number, part,
                                tex),
                         3);
        assert_int_equal(number, ++count);
        if (strcmp(part, "-") == 0)
            exceptions++;
        else if (!stands(part, tex))
            fail_msg("formula %d is not in the part '%s': %s", number, part,
                     tex);
    }
    assert_int_equal(count, FORMULAS);
    assert_true(exceptions <= EXCEPTIONS_MAX);
    strbuf_finish(&list);
}

/* The numbers that the documents give their equations (of the second they
 * were lost, and are restored): each stands in the part, the number with it. */
static void every_numbered_equation_bears_its_number(void **state)
{
    static const struct {
        const char *part;
        int last;
    } numbered[] = { { "phan", 18 }, { "entropy", 11 }, { "rigorous", 9 } };

    (void)state;
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        for (int n = 1; n <= numbered[i].last; n++) {
            char tag[32];

            snprintf(tag, sizeof tag, "\\tag{%d}", n);
            if (!stands(numbered[i].part, tag))
                fail_msg("the part '%s' has no equation (%d)", numbered[i].part,
                         n);
        }
}

static int count_of(const char *text, const char *what)
{
    int n = 0;

    for (; (text = strstr(text, what)); text += strlen(what))
        n++;
    return n;
}

static void check_section(const char *name, const char *text)
{
    const char *minutes = strstr(text, "\nminutes: ");
    long read = minutes ? strtol(minutes + 10, NULL, 10) : 0;

    if (count_of(text, "\n```question ") < SECTION_QUESTIONS)
        fail_msg("%s has fewer than %d questions", name, SECTION_QUESTIONS);
    if (count_of(text, "\nfirst: true\n") < 1)
        fail_msg("%s has nothing to predict", name);
    if (read < MINUTES_MIN || read > MINUTES_MAX)
        fail_msg("%s takes %ld minutes", name, read);
    if (!strstr(text, "\nsource: "))
        fail_msg("%s names no source", name);
}

static void every_section_asks_and_is_short(void **state)
{
    const char *folder = getenv("LIKELY_LESSONS");
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int sections = 0;

    (void)state;
    assert_non_null(dir);
    while ((entry = readdir(dir))) {
        struct strbuf text = { 0 };

        if (!slice_ends(slice_of(entry->d_name), ".md") ||
            strcmp(entry->d_name, "notation.md") == 0)
            continue;
        add_file(&text, folder, entry->d_name);
        check_section(entry->d_name, strbuf_text(&text));
        strbuf_finish(&text);
        sections++;
    }
    closedir(dir);
    assert_true(sections >= 27);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_formula_of_the_sources_is_taught),
        cmocka_unit_test(every_numbered_equation_bears_its_number),
        cmocka_unit_test(every_section_asks_and_is_short),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
