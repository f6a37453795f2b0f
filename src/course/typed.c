#include "course/typed.h"

#include <string.h>

#include "base/err.h"

enum { BRACKETS_MAX = TYPED_MAX };

struct scan {
    struct typed *out;
    struct slice text;
    size_t i;
    bool brace[BRACKETS_MAX]; /* of each open '(': it became a brace */
    size_t depth;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte `ahead` of the present one, or 0. */
static char peek(const struct scan *s, size_t ahead)
{
    return s->i + ahead < s->text.len ? s->text.at[s->i + ahead] : '\0';
}

static void put(struct scan *s, const char *tex)
{
    struct typed *out = s->out;

    for (; *tex && out->len < TYPED_TEX_MAX; tex++) {
        out->at[out->len] = s->i;
        out->tex[out->len++] = *tex;
    }
}

static void copy(struct scan *s, size_t n)
{
    for (size_t k = 0; k < n && s->i < s->text.len; k++) {
        const char one[2] = { s->text.at[s->i], '\0' };

        put(s, one);
        s->i++;
    }
}

static size_t digits(const struct scan *s, size_t ahead, bool point)
{
    size_t n = 0;

    while (is_digit(peek(s, ahead + n)) || (point && peek(s, ahead + n) == '.'))
        n++;
    return n;
}

/* 1e-3: of one piece, so that 1/1e-3 divides by it. */
static void number(struct scan *s)
{
    size_t n = digits(s, 0, true), sign = 0, power = 0;

    if (peek(s, n) == 'e' || peek(s, n) == 'E') {
        sign = peek(s, n + 1) == '-' || peek(s, n + 1) == '+';
        power = digits(s, n + 1 + sign, false);
    }
    if (!power || is_letter(peek(s, n + 1 + sign + power))) {
        copy(s, n);
        return;
    }
    put(s, "(");
    copy(s, n);
    put(s, "\\times 10^{");
    s->i++;
    copy(s, sign + power);
    put(s, "})");
}

/* An opening bracket whose content TeX takes as one argument. */
static void open_brace(struct scan *s)
{
    put(s, "{");
    s->i++;
    if (s->depth < BRACKETS_MAX)
        s->brace[s->depth++] = true;
}

/* ^10, ^-2, ^(1/3): TeX would take the first character alone. */
static void power(struct scan *s)
{
    size_t sign, n;

    put(s, "^");
    s->i += peek(s, 0) == '^' ? 1 : 2;
    sign = peek(s, 0) == '-';
    n = digits(s, sign, true);
    if (peek(s, 0) == '(')
        open_brace(s);
    else if (n > 0) {
        put(s, "{");
        copy(s, sign + n);
        put(s, "}");
    }
}

static void root(struct scan *s)
{
    put(s, "\\sqrt ");
    s->i += strlen("sqrt");
    while (peek(s, 0) == ' ')
        s->i++;
    if (peek(s, 0) == '(')
        open_brace(s);
}

/* Columns of "log2", "log10" with what stands behind: a base, no factor. */
static size_t base_at(const struct scan *s)
{
    size_t n = digits(s, 3, false);
    char behind = peek(s, 3 + n);

    if ((n == 1 && peek(s, 3) == '2') ||
        (n == 2 && peek(s, 3) == '1' && peek(s, 4) == '0'))
        return behind == ' ' || behind == '(' ? n : 0;
    return 0;
}

static void word(struct scan *s, bool command)
{
    struct slice rest = slice_sub(s->text, s->i, s->text.len);
    size_t n = 0, base;

    while (is_letter(peek(s, n)))
        n++;
    rest = slice_sub(rest, 0, n);
    if (!command && slice_is(rest, "sqrt")) {
        root(s);
    } else if (!command &&
               (slice_is(rest, "inf") || slice_is(rest, "infinity"))) {
        put(s, "\\infty ");
        s->i += n;
    } else if (slice_is(rest, "log") && (base = base_at(s)) > 0) {
        put(s, command ? "log_{" : "\\log_{");
        s->i += 3;
        copy(s, base);
        put(s, "} ");
    } else {
        /* Letters side by side would be laid out as a product. */
        if (!command && (slice_is(rest, "log") || slice_is(rest, "ln") ||
                         slice_is(rest, "exp")))
            put(s, "\\");
        copy(s, n);
    }
}

static void bracket(struct scan *s)
{
    if (peek(s, 0) == '(') {
        if (s->depth < BRACKETS_MAX)
            s->brace[s->depth++] = false;
        copy(s, 1);
        return;
    }
    if (s->depth > 0 && s->brace[--s->depth]) {
        put(s, "}");
        s->i++;
        return;
    }
    copy(s, 1);
}

static void one(struct scan *s)
{
    char c = peek(s, 0);

    if (is_digit(c) || (c == '.' && is_digit(peek(s, 1)))) {
        /* TeX is content with ".5", arithmetic is not. */
        if (c == '.')
            put(s, "0");
        number(s);
    } else if (c == '\\' && is_letter(peek(s, 1))) {
        copy(s, 1);
        word(s, true);
    } else if (c == '\\') {
        copy(s, 2);
    } else if (is_letter(c)) {
        word(s, false);
    } else if (c == '^' || (c == '*' && peek(s, 1) == '*')) {
        power(s);
    } else if (c == '%') {
        put(s, "\\%");
        s->i++;
    } else if (c == '(' || c == ')') {
        bracket(s);
    } else {
        copy(s, 1);
    }
}

bool typed_tex(struct typed *out, struct slice text, struct err *err)
{
    struct scan s = { .out = out, .text = slice_trim(text) };
    size_t before = (size_t)(s.text.at - text.at);

    out->len = 0;
    if (!s.text.len)
        return err_set(err, "nothing is typed yet: a number, arithmetic or "
                            "TeX will do");
    if (s.text.len > TYPED_MAX)
        return err_set(err, "that is longer than %d characters", TYPED_MAX);
    while (s.i < s.text.len)
        one(&s);
    out->tex[out->len] = '\0';
    out->at[out->len] = s.i;
    for (size_t i = 0; i <= out->len; i++)
        out->at[i] += before;
    return true;
}
