#include "lesson/comment.h"

#include <string.h>

#include "base/arena.h"
#include "lesson/near.h"

static struct slice keep(struct reader *reader, struct slice text)
{
    struct slice trimmed = slice_trim(text);

    return (struct slice){ slice_text(reader->arena, trimmed), trimmed.len };
}

static bool blank_at(struct slice text, size_t i)
{
    return i >= text.len || strchr(" \t\r\n", text.at[i]);
}

/* Where the last word `with` outside braces begins; text.len: there is
 * none. TeX may have the word in a \text{}. */
static size_t find_with(struct slice text)
{
    size_t at = text.len;
    int depth = 0;

    for (size_t i = 0; i < text.len; i++) {
        depth += (text.at[i] == '{') - (text.at[i] == '}');
        if (depth == 0 && (i == 0 || blank_at(text, i - 1)) &&
            slice_starts(slice_sub(text, i, text.len), "with") &&
            blank_at(text, i + 4))
            at = i;
    }
    return at;
}

/* Takes `with ACTIONS` off the end of *text. */
static bool read_with(struct reader *reader, struct slice *text,
                      struct place place, struct comment *out)
{
    size_t at = find_with(*text);

    if (at == text->len)
        return true;
    out->with = keep(reader, slice_sub(*text, at + 4, text->len));
    *text = slice_trim(slice_sub(*text, 0, at));
    return out->with.len > 0 ||
           reader_fail(reader, place,
                       "'with' without its actions, such as 'with examples "
                       "3000; format float16'");
}

static bool read_reason(struct reader *reader, struct slice text,
                        struct place place, const char *mark,
                        struct comment *out)
{
    out->reason = keep(reader, text);
    return out->reason.len > 0 ||
           reader_fail(reader, place,
                       "'%s' without its reason; write it behind the word",
                       mark);
}

static bool read_check(struct reader *reader, struct slice text,
                       struct place place, struct comment *out)
{
    static const char *const marks[] = { "given one-hot", "instance",
                                         "misprint",      "unread",
                                         "with",          NULL };
    struct slice rest = text, word;

    out->kind = COMMENT_CHECK;
    if (slice_word(&rest, &word) && slice_is(word, "unread")) {
        out->mark = CHECK_UNREAD;
        return read_reason(reader, rest, place, "check: unread", out);
    }
    rest = text;
    if (!read_with(reader, &rest, place, out))
        return false;
    if (slice_is(rest, "given one-hot"))
        out->mark = CHECK_GIVEN_ONE_HOT;
    else if (slice_is(rest, "instance"))
        out->mark = CHECK_INSTANCE;
    else if (slice_is(rest, "misprint"))
        out->mark = CHECK_MISPRINT;
    else if (rest.len == 0 && out->with.len > 0)
        out->mark = CHECK_IDENTITY;
    else
        return reader_fail(reader, place, "unknown check '%.*s'; %s",
                           SLICE_ARG(slice_sub(rest, 0, 60)),
                           reader_hint(reader, rest, marks));
    return true;
}

/* A mutation's name has no colon in it. */
static bool read_equivalent(struct reader *reader, struct slice text,
                            struct place place, struct comment *out)
{
    const char *colon = text.len ? memchr(text.at, ':', text.len) : NULL;
    size_t at = colon ? (size_t)(colon - text.at) : text.len;

    out->kind = COMMENT_EQUIVALENT;
    out->mutation = keep(reader, slice_sub(text, 0, at));
    if (out->mutation.len == 0)
        return reader_fail(reader, place,
                           "'equivalent:' without a mutation; write "
                           "'equivalent: drop 1/N: REASON', with the name as "
                           "'likely check --mutate' has it");
    return read_reason(reader, slice_sub(text, at + 1, text.len), place,
                       "equivalent", out);
}

static bool read_is(struct reader *reader, struct slice text,
                    struct place place, struct comment *out)
{
    out->kind = COMMENT_PROOF;
    out->proof = SPAN_IS;
    out->tex = slice_trim(text);
    if (!read_with(reader, &out->tex, place, out))
        return false;
    return out->tex.len > 0 ||
           reader_fail(reader, place, "'is' without the TeX that it is");
}

static bool read_reveal(struct reader *reader, struct slice text,
                        struct place place, struct comment *out)
{
    static const char *const ways[] = { [REVEAL_WHOLE - 1] = "whole",
                                        [REVEAL_ITEMS - 1] = "items",
                                        [REVEAL_LINES - 1] = "lines",
                                        [REVEAL_TERMS - 1] = "terms",
                                        NULL };

    out->kind = COMMENT_REVEAL;
    for (size_t i = 0; ways[i]; i++)
        if (slice_is(text, ways[i])) {
            out->reveal = (enum block_reveal)(i + 1);
            return true;
        }
    return reader_fail(reader, place, "unknown pause '%.*s'; %s",
                       SLICE_ARG(slice_sub(text, 0, 60)),
                       reader_hint(reader, text, ways));
}

/* Comments are the author's own, so a slip is only a guess: a lone word, or
 * one that could be followed by a check. */
static void warn_of_slip(struct reader *reader, struct slice word,
                         struct slice rest, struct place place)
{
    static const char *const words[] = {
        "pause", "pause:", "check:", "equivalent:", "unread", "slide", NULL
    };
    const char *near = near_name(word, words);

    if (near && (slice_trim(rest).len == 0 || word.at[word.len - 1] == ':'))
        reader_warn(reader, place, "a comment '%.*s'; did you mean '%s'?",
                    SLICE_ARG(word), near);
}

bool comment_read(struct reader *reader, struct slice text, struct place place,
                  struct comment *out)
{
    struct slice rest = slice_trim(text), word;

    *out = (struct comment){ .kind = COMMENT_NONE };
    if (slice_is(rest, "pause")) {
        out->kind = COMMENT_PAUSE;
        return true;
    }
    if (slice_is(rest, "slide")) {
        out->kind = COMMENT_SLIDE;
        return true;
    }
    if (slice_starts(rest, "pause:"))
        return read_reveal(reader, slice_trim(slice_sub(rest, 6, rest.len)),
                           place, out);
    if (slice_starts(rest, "check:"))
        return read_check(reader, slice_trim(slice_sub(rest, 6, rest.len)),
                          place, out);
    if (slice_starts(rest, "equivalent:"))
        return read_equivalent(reader, slice_sub(rest, 11, rest.len), place,
                               out);
    if (!slice_word(&rest, &word))
        return true;
    if (slice_is(word, "is"))
        return read_is(reader, rest, place, out);
    if (slice_is(word, "unread")) {
        out->kind = COMMENT_PROOF;
        out->proof = SPAN_UNREAD;
        return read_reason(reader, rest, place, "unread", out);
    }
    if (slice_is(word, "with")) {
        rest = slice_trim(text);
        out->kind = COMMENT_PROOF;
        out->proof = SPAN_WITH;
        return read_with(reader, &rest, place, out);
    }
    warn_of_slip(reader, word, rest, place);
    return true;
}
