/* Every harmful text through every way in that needs no terminal. Whatever
 * becomes of it, nothing of it comes out as it went in: no escape, no control
 * character, no byte that is no UTF-8, no character that hides or turns round.
 *
 * Seen to fail: with the gate left out of err_set() by all that is told of in
 * a message; with '\r' let through by "cr"; with U+202E taken out of what may
 * not be drawn by "bidi-rlo". */
#include "torture/harm_trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "support/test.h"
#include "ui/guest.h"

static void judge_lesson(const struct harm_trial *trial)
{
    static const char *const lines[][5] = {
        { "show", "l.md" },
        { "show", "l.md", "--steps" },
        { "check", "l.md" },
        { "learn", "l.md", "--plain" },
        { "learn", "l.md", "--script", "/dev/null", "--dump=text" },
        { "present", "l.md", "--script", "/dev/null", "--dump=text" },
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *words[6] = { lines[i][0], lines[i][1], lines[i][2],
                                 lines[i][3], lines[i][4] };

        harm_judge(trial, words, NULL, NULL, NULL);
    }
}

static void try_body(struct harm_trial *trial)
{
    const struct harm *harm = trial->harm;
    struct strbuf text = { 0 };

    strbuf_puts(&text, "---\ntitle: T\nminutes: 1\n---\n\n# A ");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "\n\nB ");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, " end\n\n- C ");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "\n\n| d | e |\n|---|---|\n| `");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "` | f |\n\n    ");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "\n\nG $x_");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "$ and\n\n$$");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "$$\n\n<!-- ");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, " -->\n");
    harm_write(trial, "l.md", &text);
    judge_lesson(trial);
    strbuf_finish(&text);
}

static void a_lesson_s_text(void **state)
{
    harm_for_each(*state, try_body);
}

static void try_front_matter(struct harm_trial *trial)
{
    struct strbuf text = { 0 };

    strbuf_puts(&text, "---\ntitle: \"T ");
    harm_yaml(trial->harm, &text);
    strbuf_puts(&text, "\"\nsource: \"");
    harm_yaml(trial->harm, &text);
    strbuf_puts(&text, "\"\nminutes: 1\n---\n\nText.\n");
    harm_write(trial, "l.md", &text);
    judge_lesson(trial);
    strbuf_clear(&text);
    strbuf_puts(&text, "---\n\"");
    harm_yaml(trial->harm, &text);
    strbuf_puts(&text, "\": 1\n---\n\nText.\n");
    harm_write(trial, "l.md", &text);
    judge_lesson(trial);
    strbuf_finish(&text);
}

static void front_matter(void **state)
{
    harm_for_each(*state, try_front_matter);
}

static void add_yaml(const struct harm *harm, struct strbuf *out,
                     const char *before, const char *after)
{
    strbuf_puts(out, before);
    harm_yaml(harm, out);
    strbuf_puts(out, after);
}

static void try_blocks(struct harm_trial *trial)
{
    const struct harm *harm = trial->harm;
    struct strbuf text = { 0 };

    strbuf_puts(&text, "---\ntitle: T\nminutes: 1\n---\n\nText.\n\n```lab A\n");
    add_yaml(harm, &text, "title: \"", "\"\n");
    add_yaml(harm, &text, "classes: [\"", "\", b]\nrows:\n");
    add_yaml(harm, &text, "  - {input: \"", "\", label: b, ");
    strbuf_puts(&text, "predicted: [0.5, 0.5]}\n```\n\n```question q\n");
    add_yaml(harm, &text, "ask: \"What ", "\"\nchoices:\n");
    add_yaml(harm, &text, "  - {text: \"", "\", right: true, ");
    add_yaml(harm, &text, "because: \"", "\"}\n  - {text: x, because: y}\n");
    add_yaml(harm, &text, "why: \"", "\"\n```\n\n```notes\n");
    strbuf_add(&text, harm->bytes, harm->n);
    add_yaml(harm, &text, "\n```\n\n```plot\n\"", "\": 1\n```\n");
    harm_write(trial, "l.md", &text);
    judge_lesson(trial);
    strbuf_finish(&text);
}

static void blocks_of_yaml(void **state)
{
    harm_for_each(*state, try_blocks);
}

