/* page_task.c - questions that are worked at: a number, an order, a worked
 * example, a relation to be reached.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "course/question.h"
#include "draw/page_build.h"
#include "lesson/lesson.h"

static bool open_still(const struct asking *a)
{
    return a->committed < 0;
}

static void sign(struct asking *a, int row, const char *text)
{
    build_put(a->build, &a->build->page->rows[row],
              a->col + ASKING_CHOICE_SIGN + 2, text,
              STYLE(open_still(a) ? ROLE_KEY : ROLE_DIM));
}

static const char *copy(struct asking *a, struct strbuf *text)
{
    const char *made =
        arena_text(a->build->page->arena, strbuf_text(text), text->len);

    strbuf_finish(text);
    return made;
}

/* What was typed last, with its verdict and what is said of it. */
static void add_given(struct asking *a, const char *given, bool right)
{
    asking_verdict(a, asking_words(a, given, ASKING_CHOICE, STYLE(ROLE_STRONG)),
                   right);
}

static void add_said(struct asking *a)
{
    if (a->live->said.count > 0)
        asking_spans(a, a->live->said, ASKING_CHOICE, STYLE(ROLE_TEXT));
}

static void add_key(struct asking *a, struct spans key)
{
    if (key.count > 0)
        asking_verdict(a,
                       asking_spans(a, key, ASKING_CHOICE, STYLE(ROLE_STRONG)),
                       true);
}

/* Where a number is typed. */
static void add_slot(struct asking *a, bool again)
{
    struct strbuf text = { 0 };
    int row;

    asking_hints(a);
    strbuf_puts(&text, again ? "answer again, " : "your answer, ");
    if (a->live)
        question_tolerance(a->live, &text);
    else
        strbuf_puts(&text, "a number");
    row = asking_words(a, copy(a, &text), ASKING_CHOICE, STYLE(ROLE_DIM));
    sign(a, row, "=");
    asking_anchor(a, row, 0);
}

static void add_number(struct asking *a)
{
    const struct question *live = a->live;

    if (live && live->given && !live->right)
        add_given(a, live->given, false);
    if (live && !live->right)
        add_said(a);
    if (open_still(a)) {
        add_slot(a, live && live->attempts > 0);
        return;
    }
    if (live && live->right && live->given)
        add_given(a, live->given, true);
    if (live)
        add_key(a, live->key);
}

/* Left of where the cursor stands. */
static void mark_line(struct asking *a, int row, bool right)
{
    build_put(a->build, &a->build->page->rows[row], a->col + 1,
              right ? "\xE2\x9C\x93" : "\xE2\x9C\x97",
              STYLE_WITH(right ? ROLE_GOOD : ROLE_BAD, ATTR_BOLD));
}

static void add_order(struct asking *a)
{
    const struct question *live = a->live;
    size_t count = a->question->order_count;

    /* Nobody is asked: the right order is not to be told. */
    for (size_t i = 0; live && i < count; i++) {
        int entry = live->arranged[i];
        int row = asking_spans(a, a->question->order[entry], ASKING_CHOICE,
                               STYLE(ROLE_TEXT));
        char *number =
            arena_printf(a->build->page->arena, "%d", live->labels[entry]);

        sign(a, row, number);
        if (!open_still(a))
            asking_verdict(a, row, true);
        else if ((int)i <= live->wrong_place)
            mark_line(a, row, (int)i < live->wrong_place);
        asking_anchor(a, row, (int)i);
    }
    if (live && live->wrong_place >= 0)
        asking_words(a,
                     arena_printf(a->build->page->arena,
                                  "Line %d from the top was the first that is "
                                  "not in its place.",
                                  live->wrong_place + 1),
                     ASKING_TEXT, STYLE(ROLE_WARN));
}

static void add_done(struct asking *a, const struct question_done *done,
                     struct spans because)
{
    if (done->given)
        add_given(a, done->given, true);
    else
        add_key(a, done->key);
    if (because.count > 0)
        asking_spans(a, because, ASKING_CHOICE, STYLE(ROLE_TEXT));
}

