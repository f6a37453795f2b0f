#include "lesson/dump.h"

#include "base/strbuf.h"
#include "lesson/lesson.h"

static void indent(struct strbuf *out, int level)
{
    strbuf_fill(out, ' ', (size_t)level * 2);
}

/* Text in quotes, on one line. */
static void quoted(struct strbuf *out, struct slice text)
{
    strbuf_putc(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            strbuf_puts(out, "\\n");
        else
            strbuf_putc(out, text.at[i]);
    }
    strbuf_putc(out, '"');
}

/* What an inline formula has behind it. */
static void dump_proof(struct strbuf *out, const struct span_proof *proof)
{
    static const char *const kinds[] = { "is", "with", "unread" };

    if (!proof)
        return;
    strbuf_printf(out, " (%d:%d %s", proof->line, proof->column,
                  kinds[proof->kind]);
    if (proof->is.text.len) {
        strbuf_printf(out, " %d:%d ", proof->is.line, proof->is.column);
        quoted(out, proof->is.text);
    }
    if (proof->with.len) {
        strbuf_puts(out, " with ");
        quoted(out, proof->with);
    }
    if (proof->reason.len) {
        strbuf_putc(out, ' ');
        quoted(out, proof->reason);
    }
    strbuf_putc(out, ')');
}

static void dump_spans(struct strbuf *out, struct spans spans, int level)
{
    static const char *const kinds[] = { "text", "code", "math", "break" };

    for (size_t i = 0; i < spans.count; i++) {
        const struct span *span = &spans.at[i];

        indent(out, level);
        strbuf_printf(out, "%d:%d %s", span->line, span->column,
                      kinds[span->kind]);
        if (span->flags & SPAN_EM)
            strbuf_puts(out, " em");
        if (span->flags & SPAN_STRONG)
            strbuf_puts(out, " strong");
        if (span->flags & SPAN_LINK)
            strbuf_printf(out, " <%.*s>", SLICE_ARG(span->url));
        if (span->kind != SPAN_BREAK) {
            strbuf_putc(out, ' ');
            quoted(out, span->text);
        }
        dump_proof(out, span->proof);
        strbuf_putc(out, '\n');
    }
}

static void numbers(struct strbuf *out, const char *name, const double *x,
                    size_t n)
{
    if (!x)
        return;
    strbuf_printf(out, " %s", name);
    for (size_t i = 0; i < n; i++)
        strbuf_printf(out, "%c%.6g", i ? ',' : '=', x[i]);
}

static void words(struct strbuf *out, const char *name,
                  const char *const *words, size_t n, int level)
{
    if (!words)
        return;
    indent(out, level);
    strbuf_puts(out, name);
    for (size_t i = 0; i < n; i++)
        strbuf_printf(out, " '%s'", words[i]);
    strbuf_putc(out, '\n');
}

static void tex(struct strbuf *out, const char *name,
                const struct lesson_tex *tex, int level)
{
    if (!tex->text.len)
        return;
    indent(out, level);
    strbuf_printf(out, "%s %d:%d ", name, tex->line, tex->column);
    quoted(out, tex->text);
    strbuf_putc(out, '\n');
}

static void prose(struct strbuf *out, const char *name, struct spans spans,
                  int level)
{
    if (!spans.count)
        return;
    indent(out, level);
    strbuf_printf(out, "%s\n", name);
    dump_spans(out, spans, level + 1);
}

static void dump_lab(struct strbuf *out, const struct lab_block *lab, int level)
{
    if (lab->use) {
        indent(out, level);
        strbuf_printf(out, "use '%s'\n", lab->use);
        return;
    }
    indent(out, level);
    strbuf_printf(out, "K=%zu n=%zu N=%ld model=%s format=%s unit=%s%s\n",
                  lab->K, lab->n, lab->examples, lab->model, lab->format,
                  lab->unit, lab->all_levers ? " all levers" : "");
    words(out, "classes", lab->classes, lab->K, level);
    for (size_t i = 0; i < lab->n; i++) {
        const struct lab_block_row *row = &lab->rows[i];

        indent(out, level);
        strbuf_printf(out, "%d row '%s' label=%d", row->line, row->input,
                      row->label);
        numbers(out, "truth", row->truth, lab->K);
        numbers(out, "predicted", row->predicted, lab->K);
        numbers(out, "logits", row->logits, lab->K);
        numbers(out, "features", row->features, lab->feature_count);
        strbuf_putc(out, '\n');
    }
    for (size_t i = 0; i < lab->data_count; i++) {
        const struct lab_block_data *data = &lab->data[i];

        indent(out, level);
        strbuf_printf(out, "data %s rank=%d %zux%zu", data->name, data->rank,
                      data->rows, data->cols);
        numbers(out, "values", data->values, data->rows * data->cols);
        strbuf_putc(out, '\n');
    }
    words(out, "levers", lab->levers, lab->lever_count, level);
    words(out, "readings", lab->readings, lab->reading_count, level);
}