static void judge_csv(const struct harm_trial *trial)
{
    static const char *const lines[][4] = {
        { "eval", "p.csv" },
        { "eval", "p.csv", "--json" },
        { "eval", "p.csv", "--worst=3" },
        { "lab", "p.csv", "--script=/dev/null", "--dump=text" },
        { "eval", "-" },
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const char *words[5] = { lines[i][0], lines[i][1], lines[i][2],
                                 lines[i][3] };

        harm_judge(trial, words, NULL, "p.csv", NULL);
    }
}

static void add_csv(const struct harm *harm, struct strbuf *out,
                    const char *before, const char *after)
{
    strbuf_puts(out, before);
    harm_csv(harm, out);
    strbuf_puts(out, after);
}

/* As text, as a class, as a column, as a label and as a number. */
static void try_csv(struct harm_trial *trial)
{
    const struct harm *harm = trial->harm;
    struct strbuf text = { 0 };

    add_csv(harm, &text, "text,label,p:a,p:b\n\"", "\",a,0.5,0.5\n");
    harm_write(trial, "p.csv", &text);
    judge_csv(trial);
    strbuf_clear(&text);
    add_csv(harm, &text, "text,label,\"p:", "\",p:b\nx,b,0.5,0.5\n");
    harm_write(trial, "p.csv", &text);
    judge_csv(trial);
    strbuf_clear(&text);
    add_csv(harm, &text, "\"", "\",label,p:a,p:b\nx,c,0.5,0.5\n");
    harm_write(trial, "p.csv", &text);
    judge_csv(trial);
    strbuf_clear(&text);
    add_csv(harm, &text, "label,p:a,p:b\n\"", "\",0.5,0.5\n");
    harm_write(trial, "p.csv", &text);
    judge_csv(trial);
    strbuf_clear(&text);
    add_csv(harm, &text, "label,p:a,p:b\na,\"", "\",0.5\n");
    harm_write(trial, "p.csv", &text);
    judge_csv(trial);
    strbuf_finish(&text);
}

static void files_of_predictions(void **state)
{
    harm_for_each(*state, try_csv);
}

/* In the place of a key, of a type and of the whole header. */
static void try_npy(struct harm_trial *trial)
{
    static const char *const heads[][2] = {
        { "{'descr': '", "', 'fortran_order': False, 'shape': (1, 2), }" },
        { "{'", "': '<f8', 'fortran_order': False, 'shape': (1, 2), }" },
        { "", "" },
    };
    const char *words[] = { "eval", "--probs=p.npy", "--labels=p.npy", NULL };
    struct strbuf text = { 0 };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t n = strlen(heads[i][0]) + trial->harm->n + strlen(heads[i][1]);

        strbuf_clear(&text);
        strbuf_add(&text, "\x93NUMPY\1\0", 8);
        strbuf_putc(&text, (char)(n & 255));
        strbuf_putc(&text, (char)(n >> 8));
        strbuf_puts(&text, heads[i][0]);
        strbuf_add(&text, trial->harm->bytes, trial->harm->n);
        strbuf_puts(&text, heads[i][1]);
        strbuf_fill(&text, '\0', 16);
        harm_write(trial, "p.npy", &text);
        harm_judge(trial, words, NULL, NULL, NULL);
    }
    strbuf_finish(&text);
}

static void headers_of_arrays(void **state)
{
    harm_for_each(*state, try_npy);
}

/* A name has no slash, and 255 bytes at most. */
static void file_name(const struct harm *harm, const char *end, char name[256])
{
    snprintf(name, 240, "%s", harm->bytes);
    for (char *p = name; *p; p++)
        if (*p == '/')
            *p = '_';
    strcat(name, end);
}

static void try_name_of(struct harm_trial *trial, const char *end,
                        const char *text, const char *const *commands)
{
    struct strbuf content = { 0 };
    char name[256];

    file_name(trial->harm, end, name);
    strbuf_puts(&content, text);
    harm_write(trial, name, &content);
    for (size_t k = 0; commands[k]; k++)
        harm_judge(trial, (const char *[]){ commands[k], name, NULL }, NULL,
                   NULL, NULL);
    strbuf_finish(&content);
}

static void try_name(struct harm_trial *trial)
{
    static const char *const lesson[] = { "show", "check", "learn", "present",
                                          NULL };
    static const char *const data[] = { "eval", "lab", "merge", NULL };

    if (!harm_fits(trial->harm))
        return;
    try_name_of(trial, ".md", "---\ntitle: T\n---\n\n$$x", lesson);
    try_name_of(trial, ".csv", "label,p:a\n", data);
}

