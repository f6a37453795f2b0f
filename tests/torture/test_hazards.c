/* docs/robustness.md names, for each of its hazards, tests that exist.
 *
 * Seen to fail: with a letter of a test's name changed on the page. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "support/test.h"

enum { HAZARDS = 28 };

/* A path from tests/, or a name in the folder of the one before. */
static bool exists(struct slice name, char folder[64])
{
    const char *slash = memrchr(name.at, '/', name.len);
    char path[512];

    if (slash)
        snprintf(folder, 64, "%.*s/", (int)(slash - name.at), name.at);
    snprintf(path, sizeof path, LIKELY_SOURCE "/tests/%s%.*s",
             slash ? "" : folder, SLICE_ARG(name));
    if (!strncmp(name.at, "tests/", 6))
        snprintf(path, sizeof path, LIKELY_SOURCE "/%.*s", SLICE_ARG(name));
    if (access(path, R_OK) != 0)
        print_error("no %s\n", path);
    return access(path, R_OK) == 0;
}

/* Of the names in backticks those that end as a test's file does. */
static int count_tests(struct slice row)
{
    char folder[64] = "";
    int count = 0;

    for (const char *at = memchr(row.at, '`', row.len); at;) {
        struct slice rest = slice_sub(row, (size_t)(at + 1 - row.at), row.len);
        const char *end = memchr(rest.at, '`', rest.len);
        struct slice name;

        assert_non_null(end);
        name = slice_sub(rest, 0, (size_t)(end - rest.at));
        if (slice_ends(name, ".c") || slice_ends(name, ".sh")) {
            assert_true(exists(name, folder));
            count++;
        }
        rest = slice_sub(rest, name.len + 1, rest.len);
        at = memchr(rest.at, '`', rest.len);
    }
    return count;
}

static void each_has_its_test(void **state)
{
    struct strbuf text = { 0 };
    struct slice rest, line;
    int hazards = 0;

    (void)state;
    assert_true(file_read(LIKELY_SOURCE "/docs/robustness.md", &text, 0, NULL));
    rest = (struct slice){ text.at, text.len };
    while (slice_line(&rest, &line)) {
        char number[16];

        snprintf(number, sizeof number, "| %d |", hazards + 1);
        if (!slice_starts(line, number))
            continue;
        hazards++;
        if (count_tests(line) == 0)
            fail_msg("hazard %d has no test", hazards);
    }
    assert_int_equal(hazards, HAZARDS);
    strbuf_finish(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(each_has_its_test) };

    return cmocka_run_group_tests_name("hazards", tests, NULL, NULL);
}