static void dump_choices(struct strbuf *out, const struct question_block *q,
                         int level)
{
    for (size_t i = 0; i < q->choice_count; i++) {
        indent(out, level);
        strbuf_printf(out, "%d choice%s\n", q->choices[i].line,
                      q->choices[i].right ? " right" : "");
        dump_spans(out, q->choices[i].text, level + 1);
        prose(out, "because", q->choices[i].because, level + 1);
        tex(out, "proof", &q->choices[i].proof, level + 1);
    }
}

static void dump_steps(struct strbuf *out, const struct question_block *q,
                       int level)
{
    for (size_t i = 0; i < q->step_count; i++) {
        prose(out, "show", q->steps[i].show, level);
        prose(out, "step asks", q->steps[i].ask, level);
        tex(out, "answer", &q->steps[i].answer, level + 1);
        prose(out, "because", q->steps[i].because, level + 1);
    }
}

static void dump_question(struct strbuf *out, const struct question_block *q,
                          int level)
{
    static const char *const kinds[] = { "choices", "answer", "reach", "order",
                                         "steps" };

    indent(out, level);
    strbuf_printf(out, "'%s' %s%s\n", q->id, kinds[q->kind],
                  q->first ? " first" : "");
    words(out, "locks", q->locks, q->lock_count, level);
    prose(out, "ask", q->ask, level);
    dump_choices(out, q, level);
    tex(out, "answer", &q->answer, level);
    if (q->within > 0) {
        indent(out, level);
        strbuf_printf(out, "within %g\n", q->within);
    }
    tex(out, "reach", &q->reach, level);
    for (size_t i = 0; i < q->order_count; i++)
        prose(out, "order", q->order[i], level);
    dump_steps(out, q, level);
    for (size_t i = 0; i < q->vary_count; i++) {
        indent(out, level);
        strbuf_printf(out, "vary %s", q->vary[i].name);
        numbers(out, "", q->vary[i].values, q->vary[i].count);
        strbuf_putc(out, '\n');
    }
    for (size_t i = 0; i < q->slip_count; i++) {
        tex(out, "slip when", &q->slips[i].when, level);
        prose(out, "say", q->slips[i].say, level + 1);
    }
    for (size_t i = 0; i < q->hint_count; i++)
        prose(out, "hint", q->hints[i], level);
    prose(out, "why", q->why, level);
    for (size_t i = 0; i < q->play_count; i++) {
        indent(out, level);
        strbuf_printf(out, "play %d:%d %.*s\n", q->play[i].line,
                      q->play[i].column, SLICE_ARG(q->play[i].text));
    }
}

static const char *or_none(const char *text)
{
    return text ? text : "-";
}

static void dump_plot(struct strbuf *out, const struct plot_block *plot,
                      int level)
{
    indent(out, level);
    strbuf_printf(out, "'%s' over %s from %g to %g (%s, %s) y (%s, %s)%s%s\n",
                  or_none(plot->title), plot->name, plot->from, plot->to,
                  or_none(plot->x_label), or_none(plot->x_unit),
                  or_none(plot->y_label), or_none(plot->y_unit),
                  plot->y_log ? " log" : "", plot->cursor ? " cursor" : "");
    for (size_t i = 0; i < plot->curve_count; i++)
        tex(out, or_none(plot->curves[i].label), &plot->curves[i].tex, level);
    words(out, "marks", plot->marks, plot->mark_count, level);
}

static void dump_sample(struct strbuf *out, const struct sample_block *sample,
                        int level)
{
    indent(out, level);
    strbuf_printf(out, "n=%ld seeds", sample->n);
    for (size_t i = 0; i < sample->seed_count; i++)
        strbuf_printf(out, " %ld", sample->seeds[i]);
    numbers(out, "weights", sample->weights, sample->weight_count);
    strbuf_puts(out, sample->band ? " band\n" : "\n");
    tex(out, "from", &sample->from, level);
    tex(out, "show", &sample->show, level);
    tex(out, "limit", &sample->limit, level);
}

