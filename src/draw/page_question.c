/* page_question.c - questions of a lesson: asked, then explained.
 *
 * Before a class a question is to stand on one slide. Where it is taller than
 * that it gives up room, a bit more each time until it fits: the rows for
 * hands, which then are shown at the right end of a choice; the blank rows;
 * and once it is answered, the choices that nobody asks after.
 */
#include "draw/page_build.h"

#include "base/arena.h"
#include "course/question.h"
#include "lesson/lesson.h"

enum { TIGHT_NO, TIGHT_HANDS, TIGHT_BLANKS, TIGHT_OTHERS };

static int cols_from(const struct asking *a, int col)
{
    int cols = a->build->options.width - col;

    return cols < 4 ? 4 : cols;
}

int asking_spans(struct asking *a, struct spans spans, int col,
                 struct style style)
{
    struct wrapped lines =
        wrap_spans(a->build->page->arena, spans, cols_from(a, a->col + col),
                   style, a->build->options.ascii);
    int first = build_lines(a->build, &lines, a->col + col);

    if (first == (int)a->build->page->row_count)
        build_row(a->build);
    return first;
}

int asking_words(struct asking *a, const char *words, int col,
                 struct style style)
{
    struct wrapped lines =
        wrap_text(a->build->page->arena, slice_of(words),
                  cols_from(a, a->col + col), style, a->build->options.ascii);

    return build_lines(a->build, &lines, a->col + col);
}

void asking_verdict(struct asking *a, int row, bool right)
{
    build_put(a->build, &a->build->page->rows[row], a->col + ASKING_CHOICE_SIGN,
              right ? "\xE2\x9C\x93" : "\xE2\x9C\x97",
              STYLE_WITH(right ? ROLE_GOOD : ROLE_BAD, ATTR_BOLD));
}

void asking_anchor(struct asking *a, int first, int sub)
{
    struct page_anchor *anchor =
        build_anchor(a->build, ANCHOR_CHOICE, a->index, first, NULL);

    anchor->sub = sub;
    anchor->col = a->col + ASKING_CHOICE_SIGN;
    anchor->cols = a->build->options.width - anchor->col;
}

void asking_label(struct asking *a, const char *words)
{
    struct page_row *row = build_row(a->build);

    build_put(a->build, row, a->col + ASKING_SIGN, "?",
              STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
    build_put(a->build, row, a->col + ASKING_TEXT, words,
              STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
}

static void add_ask(struct asking *a)
{
    bool worked = a->live && a->live->worked;
    int first;

    if (a->question->first)
        asking_label(a, a->committed < 0 ? "Predict first" : "Your prediction");
    else if (worked)
        asking_label(a, "Now you, with other numbers");
    if (worked && !question_asks_anew(a->live))
        return;
    first = asking_spans(a, a->question->ask, ASKING_TEXT, STYLE(ROLE_TEXT));
    if (!a->question->first && !worked)
        build_put(a->build, &a->build->page->rows[first], a->col + ASKING_SIGN,
                  "?", STYLE_WITH(ROLE_ACCENT, ATTR_BOLD));
}

/* The number while it is open; after that the verdict's sign, for the right
 * choice and for the one taken. */
static void add_sign(struct asking *a, int row, int i)
{
    const struct question_choice *choice = &a->question->choices[i];
    char *number = arena_printf(a->build->page->arena, "%d", i + 1);

    if (a->committed >= 0 && (choice->right || a->committed == i))
        asking_verdict(a, row, choice->right);
    build_put(a->build, &a->build->page->rows[row],
              a->col + ASKING_CHOICE_SIGN + 2, number,
              a->committed < 0 ? STYLE(ROLE_KEY) : STYLE(ROLE_DIM));
}

static void gap(struct asking *a)
{
    if (a->tight < TIGHT_BLANKS)
        build_row(a->build);
}

static void add_choice(struct asking *a, int i)
{
    const struct question_choice *choice = &a->question->choices[i];
    bool told = a->committed >= 0 && (choice->right || a->committed == i);
    bool other = a->committed >= 0 && !told;
    int width = a->build->options.width, first;

    if (other && a->tight >= TIGHT_OTHERS)
        return;
    if (a->build->options.hands && a->tight >= TIGHT_HANDS)
        a->build->options.width -= HANDS_BESIDE;
    first = asking_spans(a, choice->text, ASKING_CHOICE,
                         STYLE(other  ? ROLE_DIM
                               : told ? ROLE_STRONG
                                      : ROLE_TEXT));
    a->build->options.width = width;
    add_sign(a, first, i);
    if (a->build->options.hands && a->tight < TIGHT_HANDS)
        build_row(a->build);
    asking_anchor(a, first, i);
    if (told && choice->because.count > 0) {
        asking_spans(a, choice->because, ASKING_CHOICE, STYLE(ROLE_TEXT));
        /* A class reads choices with air between them. */
        if (a->build->options.hands && i + 1 < (int)a->question->choice_count)
            gap(a);
    }
}

void asking_hints(struct asking *a)
{
    for (int i = 0; i < a->hints && i < (int)a->question->hint_count; i++) {
        int first = asking_spans(a, a->question->hints[i], ASKING_HINT,
                                 STYLE(ROLE_DIM));

        build_put(a->build, &a->build->page->rows[first],
                  a->col + ASKING_CHOICE_SIGN, "hint", STYLE(ROLE_WARN));
    }
}

/* There the hints stand above the line, with what was said of the last try:
 * both are seen where the answer is typed. */
static bool typed(const struct asking *a)
{
    return a->question->kind == QUESTION_ANSWER ||
           a->question->kind == QUESTION_STEPS;
}

/* All but the worked example. */
static void add_all(struct asking *a, const struct block *block)
{
    add_ask(a);
    gap(a);
    build_task(a);
    for (size_t i = 0; i < a->question->choice_count; i++)
        add_choice(a, (int)i);
    if (a->committed < 0 && a->hints > 0 && !typed(a)) {
        gap(a);
        asking_hints(a);
    }
    if (a->committed >= 0 && a->question->why.count > 0) {
        int why;

        gap(a);
        why = asking_spans(a, a->question->why, ASKING_TEXT, STYLE(ROLE_TEXT));
        build_anchor(a->build, ANCHOR_WHY, a->index, why, block);
    }
}

void build_question(struct build *build, const struct block *block, int col)
{
    struct page *page = build->page, page_before;
    struct build build_before;
    struct asking a = { .build = build,
                        .question = block->question,
                        .col = col,
                        .index = build->questions++,
                        .committed = -1 };
    struct page_anchor *anchor;
    size_t rows;

    if (build->options.questions &&
        (size_t)a.index < build->options.question_count) {
        a.committed = build->options.questions[a.index].committed;
        a.hints = build->options.questions[a.index].hints;
        a.live = build->options.questions[a.index].live;
    }
    if (a.live)
        a.question = a.live->ask;
    /* A class has seen it worked before the answer is told. */
    if (a.live && a.live->worked && !(build->options.hands && a.committed >= 0))
        build_worked(&a);
    rows = page->row_count;
    /* What both point to stays in the arena, whatever is added. */
    page_before = *page;
    build_before = *build;
    add_all(&a, block);
    while (build->options.hands && build->options.height > 0 &&
           page->row_count - rows > (size_t)build->options.height &&
           a.tight < TIGHT_OTHERS) {
        a.tight++;
        *page = page_before;
        *build = build_before;
        add_all(&a, block);
    }
    anchor = build_anchor(build, ANCHOR_QUESTION, a.index, (int)rows, block);
    anchor->col = col;
}
