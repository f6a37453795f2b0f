#include <string.h>

#include "base/arena.h"
#include "lesson/block.h"
#include "lesson/fenced.h"
#include "lesson/yaml_schema.h"

enum { SAMPLE_MAX = 1000000, CURVES_MAX = 26, MARKS_MAX = 26, SEEDS_MAX = 26 };

/* `over`, and `y`, of a plot. */
struct axis {
    const char *name, *label, *unit;
    double from, to;
    bool log;
};

struct both_plot {
    struct plot_block plot;
    struct axis over, y;
};

struct both_sample {
    struct sample_block sample;
    struct yaml_tree *from;
};

#define AXIS(key)   offsetof(struct axis, key)
#define CURVE(key)  offsetof(struct plot_curve, key)
#define PLOT(key)   offsetof(struct both_plot, key)
#define SAMPLE(key) offsetof(struct both_sample, sample.key)
#define FIT(key)    offsetof(struct fit_block, key)

static const struct schema_key over_keys[] = {
    { .name = "name", .type = SCHEMA_TEXT, .required = true, .at = AXIS(name) },
    { .name = "from",
      .type = SCHEMA_NUMBER,
      .required = true,
      .at = AXIS(from) },
    { .name = "to", .type = SCHEMA_NUMBER, .required = true, .at = AXIS(to) },
    { .name = "label", .type = SCHEMA_TEXT, .at = AXIS(label) },
    { .name = "unit", .type = SCHEMA_TEXT, .at = AXIS(unit) },
    { .name = NULL },
};

static const struct schema over_schema = { "'over'", over_keys,
                                           sizeof(struct axis),
                                           SCHEMA_NO_LINE };

static const struct schema_key y_keys[] = {
    { .name = "label", .type = SCHEMA_TEXT, .at = AXIS(label) },
    { .name = "unit", .type = SCHEMA_TEXT, .at = AXIS(unit) },
    { .name = "log", .type = SCHEMA_BOOL, .at = AXIS(log) },
    { .name = NULL },
};

static const struct schema y_schema = { "'y'", y_keys, sizeof(struct axis),
                                        SCHEMA_NO_LINE };

static const struct schema_key curve_keys[] = {
    { .name = "tex", .type = SCHEMA_TEX, .required = true, .at = CURVE(tex) },
    { .name = "label", .type = SCHEMA_TEXT, .at = CURVE(label) },
    { .name = NULL },
};

static const struct schema curve_schema = { "a curve", curve_keys,
                                            sizeof(struct plot_curve),
                                            SCHEMA_NO_LINE };

static const struct schema_key plot_keys[] = {
    { .name = "title", .type = SCHEMA_TEXT, .at = PLOT(plot.title) },
    { .name = "over",
      .type = SCHEMA_MAP,
      .required = true,
      .at = PLOT(over),
      .sub = &over_schema },
    { .name = "curves",
      .type = SCHEMA_MAPS,
      .required = true,
      .at = PLOT(plot.curves),
      .count_at = PLOT(plot.curve_count),
      .most = CURVES_MAX,
      .sub = &curve_schema },
    { .name = "marks",
      .type = SCHEMA_TEXTS,
      .at = PLOT(plot.marks),
      .count_at = PLOT(plot.mark_count),
      .most = MARKS_MAX },
    { .name = "y", .type = SCHEMA_MAP, .at = PLOT(y), .sub = &y_schema },
    { .name = "cursor", .type = SCHEMA_BOOL, .at = PLOT(plot.cursor) },
    { .name = NULL },
};

static const struct schema plot_schema = { "the 'plot' block", plot_keys,
                                           sizeof(struct both_plot),
                                           SCHEMA_NO_LINE };

static const struct schema_key sample_keys[] = {
    { .name = "from",
      .type = SCHEMA_TREE,
      .required = true,
      .at = offsetof(struct both_sample, from) },
    { .name = "n",
      .type = SCHEMA_INTEGER,
      .required = true,
      .at = SAMPLE(n),
      .low = 1,
      .high = SAMPLE_MAX },
    { .name = "seeds",
      .type = SCHEMA_INTEGERS,
      .required = true,
      .at = SAMPLE(seeds),
      .count_at = SAMPLE(seed_count),
      .most = SEEDS_MAX,
      .low = 0,
      .high = 1e15 },
    { .name = "show",
      .type = SCHEMA_TEX,
      .required = true,
      .at = SAMPLE(show) },
    { .name = "limit", .type = SCHEMA_TEX, .at = SAMPLE(limit) },
    { .name = "band", .type = SCHEMA_BOOL, .at = SAMPLE(band) },
    { .name = NULL },
};

static const struct schema sample_schema = { "the 'sample' block", sample_keys,
                                             sizeof(struct both_sample),
                                             SCHEMA_NO_LINE };

static const char *const fit_models[] = { "softmax", "logistic", NULL };
static const char *const fit_optimizers[] = { "gradient", "newton", "lbfgs",
                                              NULL };
static const char *const fit_shows[] = { "loss", "likelihood", "regions",
                                         "weights", NULL };

