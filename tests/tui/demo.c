#include "demo.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/tui/form.h"
#include "sharedesk/tui/pager.h"
#include "sharedesk/tui/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- commands -------------------------------------------------------------------------------- */

static int demo_go(struct tui_screen *top, int id)
{
    tui_app_push(top->app, id == DEMO_GO_BROWSE ? &demo_browse_class : &demo_match_class, NULL);
    return TUI_DONE;
}

/* clang-format off */
#define DEMO_COMMANDS(X) \
    X(DEMO_ADD, "record-add", "a", "browse match", "Demo", 20 | TUI_FIXED, "add one", "Add one more", NULL, NULL, NULL) \
    X(DEMO_PROPOSE, "match-propose", "p", "match", "Demo", 11, "propose", "Propose this resource to the requester", \
      "The requester hears of it with the next bulletin.", NULL, NULL) \
    X(DEMO_GO_BROWSE, "go-browse", "2", "everywhere", "Demo places", TUI_PLACE, "Rows", "To the rows", NULL, demo_go, NULL) \
    X(DEMO_GO_MATCH, "go-match", "3", "everywhere", "Demo places", TUI_PLACE, "Panes", "To the panes", NULL, demo_go, NULL)
/* clang-format on */

const struct tui_command demo_commands[] = {TUI_COMMANDS(TUI_COMMAND_ROW)
                                                DEMO_COMMANDS(TUI_COMMAND_ROW)};
const size_t demo_command_count = sizeof demo_commands / sizeof demo_commands[0];

/* ---- a source of as many rows as one likes: the key of row 17 is "D17" ----------------------- */

static long long demo_index(const struct tui_row *anchor)
{
    return strtoll(anchor->key + 1, NULL, 10);
}

static struct tui_row demo_row(long long i, struct base_arena *a)
{
    static const char *const titles[] = {"Cryo-EM grid screening", "残余气体分析 (RGA)", "NMR 600",
                                         "全基因组测序服务", "Surface analysis \033[31mred\033[0m"};
    static const char *const owners[] = {"Yunhe Biotech", "第四研究所", "Hexi University"};
    struct tui_cell *cells = tui_cells(a, 5);
    char *key = base_arena_printf(a, "D%lld", i);
    cells[0].text = key;
    cells[1].text = titles[i % 5];
    cells[2].text = owners[i % 3];
    cells[3].text = base_arena_printf(a, "%lld h", 2 + i % 12);
    cells[4].text = i % 4 == 0 ? "! blocked" : "open";
    cells[4].style = i % 4 == 0 ? TUI_WARNING : TUI_NORMAL;
    return (struct tui_row){.key = key, .cells = cells};
}

static enum err_code demo_fetch(void *ctx, enum tui_fetch how, const struct tui_row *anchor,
                                size_t n, struct base_arena *a, struct tui_rows *out, struct err *e)
{
    struct demo *demo = ctx;
    long long total = (long long)demo->total, count = (long long)n, from = 0, end;
    demo->fetches++;
    if (demo->fail_fetch)
        return err_set(e, ERR_IO, "demo", NULL, "the disk is gone");
    if (how == TUI_FETCH_BEFORE) {
        end = anchor ? demo_index(anchor) : total;
        end = end > total ? total : end;
        from = end > count ? end - count : 0;
    } else {
        from = anchor ? demo_index(anchor) + (how == TUI_FETCH_AFTER) : 0;
        end = from + count > total ? total : from + count;
    }
    out->count = end > from ? (size_t)(end - from) : 0;
    out->rows = base_arena_array(a, out->count + 1, sizeof *out->rows);
    for (size_t i = 0; i < out->count; i++)
        out->rows[i] = demo_row(from + (long long)i, a);
    return ERR_NONE;
}

static const char *demo_count(void *ctx, struct base_arena *frame)
{
    const struct demo *demo = ctx;
    return base_arena_printf(frame, "%zu in all", demo->total);
}

static const struct tui_table_source demo_source = {.fetch = demo_fetch, .count = demo_count};

static const struct tui_column demo_columns[] = {
    {.title = "Nr", .width = 6, .frozen = true, .sort = '+'},
    {.title = "Wanted thing", .width = 24, .min = 12, .grow = true},
    {.title = "Wanted by", .width = 16, .min = 10},
    {.title = "Hrs", .width = 6, .align = TUI_RIGHT},
    {.title = "How it is", .width = 10},
};