static void add_waiting_step(struct asking *a, size_t step)
{
    const struct question *live = a->live;
    size_t left = a->question->step_count - step - 1;

    if (live && live->given && live->done[step].attempts > 0) {
        add_given(a, live->given, false);
        add_said(a);
    }
    add_slot(a, live && live->done[step].attempts > 0);
    if (left > 0)
        asking_words(a,
                     arena_printf(a->build->page->arena, "%zu more step%s",
                                  left, left == 1 ? "" : "s"),
                     ASKING_TEXT, STYLE(ROLE_DIM));
}

static void add_steps(struct asking *a)
{
    const struct question_block *ask = a->question;
    size_t waiting = 0;

    if (a->live)
        waiting = question_step(a->live);
    else
        while (waiting < ask->step_count && !ask->steps[waiting].answer.node)
            waiting++;
    for (size_t i = 0; i <= waiting && i < ask->step_count; i++) {
        const struct question_step *step = &ask->steps[i];

        asking_spans(a, step->answer.node ? step->ask : step->show, ASKING_TEXT,
                     STYLE(ROLE_TEXT));
        if (i == waiting)
            add_waiting_step(a, i);
        else if (step->answer.node && a->live)
            add_done(a, &a->live->done[i], step->because);
    }
}

void build_worked(struct asking *a)
{
    const struct question_block *ask = a->live->worked;
    int first = (int)a->build->page->row_count;

    asking_label(a, "A worked example");
    asking_spans(a, ask->ask, ASKING_TEXT, STYLE(ROLE_TEXT));
    build_row(a->build);
    for (size_t i = 0; i < ask->step_count; i++) {
        const struct question_step *step = &ask->steps[i];

        asking_spans(a, step->answer.node ? step->ask : step->show, ASKING_TEXT,
                     STYLE(ROLE_TEXT));
        if (step->answer.node) {
            asking_spans(a, a->live->worked_keys[i], ASKING_CHOICE,
                         STYLE(ROLE_STRONG));
            if (step->because.count > 0)
                asking_spans(a, step->because, ASKING_CHOICE, STYLE(ROLE_TEXT));
        }
        build_anchor(a->build, ANCHOR_WORKED, a->index, first, NULL)->sub =
            (int)i;
        first = (int)a->build->page->row_count;
    }
    build_row(a->build);
}

static void add_reach(struct asking *a)
{
    struct span span = { .kind = SPAN_MATH,
                         .text = a->question->reach.text,
                         .math = a->question->reach.node };
    struct spans spans = { &span, 1 };
    struct span *kept = arena_array(a->build->page->arena, 1, sizeof span);
    int row;

    *kept = span;
    spans.at = kept;
    row = asking_spans(a, a->live && a->live->key.count ? a->live->key : spans,
                       ASKING_CHOICE, STYLE(ROLE_STRONG));
    if (open_still(a))
        asking_words(a, "Make this true in the lab.", ASKING_CHOICE,
                     STYLE(ROLE_DIM));
    else if (a->live && a->live->right)
        asking_words(a, "It holds: you reached it.", ASKING_CHOICE,
                     STYLE(ROLE_GOOD));
    else
        asking_words(a, "The lab shows how.", ASKING_CHOICE, STYLE(ROLE_DIM));
    if (!open_still(a))
        asking_verdict(a, row, true);
    asking_anchor(a, row, 0);
}

void build_task(struct asking *a)
{
    switch (a->question->kind) {
    case QUESTION_ANSWER:
        add_number(a);
        break;
    case QUESTION_ORDER:
        add_order(a);
        break;
    case QUESTION_STEPS:
        add_steps(a);
        break;
    case QUESTION_REACH:
        add_reach(a);
        break;
    default: /* choices are page_question.c's */
        break;
    }
}
