#include <getopt.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "cli/command.h"
#include "cli/math_answer.h"
#include "cli/math_ground.h"
#include "cli/print_page.h"
#include "lab/lab.h"
#include "tex/scope.h"

/* An option that may be repeated, in the order of the command line. */
struct asked {
    char kind; /* 'l' or 'D' */
    const char *text;
};

struct wanted {
    struct math_style style;
    bool json, strict;
    bool format_given, unit_given;
    const char *file, *data, *tex;
    struct asked *asked; /* [asked_count], room for all of argv */
    size_t asked_count;
};

static int bad_value(const char *what, const char *text, const char *good)
{
    return command_usage(&command_math, "'%s' is no %s; %s would do", text,
                         what, good);
}

/* One option. STATUS_WELL, or the status to end with. */
static int take(struct wanted *wanted, int option, char **argv)
{
    struct slice value = slice_of(optarg);
    long width;

    switch (option) {
    case 'f':
        wanted->file = optarg;
        break;
    case 'd':
        if (wanted->data)
            return command_usage(&command_math, "--data is given twice");
        wanted->data = optarg;
        break;
    case 'l':
    case 'D':
        wanted->asked[wanted->asked_count++] =
            (struct asked){ (char)option, optarg };
        break;
    case 'F':
        if (!format_from_name(value, &wanted->style.format))
            return bad_value("format", optarg,
                             "float64, float32, float16, bfloat16, "
                             "float32-ftz or exact");
        wanted->format_given = true;
        break;
    case 'u':
        if (!unit_from_name(value, &wanted->style.unit))
            return bad_value("unit", optarg, "nats, bits or bans");
        wanted->unit_given = true;
        break;
    case 'w':
        if (!slice_long(value, &width) || width < PRINT_WIDTH_MIN ||
            width > PRINT_WIDTH_MAX)
            return command_usage(&command_math,
                                 "'%s' is no width; %d to %d would do", optarg,
                                 PRINT_WIDTH_MIN, PRINT_WIDTH_MAX);
        wanted->style.width = (int)width;
        break;
    case 'a':
        wanted->style.ascii = true;
        break;
    case 'i':
        wanted->style.inline_ = true;
        break;
    case 'j':
        wanted->json = true;
        break;
    case 's':
        wanted->strict = true;
        break;
    default:
        return command_bad_option(&command_math, argv);
    }
    return STATUS_WELL;
}

/* ---- formulas ---- */

struct tally {
    bool bad, false_;
};

static void answer_one(const struct wanted *wanted,
                       const struct math_ground *ground, struct slice tex,
                       int line, struct tally *tally)
{
    struct arena *arena = arena_create();
    const char *file = wanted->file;
    struct math_answer answer;

    if (file && strcmp(file, "-") == 0)
        file = "standard input";
    math_answer(&answer, arena, tex, ground, &wanted->style);
    if (wanted->json)
        math_json(&answer, &wanted->style);
    else
        math_text(&answer, ground, &wanted->style, file, line);
    tally->bad |= answer.says != NULL;
    tally->false_ |= answer.false_;
    arena_destroy(arena);
}

/* One formula a line; lines with nothing on them are passed over. */
static bool answer_file(const struct wanted *wanted,
                        const struct math_ground *ground, struct tally *tally)
{
    struct strbuf text = { 0 };
    struct slice rest, line;
    struct err err = { 0 };
    bool first = true;

    if (!file_read(wanted->file, &text, 0, &err)) {
        err_print(&err, stderr);
        return false;
    }
    rest = (struct slice){ text.at, text.len };
    for (int n = 1; slice_line(&rest, &line) && !ferror(stdout); n++) {
        if (slice_trim(line).len == 0)
            continue;
        if (!first && !wanted->json && !wanted->style.inline_)
            putchar('\n');
        first = false;
        answer_one(wanted, ground, line, n, tally);
    }
    strbuf_finish(&text);
    return true;
}

/* ---- the ground ---- */

static bool set_lab(struct wanted *wanted, struct math_ground *ground,
                    struct err *err)
{
    struct math_style *style = &wanted->style;
    enum format asked = scope_format(ground->scope);

    if (!wanted->format_given)
        style->format = asked != FORMAT_COUNT ? asked : lab_format(ground->lab);
    if (!wanted->unit_given)
        style->unit = lab_unit(ground->lab);
    /* What a lesson keeps fixed is kept for its readers. */
    lab_set_levers(ground->lab, LAB_LEVER_ALL);
    return lab_set_unit(ground->lab, style->unit, err);
}

/* All that the letters mean. STATUS_WELL, or the status to end with. */
static int prepare(struct wanted *wanted, struct math_ground *ground)
{
    struct err err = { 0 };
    bool well = !wanted->data || math_ground_data(ground, wanted->data, &err);

    for (size_t i = 0; i < wanted->asked_count && well; i++) {
        const struct asked *asked = &wanted->asked[i];

        if (asked->kind == 'D')
            well = math_ground_define(ground, asked->text, &err);
        else if (!math_ground_let(ground, asked->text, &err))
            return command_usage(&command_math, "%s", err.text);
    }
    if (well) {
        math_ground_ready(ground);
        well = set_lab(wanted, ground, &err);
    }
    if (!well)
        err_print(&err, stderr);
    return well ? STATUS_WELL : STATUS_BAD_INPUT;
}