/* ---- a table --------------------------------------------------------------------------------- */

struct browse {
    struct tui_table *table;
};

static enum err_code browse_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct browse *b = s->state;
    (void)arg;
    (void)e;
    b->table = tui_table_new(&demo_source, tui_app_owner(s->app), demo_columns, 5);
    return ERR_NONE;
}

static void browse_close(struct tui_screen *s)
{
    struct browse *b = s->state;
    tui_table_free(&b->table);
}

static enum err_code browse_reload(struct tui_screen *s, struct err *e)
{
    struct browse *b = s->state;
    struct demo *demo = tui_app_owner(s->app);
    demo->reloads++;
    return tui_table_reload(b->table, e);
}

static const char *browse_title(struct tui_screen *s)
{
    (void)s;
    return "Browse";
}

static void browse_draw(struct tui_screen *s, struct tui_area area)
{
    struct browse *b = s->state;
    tui_table_draw(b->table, area, true);
}

static int browse_command(struct tui_screen *s, int id)
{
    struct browse *b = s->state;
    struct demo *demo = tui_app_owner(s->app);
    const struct tui_row *row = tui_table_current(b->table);
    switch (id) {
    case TUI_DO_OPEN:
        demo->opened++;
        snprintf(demo->last, sizeof demo->last, "%s", row ? row->key : "");
        return TUI_DONE;
    case DEMO_ADD:
        return tui_app_push(s->app, &demo_form_class, NULL) ? TUI_DONE : TUI_PASS;
    default:
        return tui_table_command(b->table, s, id);
    }
}

static int browse_quiet(struct tui_screen *s)
{
    struct demo *demo = tui_app_owner(s->app);
    demo->quiets++;
    return TUI_DONE;
}

static int browse_tick(struct tui_screen *s)
{
    struct demo *demo = tui_app_owner(s->app);
    demo->ticks++;
    return TUI_DONE;
}

static void browse_hangup(struct tui_screen *s)
{
    struct demo *demo = tui_app_owner(s->app);
    demo->hangups++;
}

static int browse_pointer(struct tui_screen *s, const struct tui_event *event)
{
    struct browse *b = s->state;
    return tui_table_pointer(b->table, event);
}

const struct tui_screen_class demo_browse_class = {
    .name = "browse",
    .size = sizeof(struct browse),
    .place = true,
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_MARKS | TUI_ANSWERS_SEARCH | TUI_BIT(TUI_DO_OPEN),
    .title = browse_title,
    .open = browse_open,
    .close = browse_close,
    .reload = browse_reload,
    .draw = browse_draw,
    .command = browse_command,
    .pointer = browse_pointer,
    .quiet = browse_quiet,
    .tick = browse_tick,
    .hangup = browse_hangup,
};

/* ---- two panes: rows in memory left, charts and a text right --------------------------------- */

struct match {
    struct tui_rows rows;
    struct tui_table *table;
    struct tui_pager *pager;
    bool right;
};

static const struct tui_column match_columns[] = {
    {.title = "Open demands", .width = 18, .grow = true}};

static enum err_code match_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct match *m = s->state;
    (void)arg;
    (void)e;
    m->table = tui_table_new(&tui_rows_source, &m->rows, match_columns, 1);
    m->pager = tui_pager_new();
    return ERR_NONE;
}

static void match_close(struct tui_screen *s)
{
    struct match *m = s->state;
    tui_table_free(&m->table);
    tui_pager_free(&m->pager);
}

static enum err_code match_reload(struct tui_screen *s, struct err *e)
{
    static const char *const names[] = {"D117 Cryo-EM 12h!", "D121 残余气体分析仪器测试 3h",
                                        "D130 NMR 600 8h", "D133 测序服务 20h"};
    struct match *m = s->state;
    m->rows = (struct tui_rows){.count = 4};
    m->rows.rows = base_arena_array(s->data, 4, sizeof *m->rows.rows);
    for (size_t i = 0; i < 4; i++) {
        struct tui_cell *cells = tui_cells(s->data, 1);
        cells[0].text = names[i];
        m->rows.rows[i] =
            (struct tui_row){.key = base_arena_strndup(s->data, names[i], 4), .cells = cells};
    }
    tui_pager_clear(m->pager);
    tui_pager_add(m->pager, TUI_TITLE, 0, "R31 Glacios cryo-TEM");
    tui_pager_field(m->pager, "Owner", TUI_NORMAL, "Institute of Biophysics");
    tui_pager_field(m->pager, "说明", TUI_NORMAL,
                    "配备自动进样器的冷冻透射电镜，适合单颗粒分析与断层成像。The autoloader takes "
                    "twelve grids.");
    return tui_table_reload(m->table, e);
}