static void dump_fit(struct strbuf *out, const struct fit_block *fit, int level)
{
    indent(out, level);
    strbuf_printf(out, "%s label=%s %s by %s rate=%g l2=%g\n", fit->file,
                  fit->label, fit->model, fit->optimizer, fit->rate, fit->l2);
    words(out, "features", fit->features, fit->feature_count, level);
    words(out, "classes", fit->classes, fit->class_count, level);
    words(out, "show", fit->show, fit->show_count, level);
}

static void dump_table(struct strbuf *out, const struct block_table *table,
                       int level)
{
    static const char letters[] = "-lcr";

    indent(out, level);
    strbuf_printf(out, "%zux%zu ", table->rows, table->cols);
    for (size_t i = 0; i < table->cols; i++)
        strbuf_putc(out, letters[table->align[i]]);
    strbuf_putc(out, '\n');
    for (size_t i = 0; i < table->rows * table->cols; i++) {
        indent(out, level);
        strbuf_printf(out, "cell %zu,%zu\n", i / table->cols, i % table->cols);
        dump_spans(out, table->cells[i], level + 1);
    }
}

static void dump_blocks(struct strbuf *out, const struct block *b, int level);

static void dump_math(struct strbuf *out, const struct block *b)
{
    strbuf_printf(out, " %s", check_mark_name(b->mark));
    if (b->reason.len)
        strbuf_printf(out, " (%.*s)", SLICE_ARG(b->reason));
    if (b->with.len)
        strbuf_printf(out, " with (%.*s)", SLICE_ARG(b->with));
    for (size_t i = 0; i < b->equivalent_count; i++)
        strbuf_printf(out, " equivalent %d:%d (%.*s: %.*s)",
                      b->equivalents[i].line, b->equivalents[i].column,
                      SLICE_ARG(b->equivalents[i].mutation),
                      SLICE_ARG(b->equivalents[i].reason));
    strbuf_putc(out, ' ');
    quoted(out, b->math.text);
}

static void dump_block(struct strbuf *out, const struct block *b, int level)
{
    indent(out, level);
    strbuf_printf(out, "%d:%d %s", b->line, b->column,
                  block_kind_name(b->kind));
    if (b->step)
        strbuf_printf(out, " +%d", b->step);
    if (b->depth)
        strbuf_printf(out, " depth=%d", b->depth);
    if (b->kind == BLOCK_HEADING)
        strbuf_printf(out, " %d", b->level);
    if (b->kind == BLOCK_ITEM)
        strbuf_printf(out, " number=%ld%s", b->number,
                      b->tight ? " tight" : "");
    if (b->kind == BLOCK_CODE)
        strbuf_printf(out, " [%.*s]", SLICE_ARG(b->info));
    if (b->kind == BLOCK_MATH)
        dump_math(out, b);
    if (b->text.len) {
        strbuf_putc(out, ' ');
        quoted(out, b->text);
    }
    strbuf_putc(out, '\n');
    dump_spans(out, b->spans, level + 1);
    if (b->table)
        dump_table(out, b->table, level + 1);
    if (b->lab)
        dump_lab(out, b->lab, level + 1);
    if (b->question)
        dump_question(out, b->question, level + 1);
    if (b->plot)
        dump_plot(out, b->plot, level + 1);
    if (b->sample)
        dump_sample(out, b->sample, level + 1);
    if (b->fit)
        dump_fit(out, b->fit, level + 1);
    dump_blocks(out, b->blocks, level + 1);
}

static void dump_blocks(struct strbuf *out, const struct block *b, int level)
{
    for (; b; b = b->next)
        dump_block(out, b, level);
}

void dump_lesson(const struct lesson *lesson, struct strbuf *out)
{
    strbuf_printf(out, "'%s' from '%s', %d minutes, %d steps\n", lesson->title,
                  or_none(lesson->source), lesson->minutes, lesson->steps);
    dump_blocks(out, lesson->blocks, 0);
    for (size_t i = 0; i < lesson->warning_count; i++)
        strbuf_printf(out, "warning %d:%d: %s\n", lesson->warnings[i].line,
                      lesson->warnings[i].column, lesson->warnings[i].text);
}
