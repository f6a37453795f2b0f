#include "base/strbuf.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "base/vec.h"

/* Room for n more bytes and the NUL. */
static char *room(struct strbuf *buf, size_t n)
{
    if (n >= SIZE_MAX - buf->len)
        fatal("out of memory (a text of %zu more bytes)", n);
    buf->at = vec_reserve(buf->at, &buf->cap, buf->len + n + 1, 1);
    return buf->at + buf->len;
}

void strbuf_finish(struct strbuf *buf)
{
    free(buf->at);
    *buf = (struct strbuf){ 0 };
}

void strbuf_clear(struct strbuf *buf)
{
    buf->len = 0;
    if (buf->at)
        buf->at[0] = '\0';
}

void strbuf_add(struct strbuf *buf, const char *bytes, size_t n)
{
    char *to = room(buf, n);

    if (n)
        memcpy(to, bytes, n);
    to[n] = '\0';
    buf->len += n;
}

void strbuf_puts(struct strbuf *buf, const char *text)
{
    strbuf_add(buf, text, strlen(text));
}

void strbuf_putc(struct strbuf *buf, char c)
{
    strbuf_add(buf, &c, 1);
}

void strbuf_fill(struct strbuf *buf, char c, size_t n)
{
    char *to = room(buf, n);

    memset(to, c, n);
    to[n] = '\0';
    buf->len += n;
}

void strbuf_slice(struct strbuf *buf, struct slice s)
{
    strbuf_add(buf, s.at, s.len);
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    strbuf_vprintf(buf, format, args);
    va_end(args);
}

void strbuf_vprintf(struct strbuf *buf, const char *format, va_list args)
{
    va_list again;
    int n;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    assert(n >= 0);
    vsnprintf(room(buf, (size_t)n), (size_t)n + 1, format, args);
    buf->len += (size_t)n;
}

void strbuf_rune(struct strbuf *buf, unsigned int rune)
{
    char bytes[UTF8_MAX];

    strbuf_add(buf, bytes, utf8_encode(rune, bytes));
}

const char *strbuf_text(const struct strbuf *buf)
{
    return buf->at ? buf->at : "";
}