static const char *match_title(struct tui_screen *s)
{
    (void)s;
    return "Match";
}

static void match_draw(struct tui_screen *s, struct tui_area area)
{
    static const double hours[] = {1, 2, 4, 6, 5, 4, 3, 5, 7};
    struct match *m = s->state;
    struct tui_area left = tui_area_left(&area, 26), line = tui_area_left(&area, 1);
    tui_joint(s, 26);
    tui_vline(line, 0, 0, line.rows, TUI_RULE);
    tui_table_draw(m->table, left, !m->right);
    struct tui_area charts = tui_area_top(&area, 4);
    int col = tui_put(charts, 0, 1, TUI_STRONG, "89");
    tui_bar(charts, 0, col + 1, 10, 0.89, TUI_BAR);
    tui_sparkline(charts, 1, 1, hours, 9, 0, 7, TUI_BAR);
    tui_bar_both(charts, 2, 1, 21, -0.5, TUI_LOSS, TUI_GAIN);
    tui_pager_draw(m->pager, tui_area_inset(area, 0, 1), m->right);
}

static int match_command(struct tui_screen *s, int id)
{
    struct match *m = s->state;
    struct demo *demo = tui_app_owner(s->app);
    switch (id) {
    case TUI_DO_NEXT_PANE:
    case TUI_DO_PREVIOUS_PANE:
        m->right = !m->right;
        return TUI_DONE;
    case DEMO_PROPOSE:
        snprintf(demo->last, sizeof demo->last, "%s", tui_table_current(m->table)->key);
        tui_say(s->app, TUI_SAY_DONE, "%s is proposed", demo->last);
        return TUI_CHANGED;
    default:
        return m->right ? tui_pager_command(m->pager, s, id) : tui_table_command(m->table, s, id);
    }
}

static const char *match_refuse(struct tui_screen *s, int id)
{
    const struct match *m = s->state;
    const struct tui_row *row = tui_table_current(m->table);
    if (id == DEMO_PROPOSE && row && strcmp(row->key, "D130") == 0)
        return "no resource has free time";
    return id == DEMO_ADD ? "viewers cannot add" : NULL;
}

const struct tui_screen_class demo_match_class = {
    .name = "match",
    .size = sizeof(struct match),
    .place = true,
    .answers = TUI_ANSWERS_MOVES | TUI_ANSWERS_PANES | TUI_ANSWERS_SEARCH,
    .title = match_title,
    .open = match_open,
    .close = match_close,
    .reload = match_reload,
    .draw = match_draw,
    .command = match_command,
    .refuse = match_refuse,
};

/* ---- a form ---------------------------------------------------------------------------------- */

static const struct tui_choice priorities[] = {{.code = "normal", .label = "Normal"},
                                               {.code = "high", .label = "High"},
                                               {.code = "urgent", .label = "Urgent"}};

static const struct tui_field demo_fields[] = {
    {.name = "h1", .label = "Demand", .kind = TUI_FIELD_HEADING},
    {.name = "title", .label = "Title", .required = true, .hint = "What is wanted, in a few words"},
    {.name = "priority",
     .label = "Priority",
     .kind = TUI_FIELD_CHOICE,
     .width = 12,
     .choices = priorities,
     .choice_count = 3},
    {.name = "requester",
     .label = "Requester",
     .kind = TUI_FIELD_REFERENCE,
     .width = 20,
     .required = true},
    {.name = "minutes", .label = "Minutes", .width = 8},
    {.name = "h2", .label = "More", .kind = TUI_FIELD_HEADING},
    {.name = "notes", .label = "Notes 备注", .kind = TUI_FIELD_TEXT, .rows = 3},
};

struct entry {
    struct tui_form *form;
};

