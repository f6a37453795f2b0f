#include "screen/app_state.h"

#include <string.h>

#include "base/utf8.h"

void field_set(struct field *field, struct slice text)
{
    if (text.len >= sizeof field->text)
        text.len = sizeof field->text - 1;
    if (text.len)
        memmove(field->text, text.at, text.len);
    field->text[text.len] = '\0';
    field->len = field->cursor = text.len;
}

void field_insert(struct field *field, uint32_t rune)
{
    char bytes[UTF8_MAX];
    size_t n;

    if (rune < ' ' || rune == 0x7f || rune > 0x10ffff)
        return;
    n = utf8_encode(rune, bytes);
    if (field->len + n >= sizeof field->text)
        return;
    memmove(field->text + field->cursor + n, field->text + field->cursor,
            field->len - field->cursor + 1);
    memcpy(field->text + field->cursor, bytes, n);
    field->len += n;
    field->cursor += n;
}

/* The start of the character before the cursor. */
static size_t before(const struct field *field)
{
    size_t at = field->cursor;

    while (at > 0 && ((unsigned char)field->text[--at] & 0xc0) == 0x80)
        continue;
    return at;
}

static size_t after(const struct field *field)
{
    size_t at = field->cursor;

    if (at < field->len)
        at++;
    while (at < field->len && ((unsigned char)field->text[at] & 0xc0) == 0x80)
        at++;
    return at;
}

void field_move(struct field *field, enum move move)
{
    if (move == MOVE_LEFT)
        field->cursor = before(field);
    else if (move == MOVE_RIGHT)
        field->cursor = after(field);
    else if (move == MOVE_TOP)
        field->cursor = 0;
    else if (move == MOVE_BOTTOM)
        field->cursor = field->len;
}

void field_erase(struct field *field, bool forward)
{
    size_t from = forward ? field->cursor : before(field);
    size_t to = forward ? after(field) : field->cursor;

    memmove(field->text + from, field->text + to, field->len - to + 1);
    field->len -= to - from;
    field->cursor = from;
}

struct slice field_slice(const struct field *field)
{
    return (struct slice){ field->text, field->len };
}

bool field_step(struct app *app, enum move way, struct err *err)
{
    (void)err;
    field_move(&app->typing, way);
    return true;
}

bool field_leave(struct app *app, struct err *err)
{
    (void)err;
    app->over = NULL;
    return true;
}
