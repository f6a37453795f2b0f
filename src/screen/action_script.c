#include "screen/action_script.h"

#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "screen/app.h"

/* A recording of eleven days is none. */
static const double seconds_most = 1e6;

static int column_of(struct slice line, const char *at)
{
    return (int)utf8_count(slice_sub(line, 0, (size_t)(at - line.at))) + 1;
}

static bool fault(const struct script_reader *reader, int column,
                  const char *what, struct err *err)
{
    return err_at(err, reader->name, reader->line, column, "%s", what);
}

static const char no_action[] = "no time and action; '@12.40 step' would do";

/* The time at the front of a line, which it is cut off. */
static bool take_time(struct script_reader *reader, struct slice line,
                      struct script_line *out, struct err *err)
{
    struct slice word = out->action;
    int column = column_of(line, word.at);
    size_t n = 1;

    while (n < word.len && strchr("0123456789.", word.at[n]) && word.at[n])
        n++;
    if (n > 1 && n < word.len && (word.at[n] == ' ' || word.at[n] == '\t') &&
        slice_double(slice_sub(word, 1, n), &out->at) &&
        out->at <= seconds_most) {
        out->action = slice_trim(slice_sub(word, n, word.len));
        if (out->action.at[0] == '#')
            return fault(reader, column, no_action, err);
        out->column = column_of(line, out->action.at);
        out->timed = true;
        if (out->at >= reader->at)
            return true;
        return fault(reader, column, "this time is before that of a line above",
                     err);
    }
    return fault(reader, column, no_action, err);
}

/* Bytes that no line of text has. Columns are counted where one is met: a line
 * may be as long as the file. */
static bool is_text(const struct script_reader *reader, struct slice line,
                    struct err *err)
{
    for (size_t at = 0; at < line.len;) {
        unsigned int rune;
        size_t n = utf8_decode(line.at + at, line.len - at, &rune);
        const char *what = NULL;

        if ((rune < ' ' && rune != '\t') || rune == 0x7f)
            what = "a control character";
        if (rune == UTF8_REPLACEMENT && n == 1)
            what = "this byte is no UTF-8";
        if (what)
            return fault(reader, column_of(line, line.at + at), what, err);
        at += n;
    }
    return true;
}

bool script_next(struct script_reader *reader, struct script_line *out,
                 bool *bad, struct err *err)
{
    bool ended =
        reader->text.len && reader->text.at[reader->text.len - 1] == '\n';
    struct slice line;

    *bad = false;
    while (slice_line(&reader->text, &line)) {
        reader->line++;
        *out = (struct script_line){ .action = slice_trim(line),
                                     .at = reader->at,
                                     .line = reader->line };
        if (!out->action.len || out->action.at[0] == '#')
            continue;
        *bad = true;
        out->column = column_of(line, out->action.at);
        if (out->action.at[0] == '@' && !ended && !reader->text.len)
            return fault(reader, column_of(line, line.at + line.len),
                         "this line is cut: the recording was not ended", err);
        if (!is_text(reader, line, err) ||
            (out->action.at[0] == '@' && !take_time(reader, line, out, err)))
            return false;
        reader->at = out->at;
        *bad = false;
        return true;
    }
    return false;
}

bool script_text(struct app *app, struct slice text, const char *name,
                 struct err *err)
{
    struct script_reader reader = { .text = text, .name = name };
    struct verdict verdict = { 0 };
    struct script_line line;
    bool bad = false;

    while (!verdict.quit && script_next(&reader, &line, &bad, err)) {
        struct err why = { 0 };

        app_at(app, line.at);
        if (!app_act(app, line.action, &verdict, &why))
            return err_at(err, name, line.line, line.column, "%s%s%s", why.file,
                          *why.file ? ": " : "", why.text);
    }
    app_settle(app);
    return !bad;
}

bool script_run(struct app *app, const char *path, struct err *err)
{
    struct strbuf text = { 0 };
    bool fine =
        file_read(path, &text, SCRIPT_BYTES, err) &&
        script_text(app, (struct slice){ text.at, text.len }, path, err);

    strbuf_finish(&text);
    return fine;
}