static const struct schema_key fit_keys[] = {
    { .name = "title", .type = SCHEMA_TEXT, .at = FIT(title) },
    { .name = "file", .type = SCHEMA_TEXT, .required = true, .at = FIT(file) },
    { .name = "features",
      .type = SCHEMA_TEXTS,
      .required = true,
      .at = FIT(features),
      .count_at = FIT(feature_count) },
    { .name = "label",
      .type = SCHEMA_TEXT,
      .required = true,
      .at = FIT(label) },
    { .name = "classes",
      .type = SCHEMA_TEXTS,
      .at = FIT(classes),
      .count_at = FIT(class_count) },
    { .name = "model",
      .type = SCHEMA_NAME,
      .required = true,
      .at = FIT(model),
      .names = fit_models },
    { .name = "optimizer",
      .type = SCHEMA_NAME,
      .at = FIT(optimizer),
      .names = fit_optimizers },
    { .name = "rate",
      .type = SCHEMA_NUMBER,
      .at = FIT(rate),
      .low = 1e-12,
      .high = 1e12 },
    { .name = "l2",
      .type = SCHEMA_NUMBER,
      .at = FIT(l2),
      .low = 0,
      .high = 1e12 },
    { .name = "show",
      .type = SCHEMA_NAMES,
      .at = FIT(show),
      .count_at = FIT(show_count),
      .names = fit_shows },
    { .name = NULL },
};

static const struct schema fit_schema = { "the 'fit' block", fit_keys,
                                          sizeof(struct fit_block),
                                          SCHEMA_NO_LINE };

/* The three blocks have no name of their own. */
static struct yaml_tree *read_tree(struct reader *reader, struct fenced *fenced,
                                   const struct schema *schema, void *out)
{
    struct yaml_tree *tree;

    if (fenced->name.len > 0) {
        reader_fail(reader, fenced->place,
                    "'%.*s' behind '%.*s'; this block has no name",
                    SLICE_ARG(slice_sub(fenced->name, 0, 60)),
                    SLICE_ARG(fenced->word));
        return NULL;
    }
    tree = yaml_tree_read(reader, &fenced->map, schema->what, fenced->place);
    if (!tree || !schema_read(reader, &fenced->map, schema, tree, out))
        return NULL;
    return tree;
}

static bool not_empty(struct reader *reader, const struct yaml_tree *tree,
                      const char *key)
{
    struct yaml_tree *node = yaml_tree_get(tree, key);

    return !node || node->count > 0 ||
           reader_fail(reader, node->place, "'%s' is empty", key);
}

bool plot_read(struct reader *reader, struct fenced *fenced,
               struct block *block)
{
    struct both_plot *both = arena_alloc(reader->arena, sizeof *both);
    struct plot_block *plot = &both->plot;
    struct yaml_tree *tree = read_tree(reader, fenced, &plot_schema, both);

    block->plot = plot;
    if (!tree)
        return false;
    plot->line = fenced->place.line;
    plot->name = both->over.name;
    plot->from = both->over.from;
    plot->to = both->over.to;
    plot->x_label = both->over.label;
    plot->x_unit = both->over.unit;
    plot->y_label = both->y.label;
    plot->y_unit = both->y.unit;
    plot->y_log = both->y.log;
    if (plot->from >= plot->to)
        return reader_fail(reader, yaml_tree_get(tree, "over")->place,
                           "'over' goes from %.15g to %.15g; expected 'from' "
                           "below 'to'",
                           plot->from, plot->to);
    return not_empty(reader, tree, "curves");
}

bool sample_read(struct reader *reader, struct fenced *fenced,
                 struct block *block)
{
    struct both_sample *both = arena_alloc(reader->arena, sizeof *both);
    struct sample_block *sample = &both->sample;
    struct yaml_tree *tree = read_tree(reader, fenced, &sample_schema, both);

    block->sample = sample;
    if (!tree || !not_empty(reader, tree, "seeds"))
        return false;
    sample->line = fenced->place.line;
    if (both->from->kind == YAML_TREE_LIST)
        return not_empty(reader, tree, "from") &&
               schema_numbers(reader, both->from, &sample->weights,
                              &sample->weight_count);
    return schema_tex(reader, &fenced->map, both->from, &sample->from);
}

bool fit_read(struct reader *reader, struct fenced *fenced, struct block *block)
{
    struct fit_block *fit = arena_alloc(reader->arena, sizeof *fit);
    struct yaml_tree *tree;

    block->fit = fit;
    fit->line = fenced->place.line;
    fit->optimizer = "gradient";
    fit->rate = 0.1;
    tree = read_tree(reader, fenced, &fit_schema, fit);
    if (!tree || !not_empty(reader, tree, "features"))
        return false;
    if (strchr(fit->file, '/') || strcmp(fit->file, "..") == 0)
        return reader_fail(reader, yaml_tree_get(tree, "file")->place,
                           "'file' has a folder in it; expected the name of a "
                           "file in assets/");
    return true;
}
