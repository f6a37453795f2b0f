#include "lesson/comment.h"

#include "base/arena.h"
#include "lesson/near.h"

static bool read_check(struct reader *reader, struct slice text,
                       struct place place, struct comment *out)
{
    static const char *const marks[] = { "given one-hot", "instance",
                                         "misprint", "unread", NULL };
    struct slice rest = text, word;

    out->kind = COMMENT_CHECK;
    if (slice_is(text, "given one-hot")) {
        out->mark = CHECK_GIVEN_ONE_HOT;
        return true;
    }
    if (slice_is(text, "instance") || slice_is(text, "misprint")) {
        out->mark =
            slice_is(text, "instance") ? CHECK_INSTANCE : CHECK_MISPRINT;
        return true;
    }
    if (!slice_word(&rest, &word) || !slice_is(word, "unread"))
        return reader_fail(reader, place, "unknown check '%.*s'; %s",
                           SLICE_ARG(slice_sub(text, 0, 60)),
                           reader_hint(reader, text, marks));
    out->mark = CHECK_UNREAD;
    rest = slice_trim(rest);
    if (rest.len == 0)
        return reader_fail(reader, place,
                           "'check: unread' without its reason; write it "
                           "behind the word");
    out->reason.at = slice_text(reader->arena, rest);
    out->reason.len = rest.len;
    return true;
}

bool comment_read(struct reader *reader, struct slice text, struct place place,
                  struct comment *out)
{
    static const char *const words[] = { "pause", "check:", NULL };
    struct slice rest = slice_trim(text), word;
    const char *near;

    *out = (struct comment){ .kind = COMMENT_NONE };
    if (slice_is(rest, "pause")) {
        out->kind = COMMENT_PAUSE;
        return true;
    }
    if (slice_starts(rest, "check:"))
        return read_check(reader, slice_trim(slice_sub(rest, 6, rest.len)),
                          place, out);
    if (!slice_word(&rest, &word))
        return true;

    /* Comments are the author's own, so a slip is only a guess: a lone word,
     * or one that could be followed by a check. */
    near = near_name(word, words);
    if (near && (slice_trim(rest).len == 0 || word.at[word.len - 1] == ':'))
        reader_warn(reader, place, "a comment '%.*s'; did you mean '%s'?",
                    SLICE_ARG(word), near);
    return true;
}
