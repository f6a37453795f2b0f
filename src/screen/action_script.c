#include "screen/action_script.h"

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "screen/app.h"

enum { SCRIPT_BYTES = 1 << 20 };

bool script_text(struct app *app, struct slice text, const char *name,
                 struct err *err)
{
    struct verdict verdict = { 0 };
    struct slice line;

    for (int number = 1; !verdict.quit && slice_line(&text, &line); number++) {
        struct err why = { 0 };

        if (!app_act(app, line, &verdict, &why))
            return err_at(err, name, number, 0, "%s%s%s", why.file,
                          *why.file ? ": " : "", why.text);
    }
    app_settle(app);
    return true;
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
