/* strbuf.h - text that grows.
 *
 * `at` is always NUL-terminated once something was added (NULL before), and
 * `len` does not count the NUL. Zero-initialise.
 */
#ifndef BASE_STRBUF_H
#define BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

struct slice;

struct strbuf {
    char *at;
    size_t len;
    size_t cap;
};

/* Frees what it holds and leaves it empty. */
void strbuf_finish(struct strbuf *buf);

/* Empties it and keeps the memory. */
void strbuf_clear(struct strbuf *buf);

/* Each adds at the end; what is added lies outside of buf. */
void strbuf_add(struct strbuf *buf, const char *bytes, size_t n);
void strbuf_puts(struct strbuf *buf, const char *text);
void strbuf_putc(struct strbuf *buf, char c);
void strbuf_fill(struct strbuf *buf, char c, size_t n);
void strbuf_slice(struct strbuf *buf, struct slice s);
void strbuf_printf(struct strbuf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_vprintf(struct strbuf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Adds one code point as UTF-8. */
void strbuf_rune(struct strbuf *buf, unsigned int rune);

/* The text as a C string, "" when nothing was added. Valid until the next
 * change. */
const char *strbuf_text(const struct strbuf *buf);

#endif
