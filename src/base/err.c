#include "base/err.h"

#include <stdarg.h>
#include <string.h>

#include "base/slice.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* Copies text through the gate, cut before the code point that no longer
 * fits. */
static void put(char *out, size_t size, struct slice text)
{
    struct strbuf safe = { 0 };
    size_t n = 0;

    utf8_gate(&safe, text, false, 0);
    while (n < safe.len) {
        unsigned int rune;
        size_t step = utf8_decode(safe.at + n, safe.len - n, &rune);

        if (n + step >= size)
            break;
        n += step;
    }
    if (n)
        memcpy(out, safe.at, n);
    out[n] = '\0';
    strbuf_finish(&safe);
}

static void fill(struct err *err, const char *file, int line, int column,
                 const char *format, va_list args)
    __attribute__((format(printf, 5, 0)));

static void fill(struct err *err, const char *file, int line, int column,
                 const char *format, va_list args)
{
    struct strbuf text = { 0 };

    strbuf_vprintf(&text, format, args);
    put(err->file, sizeof err->file, slice_of(file));
    put(err->text, sizeof err->text, (struct slice){ text.at, text.len });
    err->line = line;
    err->column = column;
    strbuf_finish(&text);
}

bool err_set(struct err *err, const char *format, ...)
{
    va_list args;

    if (!err)
        return false;
    va_start(args, format);
    fill(err, NULL, 0, 0, format, args);
    va_end(args);
    return false;
}

bool err_at(struct err *err, const char *file, int line, int column,
            const char *format, ...)
{
    va_list args;

    if (!err)
        return false;
    va_start(args, format);
    fill(err, file, line, column, format, args);
    va_end(args);
    return false;
}

void err_print(const struct err *err, FILE *out)
{
    fputs("likely: ", out);
    if (err->file[0])
        fprintf(out, "%s:", err->file);
    if (err->line > 0)
        fprintf(out, "%d:", err->line);
    if (err->line > 0 && err->column > 0)
        fprintf(out, "%d:", err->column);
    if (err->file[0] || err->line > 0)
        fputc(' ', out);
    fprintf(out, "%s\n", err->text);
}
