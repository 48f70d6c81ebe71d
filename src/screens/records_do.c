/* records_do.c: retiring, bringing back and merging chosen records; all of them or none. */
#include "sharedesk/screens/records_do.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"

#include <string.h>

/* What was chosen when the question was asked: the answer is for these, whatever is under the
 * cursor by then. Lives as long as the screen. */
struct chosen {
    int id;
    size_t count;
    struct store_ref refs[];
};

static enum err_code records_do_one(struct store *s, int id, struct store_ref ref,
                                    struct store_ref into, struct err *e)
{
    switch (id) {
    case SCREENS_DO_RETIRE:
        return store_retire(s, ref, e);
    case SCREENS_DO_RESTORE:
        return store_unretire(s, ref, e);
    default:
        return ref.id == into.id ? ERR_NONE : store_merge(s, ref, into, e);
    }
}

static const char *records_do_action(int id)
{
    return id == SCREENS_DO_RETIRE ? "retire" : id == SCREENS_DO_RESTORE ? "set" : "merge";
}

static enum err_code records_do_all(struct store *s, const struct chosen *c, struct err *e)
{
    if (store_begin(s, records_do_action(c->id), e))
        return e->code;
    for (size_t i = 0; i < c->count; i++)
        if (records_do_one(s, c->id, c->refs[i], c->refs[0], e)) {
            store_rollback(s);
            return e->code;
        }
    return store_commit(s, e);
}

static int records_do_yes(struct tui_screen *s, void *ctx)
{
    struct err e = ERR_INIT;
    if (records_do_all(screens_desk(s)->store, ctx, &e))
        return screens_fail(s, &e);
    const struct chosen *c = ctx;
    const char *into = screens_number_show(c->refs[0], s->data);
    if (c->id == SCREENS_DO_MERGE)
        tui_say(s->app, TUI_SAY_DONE, _("merged into %s; u takes it back"), into);
    else if (c->id == SCREENS_DO_RETIRE)
        tui_say(s->app, TUI_SAY_DONE, "%s", _("retired; u takes it back"));
    else
        tui_say(s->app, TUI_SAY_DONE, "%s", _("brought back; u takes it back"));
    return TUI_CHANGED;
}

/* So much of its title that the question stays in its line. */
static const char *records_do_title(struct tui_screen *s, struct store_ref ref, int columns)
{
    struct base_arena *a = s->data;
    const char *title = store_title(screens_desk(s)->store, ref.type, ref.id, a);
    return base_utf8_cut(a, base_utf8_show(a, title), columns);
}

static const char *records_do_merge_question(struct tui_screen *s, const struct chosen *c)
{
    enum { TITLE_COLS = 22 };
    struct base_arena *a = s->data;
    const char *into = screens_number_show(c->refs[0], a);
    const char *title = records_do_title(s, c->refs[0], TITLE_COLS);
    size_t doubles = c->count - 1;
    if (doubles != 1)
        return base_arena_printf(
            a, P_("Merge %zu record into %s, %s?", "Merge %zu records into %s, %s?", doubles),
            doubles, into, title);
    return base_arena_printf(a, _("Merge %s, %s, into %s, %s?"), screens_number_show(c->refs[1], a),
                             records_do_title(s, c->refs[1], TITLE_COLS), into, title);
}

static const char *records_do_question(struct tui_screen *s, const struct chosen *c)
{
    enum { TITLE_COLS = 50 };
    struct base_arena *a = s->data;
    if (c->id == SCREENS_DO_MERGE)
        return records_do_merge_question(s, c);
    if (c->count == 1)
        return base_arena_printf(
            a, c->id == SCREENS_DO_RETIRE ? _("Retire %s, %s?") : _("Bring back %s, %s?"),
            screens_number_show(c->refs[0], a), records_do_title(s, c->refs[0], TITLE_COLS));
    return base_arena_printf(a,
                             c->id == SCREENS_DO_RETIRE ? _("Retire these %zu records?")
                                                        : _("Bring back these %zu records?"),
                             c->count);
}

int screens_records_do(struct tui_screen *s, int id, const struct store_ref *refs, size_t count)
{
    if (id != SCREENS_DO_RETIRE && id != SCREENS_DO_RESTORE && id != SCREENS_DO_MERGE)
        return TUI_PASS;
    if (count == 0)
        return TUI_DONE;
    struct chosen *c = base_arena_alloc(s->life, sizeof *c + count * sizeof *refs);
    c->id = id;
    c->count = count;
    memcpy(c->refs, refs, count * sizeof *refs);
    return tui_ask_yes_no(s, records_do_question(s, c), records_do_yes, c);
}
