/* page_question.c - questions of a lesson: asked, then explained.
 */
#include "draw/page_build.h"

#include "base/arena.h"
#include "lesson/lesson.h"

enum { SIGN = 0, TEXT = 3, CHOICE_SIGN = 3, CHOICE_TEXT = 7, HINT_TEXT = 9 };

struct asking {
    struct build *build;
    const struct question_block *question;
    int col, index;
    int committed, hints;
};

static int cols_from(const struct asking *a, int col)
{
    int cols = a->build->options.width - col;

    return cols < 4 ? 4 : cols;
}

static int add_spans(struct asking *a, struct spans spans, int col,
                     struct style style)
{
    struct wrapped lines =
        wrap_spans(a->build->page->arena, spans, cols_from(a, col), style,
                   a->build->options.ascii);

    return build_lines(a->build, &lines, col);
}

static void add_ask(struct asking *a)
{
    bool open = a->committed < 0;
    int first;

    if (a->question->first) {
        struct page_row *row = build_row(a->build);

        build_put(a->build, row, a->col + SIGN, "?",
                  STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
        build_put(a->build, row, a->col + TEXT,
                  open ? "Predict first" : "Your prediction",
                  STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
    }
    first = add_spans(a, a->question->ask, a->col + TEXT, STYLE(ROLE_TEXT));
    if (!a->question->first && first < (int)a->build->page->row_count)
        build_put(a->build, &a->build->page->rows[first], a->col + SIGN, "?",
                  STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
}

/* The number while it is open; after that the verdict's sign, for the right
 * choice and for the one taken. */
static void add_sign(struct asking *a, struct page_row *row, int i)
{
    const struct question_choice *choice = &a->question->choices[i];
    int col = a->col + CHOICE_SIGN;
    char *number = arena_printf(a->build->page->arena, "%d", i + 1);

    if (a->committed >= 0 && choice->right)
        build_put(a->build, row, col, "\xE2\x9C\x93",
                  STYLE_WITH(ROLE_GOOD, ATTR_BOLD));
    else if (a->committed == i)
        build_put(a->build, row, col, "\xE2\x9C\x97",
                  STYLE_WITH(ROLE_BAD, ATTR_BOLD));
    build_put(a->build, row, col + 2, number,
              a->committed < 0 ? STYLE(ROLE_KEY) : STYLE(ROLE_DIM));
}

static void add_choice(struct asking *a, int i)
{
    const struct question_choice *choice = &a->question->choices[i];
    bool told = a->committed >= 0 && (choice->right || a->committed == i);
    bool other = a->committed >= 0 && !told;
    int first = add_spans(a, choice->text, a->col + CHOICE_TEXT,
                          STYLE(other  ? ROLE_DIM
                                : told ? ROLE_STRONG
                                       : ROLE_TEXT));
    struct page_anchor *anchor;

    if (first == (int)a->build->page->row_count)
        build_row(a->build);
    add_sign(a, &a->build->page->rows[first], i);
    anchor = build_anchor(a->build, ANCHOR_CHOICE, a->index, first, NULL);
    anchor->sub = i;
    anchor->col = a->col + CHOICE_SIGN;
    anchor->cols = a->build->options.width - anchor->col;
    if (told && choice->because.count > 0)
        add_spans(a, choice->because, a->col + CHOICE_TEXT, STYLE(ROLE_TEXT));
}

static void add_hints(struct asking *a)
{
    for (int i = 0; i < a->hints && i < (int)a->question->hint_count; i++) {
        int first = add_spans(a, a->question->hints[i], a->col + HINT_TEXT,
                              STYLE(ROLE_DIM));

        if (first < (int)a->build->page->row_count)
            build_put(a->build, &a->build->page->rows[first],
                      a->col + CHOICE_SIGN, "hint", STYLE(ROLE_WARN));
    }
}

void build_question(struct build *build, const struct block *block, int col)
{
    struct asking a = { .build = build,
                        .question = block->question,
                        .col = col,
                        .index = build->questions++,
                        .committed = -1 };
    int first = (int)build->page->row_count;
    struct page_anchor *anchor;

    if (build->options.questions &&
        (size_t)a.index < build->options.question_count) {
        a.committed = build->options.questions[a.index].committed;
        a.hints = build->options.questions[a.index].hints;
    }
    add_ask(&a);
    if (a.question->choice_count > 0)
        build_row(build);
    for (size_t i = 0; i < a.question->choice_count; i++)
        add_choice(&a, (int)i);
    if (a.committed < 0 && a.hints > 0) {
        build_row(build);
        add_hints(&a);
    }
    if (a.committed >= 0 && a.question->why.count > 0) {
        build_row(build);
        add_spans(&a, a.question->why, col + TEXT, STYLE(ROLE_TEXT));
    }
    anchor = build_anchor(build, ANCHOR_QUESTION, a.index, first, block);
    anchor->col = col;
}