static void entry_check(void *ctx, const struct tui_form *f, const struct tui_field *field,
                        const char *value, struct tui_note *note)
{
    (void)ctx;
    (void)f;
    if (strcmp(field->name, "minutes") == 0 && *value &&
        strspn(value, "0123456789") != strlen(value)) {
        note->style = TUI_ERROR;
        snprintf(note->text, sizeof note->text, "“%s” is no whole number of minutes", value);
    }
    if (strcmp(field->name, "requester") == 0 && strcmp(value, "O1") == 0) {
        note->style = TUI_OK;
        snprintf(note->text, sizeof note->text, "第四研究所");
    }
}

static size_t entry_complete(void *ctx, const struct tui_form *f, const struct tui_field *field,
                             const char *text, struct base_arena *a, struct tui_choice **choices)
{
    static const struct tui_choice all[] = {
        {.code = "O1", .label = "O1 第四研究所", .note = "institute"},
        {.code = "O2", .label = "O2 Yunhe Biotech", .note = "enterprise"}};
    size_t count = 0;
    (void)ctx;
    (void)f;
    (void)field;
    *choices = base_arena_array(a, 2, sizeof **choices);
    for (size_t i = 0; i < 2; i++)
        if (strstr(all[i].label, text))
            (*choices)[count++] = all[i];
    return count;
}

static void entry_draft(void *ctx, const struct tui_form *f)
{
    struct demo *demo = ctx;
    (void)f;
    demo->drafts++;
}

static const struct tui_form_class entry_class = {
    .check = entry_check, .complete = entry_complete, .draft = entry_draft};

static enum err_code entry_open(struct tui_screen *s, void *arg, struct err *e)
{
    struct entry *n = s->state;
    (void)arg;
    (void)e;
    n->form = tui_form_new(demo_fields, sizeof demo_fields / sizeof demo_fields[0], &entry_class,
                           tui_app_owner(s->app));
    tui_form_set(n->form, "priority", "normal");
    return ERR_NONE;
}

static void entry_close(struct tui_screen *s)
{
    struct entry *n = s->state;
    tui_form_free(&n->form);
}

static const char *entry_title(struct tui_screen *s)
{
    (void)s;
    return "New demand";
}

static void entry_draw(struct tui_screen *s, struct tui_area area)
{
    struct entry *n = s->state;
    tui_form_draw(n->form, area, true);
}

static int entry_save(struct tui_screen *s)
{
    struct entry *n = s->state;
    struct demo *demo = tui_app_owner(s->app);
    if (!tui_form_check(n->form))
        return TUI_DONE;
    demo->saved++;
    snprintf(demo->last, sizeof demo->last, "%s/%s/%s", tui_form_get(n->form, "title"),
             tui_form_get(n->form, "priority"), tui_form_get(n->form, "requester"));
    return TUI_POP | TUI_CHANGED;
}

static int entry_command(struct tui_screen *s, int id)
{
    struct entry *n = s->state;
    if (id == TUI_DO_SAVE)
        return entry_save(s);
    return id == TUI_DO_CHOOSE ? tui_form_choose(n->form, s) : TUI_PASS;
}

static int entry_key(struct tui_screen *s, const struct tui_event *event)
{
    struct entry *n = s->state;
    int result = tui_form_key(n->form, s, event);
    return result == TUI_SAVE ? entry_save(s) : result;
}

static const char *entry_mode(struct tui_screen *s)
{
    (void)s;
    return "form";
}

static bool entry_typing(struct tui_screen *s)
{
    (void)s;
    return true;
}

const struct tui_screen_class demo_form_class = {
    .name = "entry",
    .size = sizeof(struct entry),
    .answers = TUI_BIT(TUI_DO_SAVE) | TUI_BIT(TUI_DO_CHOOSE),
    .title = entry_title,
    .open = entry_open,
    .close = entry_close,
    .draw = entry_draw,
    .command = entry_command,
    .mode = entry_mode,
    .typing = entry_typing,
    .key = entry_key,
};

static const char *demo_status(void *owner, struct base_arena *frame)
{
    (void)owner;
    (void)frame;
    return "zhang   22 Nov 14:05";
}

struct tui_test *demo_start(struct demo *demo, int rows, int cols)
{
    return tui_test_new(&(struct tui_test_options){.rows = rows,
                                                   .cols = cols,
                                                   .commands = demo_commands,
                                                   .command_count = demo_command_count,
                                                   .owner = demo,
                                                   .status = demo_status});
}
