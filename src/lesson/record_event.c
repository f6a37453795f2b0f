#include "lesson/record_event.h"

#include <jansson.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fatal.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static const char *const kinds[RECORD_KIND_COUNT] = {
    "visit", "read",  "place", "answer", "hint", "again",
    "know",  "doubt", "hands", "spent",  "reset"
};

/* ,"crc":"89abcdef"} */
enum { CRC_TAIL = 18 };

/* The end of the year 9999: more is no clock's, and two such times could not
 * be subtracted. */
static const long long time_most = 253402300799;

/* CRC-32 as in zip and PNG, half a byte at a time. */
static uint32_t crc32_of(const char *p, size_t n)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C
    };
    uint32_t crc = 0xFFFFFFFFu;

    for (size_t i = 0; i < n; i++) {
        crc ^= (unsigned char)p[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/* A JSON string; jansson takes strict UTF-8 only. */
static json_t *text(const char *bytes)
{
    struct slice s = slice_of(bytes);
    struct strbuf clean = { 0 };
    json_t *json;

    for (size_t i = 0; i < s.len;) {
        unsigned int rune;

        i += utf8_decode(s.at + i, s.len - i, &rune);
        strbuf_rune(&clean, rune);
    }
    json = json_stringn(strbuf_text(&clean), clean.len);
    strbuf_finish(&clean);
    return json;
}

static void set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        fatal("out of memory (the learner's record)");
}

static bool about_question(enum record_kind kind)
{
    return kind == RECORD_ANSWER || kind == RECORD_HINT ||
           kind == RECORD_AGAIN || kind == RECORD_HANDS;
}

void record_event_write(const struct record_event *event, struct strbuf *out)
{
    json_t *object = json_object();
    size_t start = out->len;
    char *line;

    set(object, "v", json_integer(RECORD_VERSION));
    set(object, "time", json_integer(event->time));
    set(object, "event", json_string(kinds[event->kind]));
    if (event->lesson)
        set(object, "lesson", text(event->lesson));
    if (event->kind == RECORD_PLACE) {
        set(object, "step", json_integer(event->step));
        set(object, "row", json_integer(event->row));
    }
    if (event->kind == RECORD_SPENT)
        set(object, "times", json_integer(event->times));
    if (about_question(event->kind)) {
        set(object, "question", text(event->question));
        if (event->kind == RECORD_ANSWER || event->kind == RECORD_HANDS)
            set(object, "value", text(event->value));
        if (event->kind == RECORD_ANSWER)
            set(object, "right", json_boolean(event->right));
        if (event->times > 1)
            set(object, "times", json_integer(event->times));
    }
    line = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER);
    json_decref(object);
    if (!line)
        fatal("out of memory (the learner's record)");
    strbuf_add(out, line, strlen(line) - 1);
    free(line);
    strbuf_printf(out, ",\"crc\":\"%08x\"}\n",
                  (unsigned)crc32_of(out->at + start, out->len - start));
}

/* Whether the line ends in a crc; then whether it is the right one. */
static bool has_crc(struct slice line, bool *right)
{
    struct slice tail;
    char wanted[CRC_TAIL + 1];

    if (line.len < CRC_TAIL)
        return false;
    tail = slice_sub(line, line.len - CRC_TAIL, line.len);
    if (!slice_starts(tail, ",\"crc\":\"") || !slice_ends(tail, "\"}"))
        return false;
    snprintf(wanted, sizeof wanted, ",\"crc\":\"%08x\"}",
             (unsigned)crc32_of(line.at, line.len - CRC_TAIL));
    *right = slice_is(tail, wanted);
    return true;
}

/* A line says what its event needs and nothing else. */
static bool known_keys(json_t *object)
{
    static const char *const keys[] = { "v",     "time",  "event",    "lesson",
                                        "step",  "row",   "question", "value",
                                        "right", "times", "crc" };
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        size_t i = 0;

        while (i < sizeof keys / sizeof *keys && strcmp(keys[i], key) != 0)
            i++;
        if (i == sizeof keys / sizeof *keys)
            return false;
    }
    return true;
}

static bool get_text(json_t *object, const char *key, struct arena *arena,
                     const char **out)
{
    json_t *value = json_object_get(object, key);

    if (!json_is_string(value))
        return false;
    *out =
        arena_text(arena, json_string_value(value), json_string_length(value));
    return true;
}

static bool get_int(json_t *object, const char *key, int least, int *out)
{
    json_t *value = json_object_get(object, key);
    json_int_t number = json_integer_value(value);

    if (!json_is_integer(value) || number < least || number > INT_MAX)
        return false;
    *out = (int)number;
    return true;
}

/* 0 means never, so that the first second counts as the next one. */
static bool get_time(json_t *object, long long *out)
{
    json_t *value = json_object_get(object, "time");

    *out = json_integer_value(value);
    if (*out < 1)
        *out = 1;
    if (*out > time_most)
        *out = time_most;
    return json_is_integer(value);
}

/* An answer has a text: an empty one means that there is none. */
static bool get_value(json_t *object, struct arena *arena,
                      struct record_event *event)
{
    if (event->kind != RECORD_ANSWER && event->kind != RECORD_HANDS)
        return true;
    return get_text(object, "value", arena, &event->value) &&
           (event->kind != RECORD_ANSWER || event->value[0]);
}

static bool get_answer(json_t *object, struct arena *arena,
                       struct record_event *event)
{
    json_t *right = json_object_get(object, "right");

    event->times = 1;
    event->right = json_is_true(right);
    return get_text(object, "question", arena, &event->question) &&
           (event->kind != RECORD_ANSWER || json_is_boolean(right)) &&
           get_value(object, arena, event) &&
           (!json_object_get(object, "times") ||
            get_int(object, "times", 1, &event->times));
}

static bool get_event(json_t *object, struct arena *arena,
                      struct record_event *event)
{
    const char *name = json_string_value(json_object_get(object, "event"));
    unsigned kind = 0;

    *event = (struct record_event){ 0 };
    if (!known_keys(object) || !name || !get_time(object, &event->time))
        return false;
    while (kind < RECORD_KIND_COUNT && strcmp(name, kinds[kind]) != 0)
        kind++;
    if (kind == RECORD_KIND_COUNT)
        return false;
    event->kind = (enum record_kind)kind;
    if (event->kind == RECORD_RESET && !json_object_get(object, "lesson"))
        return true;
    if (!get_text(object, "lesson", arena, &event->lesson))
        return false;
    if (event->kind == RECORD_PLACE)
        return get_int(object, "step", 0, &event->step) &&
               get_int(object, "row", 0, &event->row);
    if (event->kind == RECORD_SPENT)
        return get_int(object, "times", 0, &event->times);
    return !about_question(event->kind) || get_answer(object, arena, event);
}

enum record_line record_event_read(struct slice line, struct arena *arena,
                                   struct record_event *event)
{
    enum record_line result = RECORD_DAMAGED;
    bool right = true;
    json_t *object, *version;

    if (line.len > RECORD_LINE_MAX)
        return RECORD_DAMAGED;
    object = json_loadb(line.at, line.len, JSON_REJECT_DUPLICATES, NULL);
    version = json_object_get(object, "v");
    if (json_is_integer(version)) {
        json_int_t v = json_integer_value(version);

        if (v > RECORD_VERSION)
            result = RECORD_NEWER;
        else if (v == RECORD_VERSION && (!has_crc(line, &right) || right) &&
                 get_event(object, arena, event))
            result = RECORD_FINE;
    }
    json_decref(object);
    return result;
}
