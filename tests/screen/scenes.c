#include "screen/scenes.h"

#include <stdio.h>
#include <stdlib.h>

#include "draw/canvas.h"

/* clang-format off */
static const struct scene course[] = {
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
    { "link", "links.md", "equation +\nequation +", false },
    { "link-copied", "links.md", "follow 3", false },
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
    { "find", NULL, "find coin", false },
    { "figure", "figures.md", "equation\npress right", false },
    { "choice", "1.1", "choose 2", false },
    { "ordering", "../lessons/questions.md",
      "answer bet 0.09\nsolution nll\nchoose 3", false },
    { "reach", "../lessons/questions.md",
      "reveal\nanswer bet 0.09\nsolution nll\nsolution chain\nsolution faded\n"
      "solution faded\npage-down",
      false },
    { "help", "1.2", "help", false },
    { "help-lab", "1.2", "focus\nhelp", false },
    { "help-end", "1.2", "help\nbottom", false },
};

static const struct scene files[] = {
    { "desk", "films.csv", "", false },
    { "desk-ascii", "films.csv", "down\nright", true },
    { "desk-typing", "films.csv", "type\npress 4\npress 2", false },
    { "desk-missed", "films.csv", "filter missed", false },
    { "desk-edited", "films.csv",
      "sort loss\nset 1 Positive 0.05\nsoften 2 0.2\nlock 3 1\nunit bits",
      false },
    { "desk-confusion", "films.csv", "view confusion\ndown\nright", false },
    { "desk-reliability", "films.csv", "view reliability", false },
    { "desk-reliability-ascii", "films.csv", "view reliability", true },
    { "desk-worst", "films.csv", "view worst\ndown", false },
    { "desk-write", "films.csv", "write", false },
    { "desk-ask", "films.csv", "set 1 Positive 0.1\nquit", false },
    { "desk-refused", "films.csv", "press esc", false },
    { "desk-ghost", "films.csv", "prompt \"filter mi\"", false },
    { "desk-help", "films.csv", "help", false },
    { "desk-logits", "images.csv", "temperature 2\nexamples 1000", false },
    { "desk-logits-pairs", "images.csv", "view confusion", false },
    { "desk-logits-filter", "images.csv", "filter confused cat ship", false },
};

static const struct scene talks[] = {
    { "talk", "talk.md", "", false },
    { "talk-step", "talk.md", "step 3", false },
    { "talk-spot", "talk.md", "step 3\nspot", false },
    { "talk-end", "talk.md", "slide 9999", false },
    { "talk-large", "talk.md", "step 3\nlarge", false },
    { "talk-lab", "talk.md", "step 3\nfocus", false },
    { "talk-lab-ascii", "talk.md", "step 3\nfocus", true },
    { "talk-jump", "talk.md", "jump", false },
    { "talk-blank", "talk.md", "blank", false },
    { "talk-help", "talk.md", "help", false },
    { "talk-prompt", "talk.md", "prompt \"hand 1\"", false },
    { "talk-hands", "talk.md", "step 16", false },
    { "talk-figure", "figures.md", "try chart\npress right", false },
};

static const struct scene notes[] = { { "notes", NULL, "", false } };

static const struct scene told[] = {
    { "told", NULL, "", false },
    { "told-ascii", NULL, "", true },
    { "told-held", NULL, "space", false },
    { "told-strayed", NULL, "space right tab right", false },
    { "told-end", NULL, "right right right", false },
};
/* clang-format on */

static const char recording[] = "@0.00 size 80x24\n"
                                "@0.00 go 1.1\n"
                                "@9.00 step\n"
                                "@19.00 step\n"
                                "@3700.00 quit\n";

static long long no_time(void)
{
    return 0;
}

static const struct play_options play = { .text = { recording,
                                                    sizeof recording - 1 },
                                          .name = "talk",
                                          .speed = 1.0,
                                          .ms = no_time };

static bool no_talk(void *context, struct strbuf *out)
{
    (void)context;
    (void)out;
    return false;
}

static const struct notes_options alone = { .read = no_talk };

const struct scene *scenes(enum scene_kind kind, size_t *count)
{
    switch (kind) {
    case SCENE_FILE:
        *count = sizeof files / sizeof *files;
        return files;
    case SCENE_TALK:
        *count = sizeof talks / sizeof *talks;
        return talks;
    case SCENE_NOTES:
        *count = sizeof notes / sizeof *notes;
        return notes;
    case SCENE_TOLD:
        *count = sizeof told / sizeof *told;
        return told;
    default:
        *count = sizeof course / sizeof *course;
        return course;
    }
}

void scene_open(struct stage *stage, enum scene_kind kind,
                const struct scene *scene, struct stage_options options)
{
    char path[512];

    options.section = scene->section;
    options.ascii = scene->ascii;
    options.talk = kind == SCENE_TALK || kind == SCENE_TOLD;
    options.play = kind == SCENE_TOLD ? &play : NULL;
    options.notes = kind == SCENE_NOTES ? &alone : NULL;
    options.still |= options.talk;
    if (scene->section && slice_ends(slice_of(scene->section), ".md")) {
        snprintf(path, sizeof path, "%s/data/screen/%s", getenv("LIKELY_TESTS"),
                 scene->section);
        options.section = path;
    }
    stage_open(stage, options);
    if (kind == SCENE_TOLD) {
        stage_resize(stage, canvas_cols(stage->canvas),
                     canvas_rows(stage->canvas));
        stage_keys(stage, scene->script);
    } else {
        stage_script(stage, scene->script);
    }
}

void scenes_visit(struct stage_options options,
                  void (*look)(struct stage *stage, const char *name))
{
    for (int kind = 0; kind < SCENE_KINDS; kind++) {
        size_t count;
        const struct scene *list = scenes((enum scene_kind)kind, &count);

        for (size_t i = 0; i < count; i++) {
            struct stage stage;

            scene_open(&stage, (enum scene_kind)kind, &list[i], options);
            look(&stage, list[i].name);
            stage_close(&stage);
        }
    }
}
