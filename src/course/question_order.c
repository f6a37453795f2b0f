/* question_order.c - lines that are put in order. */
#include "base/arena.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "course/course.h"
#include "course/question_part.h"
#include "lesson/lesson.h"

void question_sort(struct question *question)
{
    for (size_t i = 0; i < question->ask->order_count; i++)
        question->arranged[i] = (int)i;
}

bool question_carry(struct question *question, int place, int way,
                    struct err *err)
{
    int to = place + way, entry;

    if (question->ask->kind != QUESTION_ORDER)
        return err_set(err, "question '%s' has no lines to move",
                       question->ask->id);
    if (!question_is_open(question, err))
        return false;
    if (place < 0 || to < 0 || place >= (int)question->ask->order_count ||
        to >= (int)question->ask->order_count)
        return err_set(err, "it stands at the %s already",
                       way < 0 ? "top" : "bottom");
    entry = question->arranged[place];
    question->arranged[place] = question->arranged[to];
    question->arranged[to] = entry;
    question->wrong_place = -1;
    return true;
}

static bool arrange(struct question *question, struct slice line,
                    struct err *err)
{
    const int count = (int)question->ask->order_count;
    struct slice word;
    uint64_t seen = 0;
    int next[64], n = 0;
    long label;

    while (slice_word(&line, &word)) {
        int entry = 0;

        if (!slice_long(word, &label) || label < 1 || label > count ||
            n == count || seen & UINT64_C(1) << label)
            return err_set(err,
                           "'%.*s' does not fit: give the numbers 1 to %d, "
                           "each once, in the right order",
                           SLICE_ARG(word), count);
        seen |= UINT64_C(1) << label;
        while (question->labels[entry] != (int)label)
            entry++;
        next[n++] = entry;
    }
    if (n != 0 && n != count)
        return err_set(err, "give all the numbers from 1 to %d", count);
    for (int i = 0; i < n; i++)
        question->arranged[i] = next[i];
    return true;
}

static const char *labels_text(struct arena *arena,
                               const struct question *question)
{
    struct strbuf text = { 0 };
    const char *copy;

    for (size_t i = 0; i < question->ask->order_count; i++)
        strbuf_printf(&text, "%s%d", i ? " " : "",
                      question->labels[question->arranged[i]]);
    copy = arena_text(arena, strbuf_text(&text), text.len);
    strbuf_finish(&text);
    return copy;
}

bool question_order_line(struct section *section, struct question *question,
                         struct slice line, enum question_verdict *verdict,
                         struct err *err)
{
    int place = 0, count = (int)question->ask->order_count;

    if (!arrange(question, line, err))
        return false;
    question->given = labels_text(section->lesson->arena, question);
    question->attempts++;
    while (place < count && question->arranged[place] == place)
        place++;
    if (place == count) {
        question->wrong_place = -1;
        question_take_right(question, 0, question->given, verdict);
        return true;
    }
    question->wrong_place = place;
    *verdict = QUESTION_WRONG;
    question_take_wrong(question, (struct spans){ 0 });
    if (question->committed != QUESTION_OPEN)
        question_sort(question);
    return true;
}
