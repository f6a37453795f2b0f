/* test_golden_screens.c - scripts of actions and the screens they end on.
 *
 * tests/data/screen/NAME.COLSxROWS.txt is the screen behind a list of actions
 * at that size. With UPDATE=1 in the environment it is written instead of
 * compared; then look at what changed.
 */
#include "screen/stage.h"

#include <stdio.h>
#include <stdlib.h>

struct scene {
    const char *name, *section, *script;
    bool ascii;
};

static const struct scene scenes[] = {
    { "map", NULL, "", false },
    { "map-moved", NULL, "down\ndown\ndown", false },
    { "text", "1.1", "", false },
    { "text-ascii", "1.1", "", true },
    { "answered", "1.1", "answer bet 1", false },
    { "hint", "1.1", "hint bet", false },
    { "step", "1.1", "answer bet 2\nnext", false },
    { "end", "1.1", "reveal\nbottom", false },
    { "lab", "1.1", "focus\nright", false },
    { "lab-edited", "1.2",
      "set 1 heads 0.9\nlabel 2 heads\nsoften 2 0.2\nlock 1 heads\n"
      "examples 1000\nunit bits\nfocus",
      false },
    { "lab-zero", "1.2", "examples 3000\nfocus", false },
    { "lab-true-zero", "1.2", "set 1 heads 0\nfocus", false },
    { "lab-ascii", "1.2", "focus", true },
    { "refused", "1.1", "focus\npress ]", false },
    { "logits", "2.1", "focus", false },
    { "typing", "1.2", "focus\ntype\npress 4\npress 2", false },
    { "prompt", "1.2", "prompt \"format fl\"", false },
    { "prompt-ghost", "1.2", "prompt exam", false },
    { "words", "1.3", "", false },
    { "values", "values.md", "reveal\ntop", false },
    { "values-ascii", "values.md", "reveal\ntop", true },
    { "values-end", "values.md", "reveal\nbottom", false },
    { "values-edited", "values.md", "reveal\nlet theta 2\nunit bits\ntop",
      false },
    { "values-lost", "values.md", "reveal\nexamples 3000\nbottom", false },
    { "values-slider", "values.md", "focus\nbottom\nright", false },
    { "fit", "fits.md", "fit by newton\nfit run", false },
    { "fit-ascii", "fits.md", "bottom\npage-up\nfit run", true },
    { "marked", "inspect.md", "equation +", false },
    { "inspect", "inspect.md", "inspect 1", false },
    { "inspect-product", "inspect.md",
      "inspect 1\npart next\nexamples 3000\nformat float16\nindex i 16",
      false },
    { "inspect-sum", "inspect.md",
      "inspect 2\npart next\npart in\nindex i 2\nset 1 heads 1", false },
    { "inspect-cell", "inspect.md",
      "inspect 3\npress right\npress down\npress down\npress right\npress "
      "down\npress down\npress down\npress right\npress +\nunit bits",
      false },
    { "inspect-ascii", "inspect.md", "inspect 2\npart next", true },
    { "inspect-refused", "inspect.md", "inspect 1\npress up", false },
    { "inspect-lab", "inspect.md", "focus\nright\ndown", false },
    { "slip", "../lessons/questions.md", "answer nll 0.9\nanswer nll log 0.7",
      false },
    { "answering", "../lessons/questions.md",
      "reveal\nchoose 0\nerase -\npress \\\npress f\npress r\npress a\npress "
      "c\n"
      "press 1\npress 3",
      false },
    { "unreadable", "../lessons/questions.md",
      "reveal\nchoose 0\npress (\npress .\npress enter", false },
    { "order", "../lessons/questions.md", "answer chain 1 2 3 4", false },
    { "steps", "../lessons/questions.md",
      "answer faded -log 0.3\nanswer faded 3", false },
    { "steps-ascii", "../lessons/questions.md",
      "answer faded -log 0.3\nanswer faded -log 0.6", true },
    { "worked", "../lessons/questions.md",
      "answer worked 3\nanswer worked log 0.2/log 10", false },
    { "reached", "../lessons/questions.md",
      "reveal\nanswer bet 1.4\nset 1 Positive 0.9\nsolution chain", false },
    { "help", "1.2", "help", false },
    { "help-lab", "1.2", "focus\nhelp", false },
    { "help-end", "1.2", "help\nbottom", false },
};

/* A lesson's file is one of tests/data/screen, outside of its course. */
static const char *section_of(const struct scene *scene, char *path,
                              size_t size)
{
    if (!scene->section || !slice_ends(slice_of(scene->section), ".md"))
        return scene->section;
    snprintf(path, size, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
             scene->section);
    return path;
}

static void compare_all(int cols, int rows)
{
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        struct stage stage;
        char path[512];

        stage_open(&stage,
                   (struct stage_options){
                       .section = section_of(&scenes[i], path, sizeof path),
                       .cols = cols,
                       .rows = rows,
                       .ascii = scenes[i].ascii });
        stage_script(&stage, scenes[i].script);
        stage_golden(&stage, scenes[i].name);
        stage_close(&stage);
    }
}

static void every_screen_at_80_by_24(void **state)
{
    (void)state;
    compare_all(80, 24);
}

static void every_screen_at_100_by_30(void **state)
{
    (void)state;
    compare_all(100, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_at_80_by_24),
        cmocka_unit_test(every_screen_at_100_by_30),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