static int answer_all(struct wanted *wanted)
{
    struct tally tally = { 0 };
    struct math_ground ground;
    struct err err = { 0 };
    int status;

    if (!math_ground_open(&ground, &err)) {
        err_print(&err, stderr);
        return STATUS_BAD_INPUT;
    }
    status = prepare(wanted, &ground);
    if (status == STATUS_WELL) {
        if (wanted->file)
            tally.bad |= !answer_file(wanted, &ground, &tally);
        else
            answer_one(wanted, &ground, slice_of(wanted->tex), 1, &tally);
        if (tally.bad || (wanted->strict && tally.false_))
            status = STATUS_BAD_INPUT;
    }
    math_ground_close(&ground);
    return status;
}

/* A formula may begin with a minus, as no option does: -\sum, -2, -(x). */
static bool is_formula(const char *text)
{
    return text[0] == '-' && text[1] &&
           !strchr("-abcdefghijklmnopqrstuvwxyz"
                   "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                   text[1]);
}

/* Takes one such formula out of the arguments, before getopt_long() takes it
 * for options. Behind "--" nothing is an option anyway. */
static const char *take_formula(int *argc, char **argv)
{
    for (int i = 1; i < *argc && strcmp(argv[i], "--") != 0; i++) {
        const char *text = argv[i];

        if (!is_formula(text))
            continue;
        memmove(&argv[i], &argv[i + 1], (size_t)(*argc - i) * sizeof *argv);
        --*argc;
        return text;
    }
    return NULL;
}

/* How many of the files that are asked for are standard input. */
static int count_stdin(const struct wanted *wanted)
{
    int count = wanted->file && strcmp(wanted->file, "-") == 0;

    count += wanted->data && strcmp(wanted->data, "-") == 0;
    for (size_t i = 0; i < wanted->asked_count; i++)
        count += wanted->asked[i].kind == 'D' &&
                 strcmp(wanted->asked[i].text, "-") == 0;
    return count;
}

static int check(const struct wanted *wanted, int formulas)
{
    bool blank = wanted->tex && slice_trim(slice_of(wanted->tex)).len == 0;

    if (wanted->file && formulas > 0)
        return command_usage(&command_math,
                             "a formula and --file are given; one would do");
    if (formulas > 1)
        return command_usage(&command_math,
                             "more than one formula is given; put it in single "
                             "quotes");
    if (!wanted->file && (formulas == 0 || blank))
        return command_usage(&command_math,
                             "give it a formula, in single quotes, or --file");
    if (count_stdin(wanted) > 1)
        return command_usage(&command_math, "only one file can be '-'");
    return STATUS_WELL;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "file", required_argument, NULL, 'f' },
        { "json", no_argument, NULL, 'j' },
        { "let", required_argument, NULL, 'l' },
        { "define", required_argument, NULL, 'D' },
        { "data", required_argument, NULL, 'd' },
        { "format", required_argument, NULL, 'F' },
        { "unit", required_argument, NULL, 'u' },
        { "width", required_argument, NULL, 'w' },
        { "ascii", no_argument, NULL, 'a' },
        { "inline", no_argument, NULL, 'i' },
        { "strict", no_argument, NULL, 's' },
        { "help", no_argument, NULL, 'h' },
        { 0 }
    };
    struct arena *arena = arena_create();
    struct wanted wanted = { .style.width = print_width() };
    int status = STATUS_WELL, option, formulas;

    wanted.asked = arena_array(arena, (size_t)argc, sizeof *wanted.asked);
    wanted.style.ascii =
        strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && isatty(STDOUT_FILENO);
    wanted.tex = take_formula(&argc, argv);
    while (status == STATUS_WELL &&
           (option = getopt_long(argc, argv, "h", options, NULL)) != -1) {
        if (option == 'h') {
            command_help(&command_math, stdout);
            arena_destroy(arena);
            return STATUS_WELL;
        }
        status = take(&wanted, option, argv);
    }
    formulas = argc - optind + (wanted.tex != NULL);
    if (!wanted.tex && argc > optind)
        wanted.tex = argv[optind];
    if (status == STATUS_WELL)
        status = check(&wanted, formulas);
    if (status == STATUS_WELL)
        status = answer_all(&wanted);
    arena_destroy(arena);
    return status;
}

const struct command command_math = {
    .name = "math",
    .synopsis = "TEX",
    .summary = "Lay a formula out, say what it comes to and whether it holds",
    .help =
        "TEX is one formula, in single quotes.\n"
        "  --file FILE        formulas from a file, one a line; - is standard "
        "input\n"
        "  --let NAME=VALUE   a number, a list [0.5,0.3,0.2] or TeX; may be "
        "repeated\n"
        "  --define FILE      what a define block says, or a lesson's blocks;\n"
        "                     a section's id is that lesson\n"
        "  --data FILE        predictions as CSV: label or y:CLASS, p:CLASS "
        "or z:CLASS;\n"
        "                     or a section's id, for its first lab; 1.2:NAME "
        "is another\n"
        "  --format FORMAT    float64, float32, float16, bfloat16, "
        "float32-ftz, exact\n"
        "  --unit UNIT        of logarithms: nats, bits, bans\n"
        "  --json             an object a line, for other programs\n"
        "  --strict           the status is 1 when a relation does not hold\n"
        "  --inline           on one row\n"
        "  --width N          columns, 40 to 300; 80, or the terminal's if "
        "less\n"
        "  --ascii            7-bit characters only\n"
        "\n"
        "  likely math 'L = \\prod_i P(y_i \\mid x_i; \\theta)' --data 1.2\n"
        "  likely math 'H(p, q)' --let p=[0.5,0.3,0.2] --let "
        "q=[0.7,0.2,0.1]\n",
    .run = run,
};
