#include "lab/fit_sets.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/file.h"
#include "base/strbuf.h"

static struct fit_data *give(struct slice text, const char *path,
                             const struct fit_columns *columns)
{
    struct err err = { 0 };
    struct fit_data *data = fit_data_read(text, path, columns, &err);

    if (data)
        return data;
    err_print(&err, stderr);
    abort();
}

static struct fit_data *open(const char *name,
                             const struct fit_columns *columns)
{
    struct strbuf path = { 0 }, text = { 0 };
    struct err err = { 0 };
    struct fit_data *data;

    strbuf_printf(&path, "%s/../assets/%s", getenv("LIKELY_TESTS"), name);
    if (!file_read(strbuf_text(&path), &text, 0, &err)) {
        err_print(&err, stderr);
        abort();
    }
    data = give((struct slice){ text.at, text.len }, name, columns);
    strbuf_finish(&path);
    strbuf_finish(&text);
    return data;
}

struct fit_data *fit_set_iris(void)
{
    static const char *const features[] = { "sepal length", "sepal width",
                                            "petal length", "petal width" };
    struct fit_columns columns = { .features = features,
                                   .feature_count = 4,
                                   .label = "species" };

    return open("iris.csv", &columns);
}

struct fit_data *fit_set_irises(const char *one, const char *other,
                                const char *first_feature,
                                const char *second_feature)
{
    const char *features[] = { first_feature, second_feature };
    const char *classes[] = { one, other };
    struct fit_columns columns = { .features = features,
                                   .feature_count = 2,
                                   .label = "species",
                                   .classes = classes,
                                   .class_count = 2 };

    return open("iris.csv", &columns);
}

struct fit_data *fit_set_penguins(void)
{
    static const char *const features[] = { "bill length", "bill depth" };
    struct fit_columns columns = { .features = features,
                                   .feature_count = 2,
                                   .label = "species" };

    return open("penguins.csv", &columns);
}

struct fit_data *fit_set_text(const char *text, size_t features)
{
    static const char *const names[] = { "x", "y" };
    struct fit_columns columns = { .features = names,
                                   .feature_count = features,
                                   .label = "class" };

    return give(slice_of(text), "set.csv", &columns);
}

struct fit_data *fit_set_odds(void)
{
    return fit_set_text("x,class\n-1,no\n-1,no\n-1,no\n-1,yes\n"
                        "1,yes\n1,yes\n1,yes\n1,no\n",
                        1);
}
