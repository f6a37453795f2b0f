/* test_actions.c - the one list holds together. */
#include "screen/stage.h"

#include "base/utf8.h"
#include "screen/actions.h"

static void every_action_has_a_name_of_its_own_and_help(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(action_find(slice_of(list[i].name)), &list[i]);
        assert_true(strlen(list[i].help) > 5);
        assert_true(list[i].help[strlen(list[i].help) - 1] != '.');
        assert_non_null(list[i].group);
        assert_non_null(list[i].run);
        assert_true(list[i].where != 0);
    }
}

/* At each place a key means one thing, or the second could never be had. */
static void no_key_means_two_things_at_one_place(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++)
            for (unsigned where = 1; where <= WHERE_TALK_FIGURE; where <<= 1) {
                const struct action_key *key = &list[i].keys[k], *found = NULL;
                const struct action *other;

                if (!(list[i].where & where) || where == WHERE_NO_KEY ||
                    where == WHERE_SIGHT ||
                    (key->where && !(key->where & where)))
                    continue;
                other = action_of_key(key->press, where, &found);
                if (other != &list[i])
                    fail_msg("a key of %s is taken by %s", list[i].name,
                             other->name);
            }
}

static void every_key_has_a_name_that_leads_back_to_it(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            uint32_t press = list[i].keys[k].press;
            char name[32];

            for (int how = KEY_SIGNS; how <= KEY_WORDS; how++) {
                press_name(press, (enum key_names)how, name, sizeof name);
                assert_int_equal(press_from_name(slice_of(name)), press);
                assert_true(utf8_width(slice_of(name)) > 0);
            }
        }
}

/* lessons.md, section 5: what a script may say. */
static void every_action_of_lessons_is_there(void **state)
{
    static const char *const names[] = {
        "set",      "nudge",    "label", "soften", "lock",        "unlock",
        "examples", "format",   "unit",  "let",    "temperature", "answer",
        "hint",     "solution", "next",  "back",   "go",          "reveal",
        "undo",     "redo",     "reset", "save",   "restore",     "copy",
        "export",   "theme",
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_non_null(action_find(slice_of(names[i])));
}

static void arguments_in_keys_fit_their_action(void **state)
{
    size_t count;
    const struct action *list = actions(&count);

    (void)state;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < ACTION_KEYS && list[i].keys[k].press; k++) {
            struct slice rest = slice_of(list[i].keys[k].arguments), word;
            size_t n = 0;

            while (slice_word(&rest, &word))
                n++;
            assert_true(n >= list[i].least && n <= ACTION_ARGUMENTS);
        }
}

/* On a screen that is large enough for all of it. */
static void the_help_shows_every_action(void **state)
{
    size_t count;
    const struct action *list = actions(&count);
    struct stage stage;

    (void)state;
    stage_open(&stage, (struct stage_options){
                           .section = "1.1", .cols = 300, .rows = 100 });
    stage_keys(&stage, "?");
    for (size_t i = 0; i < count; i++)
        if (action_of_course(&list[i]) && !action_only_of_talk(&list[i]))
            assert_shows(&stage, list[i].help);
    stage_close(&stage);
    stage_open(&stage,
               (struct stage_options){
                   .section = "1.1", .cols = 300, .rows = 100, .talk = true });
    stage_keys(&stage, "?");
    for (size_t i = 0; i < count; i++)
        if (action_only_of_talk(&list[i]))
            assert_shows(&stage, list[i].help);
    stage_close(&stage);
}

static void a_slip_of_the_pen_is_understood(void **state)
{
    struct stage stage;
    struct err err;

    (void)state;
    stage_open(&stage, (struct stage_options){ .section = "1.1" });
    assert_false(stage_try(&stage, "formet float32", &err));
    assert_non_null(strstr(err.text, "did you mean 'format'"));
    assert_false(stage_try(&stage, "a", &err));
    assert_null(strstr(err.text, "did you mean"));
    assert_false(stage_try(&stage, "abracadabra", &err));
    assert_non_null(strstr(err.text, "no action"));
    assert_false(stage_try(&stage, "set 1 heads", &err));
    assert_non_null(strstr(err.text, "set ROW CLASS X"));
    assert_false(stage_try(&stage, "reset now", &err));
    assert_true(stage_try(&stage, "# a comment", &err));
    assert_true(stage_try(&stage, "   ", &err));
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_action_has_a_name_of_its_own_and_help),
        cmocka_unit_test(no_key_means_two_things_at_one_place),
        cmocka_unit_test(every_key_has_a_name_that_leads_back_to_it),
        cmocka_unit_test(every_action_of_lessons_is_there),
        cmocka_unit_test(arguments_in_keys_fit_their_action),
        cmocka_unit_test(the_help_shows_every_action),
        cmocka_unit_test(a_slip_of_the_pen_is_understood),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
