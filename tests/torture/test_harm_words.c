/* Every harmful text as an argument of every command, and in the environment.
 *
 * Seen to fail: with utf8_gate() left out of say() in main.c, by all that have
 * an escape. */
#include "torture/harm_trial.h"

#include <string.h>

#include "base/strbuf.h"
#include "support/test.h"

static void tell_unsaid(const struct harm_trial *trial, const char *where)
{
    fail_msg("%s: '%s' is not to be seen in %s", trial->harm->name,
             trial->harm->shown, where);
}

/* Where it is quoted whole, what is to be seen of it is seen. */
static void try_words(struct harm_trial *trial)
{
    static const char *const lines[][4] = {
        { NULL },
        { "help" },
        { "show" },
        { "check" },
        { "learn" },
        { "learn", "--theme" },
        { "learn", "--size" },
        { "learn", "1.2", "--script" },
        { "learn", "1.2", "--dump" },
        { "present" },
        { "present", "--minutes" },
        { "math" },
        { "math", "x", "--let" },
        { "math", "x", "--data" },
        { "eval" },
        { "eval", "--unit" },
        { "eval", "--classes" },
        { "eval", "--probs" },
        { "lab" },
        { "merge" },
        { "progress" },
        { "new" },
        { "list" },
    };

    if (!harm_fits(trial->harm))
        return;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *words[5] = { lines[i][0], lines[i][1], lines[i][2] };
        size_t n = 0;

        while (words[n])
            n++;
        words[n] = trial->harm->bytes;
        if (!harm_judge(trial, words, NULL, NULL,
                        n == 1 && i < 3 ? trial->harm->shown : NULL))
            tell_unsaid(trial, words[0]);
    }
}

static void arguments(void **state)
{
    harm_for_each(*state, try_words);
}

static void try_environment(struct harm_trial *trial)
{
    static const char *const names[] = {
        "TERM",           "LIKELY_LESSONS", "HOME",   "XDG_STATE_HOME",
        "LC_ALL",         "LANG",           "LINES",  "COLUMNS",
        "NO_COLOR",       "ESCDELAY",       "TMPDIR", "COLORTERM",
        "XDG_CONFIG_HOME"
    };
    static const char *const lines[][3] = {
        { "list" }, { "show", "1.2" }, { "learn", "1.2" }, { "progress" }
    };
    struct strbuf variable = { 0 };

    if (!harm_fits(trial->harm))
        return;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        strbuf_clear(&variable);
        strbuf_printf(&variable, "%s=%s%s", names[i],
                      strcmp(names[i], "XDG_STATE_HOME") ? "" : "/proc/",
                      trial->harm->bytes);
        for (size_t k = 0; k < sizeof lines / sizeof *lines; k++)
            harm_judge(trial,
                       (const char *[]){ lines[k][0], lines[k][1], NULL },
                       strbuf_text(&variable), NULL, NULL);
    }
    strbuf_finish(&variable);
}

static void the_environment(void **state)
{
    harm_for_each(*state, try_environment);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments),
        cmocka_unit_test(the_environment),
    };

    return cmocka_run_group_tests_name("harmful words", tests, harm_make,
                                       harm_finish);
}
