#include "lesson/prose.h"

#include <md4c.h>
#include <string.h>

#include "base/fatal.h"
#include "base/vec.h"
#include "lesson/inline.h"

struct prose {
    struct inline_text in;
    bool more; /* a paragraph was read before */
    bool failed;
};

/* md4c goes on after a positive answer, so failures are negative. */
static int fail(struct prose *prose, const char *what)
{
    struct slice text = prose->in.map->text;
    size_t at = prose->in.cursor;

    while (at < text.len && strchr(" \n", text.at[at]))
        at++;
    if (!prose->failed)
        reader_fail(prose->in.reader, place_at(prose->in.map, at),
                    "%s in a text that holds paragraphs only; put a '\\' "
                    "before the sign that begins it",
                    what);
    prose->failed = true;
    return -1;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct prose *prose = user;

    (void)detail;
    switch (type) {
    case MD_BLOCK_DOC:
        return 0;
    case MD_BLOCK_P:
        if (prose->more) {
            inline_add(&prose->in, MD_TEXT_BR, "\n", 1);
            inline_add(&prose->in, MD_TEXT_BR, "\n", 1);
        }
        prose->more = true;
        return 0;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        return fail(prose, "a list");
    case MD_BLOCK_H:
        return fail(prose, "a heading");
    case MD_BLOCK_QUOTE:
        return fail(prose, "a quote");
    case MD_BLOCK_CODE:
        return fail(prose, "a code block");
    default:
        return fail(prose, "a rule or table");
    }
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    (void)user;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct prose *prose = user;

    prose->failed = prose->failed || !inline_enter(&prose->in, type, detail);
    return prose->failed ? -1 : 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct prose *prose = user;

    (void)detail;
    prose->failed = prose->failed || !inline_leave(&prose->in, type);
    return prose->failed ? -1 : 0;
}

static int text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE size, void *user)
{
    struct prose *prose = user;

    prose->failed = prose->failed || !inline_add(&prose->in, type, at, size);
    return prose->failed ? -1 : 0;
}

bool prose_read(struct reader *reader, struct place_map *map, struct spans *out)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOINDENTEDCODEBLOCKS |
                 MD_FLAG_NOHTMLBLOCKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    struct prose prose = { 0 };
    int status;

    inline_init(&prose.in, reader, map);
    status = md_parse(map->text.at, (MD_SIZE)map->text.len, &parser, &prose);
    *out = inline_take(&prose.in);
    inline_finish(&prose.in);
    if (status != 0 && !prose.failed)
        fatal("out of memory (reading Markdown)");
    return status == 0;
}
