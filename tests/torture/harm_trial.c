#include "torture/harm_trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/strbuf.h"
#include "support/test.h"
#include "torture/audit.h"
#include "torture/bare_run.h"
#include "ui/guest.h"

int harm_make(void **state)
{
    struct harm_trial *trial = calloc(1, sizeof *trial);

    *state = trial;
    trial->list = harm_read(&trial->count);
    assert_int_equal(trial->count, 78);
    return guest_make((void **)&trial->guest);
}

int harm_finish(void **state)
{
    struct harm_trial *trial = *state;
    int status = guest_remove((void **)&trial->guest);

    harm_free(trial->list, trial->count);
    free(trial);
    return status;
}

/* What audit_bytes() lets a drawing program send, too, such as a return to the
 * line's beginning. */
static bool has_control(const struct strbuf *out)
{
    for (size_t i = 0; i < out->len; i++) {
        unsigned char byte = (unsigned char)out->at[i];

        if ((byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f)
            return true;
    }
    return false;
}

bool harm_judge(const struct harm_trial *trial, const char *const *words,
                const char *variable, const char *input, const char *says)
{
    struct strbuf out = { 0 }, faults = { 0 };
    int status = bare_run(trial->guest, words, variable, input, &out);
    bool said;

    audit_bytes(strbuf_text(&out), out.len, &faults);
    if (has_control(&out))
        strbuf_puts(&faults, "a control where there is no terminal\n");
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 2)
        strbuf_printf(&faults, "ended with status %x\n", (unsigned int)status);
    if (faults.len)
        print_error("%s by 'likely %s %s ...':\n%s", trial->harm->name,
                    words[0], words[1] ? words[1] : "", strbuf_text(&faults));
    assert_int_equal(faults.len, 0);
    said = !says || strstr(strbuf_text(&out), says);
    strbuf_finish(&out);
    strbuf_finish(&faults);
    return said;
}

void harm_for_each(struct harm_trial *trial, void (*try)(struct harm_trial *))
{
    size_t step = SANITIZED ? 8 : 1;

    for (size_t i = trial->first++ % step; i < trial->count; i += step) {
        trial->harm = &trial->list[i];
        try(trial);
    }
}

void harm_write(const struct harm_trial *trial, const char *name,
                const struct strbuf *text)
{
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", trial->guest->home, name);
    file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text->at, 1, text->len, file), text->len);
    assert_int_equal(fclose(file), 0);
}
