#include "tex/reading.h"

#include "support/test.h"

#include "tex/corpus.h"
#include "tex/scoped.h"

#include "tex/mean_write.h"
#include "tex/read.h"

const struct scope *reading_scope(struct arena *arena, struct slice name)
{
    struct strbuf text = { 0 };
    struct err err = { 0 };
    char path[512], file[64];
    const struct scope *scope;

    snprintf(file, sizeof file, "scopes/%.3s.define", name.at);
    if (!file_read(corpus_path(path, file), &text, 0, &err))
        fail_msg("%s", err.text);
    scope = scoped(arena, NULL, arena_text(arena, text.at, text.len));
    strbuf_finish(&text);
    return scope;
}

const struct mean_formula *
reading_of(struct arena *arena, const struct scope *scope, struct slice tex)
{
    return mean_read(arena, tex_parse(arena, tex, NULL), tex, scope);
}

static void add_fault(struct strbuf *out, const struct mean_fault *fault)
{
    strbuf_puts(out, "  ! ");
    strbuf_slice(out, slice_sub(fault->source, fault->from, fault->to));
    strbuf_printf(out, ": %s\n", fault->text);
}

void reading_form(struct strbuf *out, const struct mean_formula *formula)
{
    for (size_t i = 0; i < formula->count; i++) {
        const struct mean_statement *statement = &formula->statements[i];

        strbuf_puts(out, "  ");
        mean_write_statement_form(out, statement);
        if (statement->words.len > 0)
            strbuf_printf(out, "  \"%.*s\"", SLICE_ARG(statement->words));
        if (statement->tag.len > 0)
            strbuf_printf(out, "  #%.*s", SLICE_ARG(statement->tag));
        strbuf_putc(out, '\n');
        if (statement->fault)
            add_fault(out, statement->fault);
    }
}