/* And all of them at once, as a folder. */
static void names_of_files(void **state)
{
    struct harm_trial *trial = *state;

    harm_for_each(trial, try_name);
    harm_judge(trial, (const char *[]){ "check", ".", NULL }, NULL, NULL, NULL);
    harm_judge(trial, (const char *[]){ "show", "--steps", ".", NULL }, NULL,
               NULL, NULL);
}

/* A script of actions, a record and the place of a talk: files of our own that
 * somebody else wrote. */
static void try_own_files(struct harm_trial *trial)
{
    const struct harm *harm = trial->harm;
    struct strbuf text = { 0 };

    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, " 1\n");
    harm_write(trial, "s.actions", &text);
    harm_judge(trial,
               (const char *[]){ "learn", "1.2", "--script", "s.actions",
                                 "--dump=text", NULL },
               NULL, NULL, NULL);
    strbuf_clear(&text);
    strbuf_puts(&text, "find ");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "\nprompt \"");
    strbuf_add(&text, harm->bytes, harm->n);
    strbuf_puts(&text, "\"\n");
    harm_write(trial, "s.actions", &text);
    harm_judge(trial,
               (const char *[]){ "learn", "1.2", "--script", "s.actions",
                                 "--dump=text", NULL },
               NULL, NULL, NULL);
    harm_judge(trial,
               (const char *[]){ "present", "1.2", "--play", "s.actions",
                                 "--dump=text", NULL },
               NULL, NULL, NULL);
    harm_judge(trial, (const char *[]){ "learn", "1.2", "--plain", NULL }, NULL,
               "s.actions", NULL);
    harm_write(trial, ".local/state/likely/record", &text);
    harm_judge(trial, (const char *[]){ "progress", NULL }, NULL, NULL, NULL);
    harm_judge(trial, (const char *[]){ "progress", "--json", NULL }, NULL,
               NULL, NULL);
    strbuf_finish(&text);
}

static void files_of_our_own(void **state)
{
    struct harm_trial *trial = *state;
    char path[256];

    snprintf(path, sizeof path, "%s/.local/state/likely", trial->guest->home);
    assert_true(file_make_dir(path, NULL));
    harm_for_each(trial, try_own_files);
}

/* A folder of lessons that is not ours. */
static void try_course(struct harm_trial *trial)
{
    static const char *const lines[][3] = {
        { "list" },      { "list", "--ids" },
        { "progress" },  { "progress", "--json" },
        { "--plain" },   { "show", "1" },
        { "check", "c" }
    };
    char folder[600];
    struct strbuf text = { 0 };

    snprintf(folder, sizeof folder, "LIKELY_LESSONS=%s/c", trial->guest->home);
    add_yaml(trial->harm, &text, "title: \"", "\"\nparts:\n");
    add_yaml(trial->harm, &text, "  - id: 1\n    title: \"", "\"\n");
    add_yaml(trial->harm, &text, "    source: \"", "\"\n    sections:\n");
    add_yaml(trial->harm, &text, "      - {id: \"", "\", file: l.md}\n");
    harm_write(trial, "c/course.yaml", &text);
    strbuf_clear(&text);
    add_yaml(trial->harm, &text, "---\ntitle: \"", "\"\n---\n\nText.\n");
    harm_write(trial, "c/l.md", &text);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        harm_judge(trial, (const char *[]){ lines[i][0], lines[i][1], NULL },
                   folder, NULL, NULL);
    strbuf_finish(&text);
}

static void a_course_of_others(void **state)
{
    struct harm_trial *trial = *state;
    char path[256];

    snprintf(path, sizeof path, "%s/c", trial->guest->home);
    assert_true(file_make_dir(path, NULL));
    harm_for_each(trial, try_course);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_s_text),
        cmocka_unit_test(front_matter),
        cmocka_unit_test(blocks_of_yaml),
        cmocka_unit_test(files_of_predictions),
        cmocka_unit_test(headers_of_arrays),
        cmocka_unit_test(names_of_files),
        cmocka_unit_test(files_of_our_own),
        cmocka_unit_test(a_course_of_others),
    };

    return cmocka_run_group_tests_name("harm", tests, harm_make, harm_finish);
}
