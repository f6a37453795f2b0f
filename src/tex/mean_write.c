#include "tex/mean_write.h"

#include "base/strbuf.h"

void mean_write_tex(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, mean_kind_name(node->kind));
}

void mean_write_form(struct strbuf *out, const struct mean *node)
{
    strbuf_puts(out, mean_kind_name(node->kind));
}

void mean_write_statement_form(struct strbuf *out,
                               const struct mean_statement *statement)
{
    for (size_t i = 0; i < statement->side_count; i++)
        if (statement->sides[i])
            mean_write_form(out, statement->sides[i]);
}
