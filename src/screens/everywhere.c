/* everywhere.c: the commands that work on every screen: places, the record under the cursor, undo.
 */
#include "sharedesk/base/i18n.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/screens/commands.h"
#include "sharedesk/screens/open.h"
#include "sharedesk/screens/views.h"
#include "sharedesk/store/action.h"
#include "sharedesk/tui/pager.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int screens_do_go(struct tui_screen *top, int id)
{
    const struct screens_view *view;
    for (size_t i = 0; (view = screens_view_at(i)); i++)
        if (view->go == id) {
            tui_app_push(top->app, view->class, NULL);
            return TUI_DONE;
        }
    return TUI_PASS;
}

/* ---- the record under the cursor ------------------------------------------------------------ */

const char *screens_refuse_subject(struct tui_screen *top, int id)
{
    struct store_ref ref;
    (void)id;
    return screens_subject(top, &ref) ? NULL : _("no record is under the cursor");
}

const char *screens_refuse_edit(struct tui_screen *top, int id)
{
    const char *why = screens_refuse_write(top, id);
    return why ? why : screens_refuse_subject(top, id);
}

int screens_do_edit(struct tui_screen *top, int id)
{
    const struct screens_view *view = screens_view_of(top);
    struct store_ref ref;
    (void)id;
    if (!screens_subject(top, &ref))
        return TUI_PASS;
    return view->edit ? view->edit(top) : screens_open_edit(top, ref);
}

int screens_do_history(struct tui_screen *top, int id)
{
    struct store_ref ref;
    (void)id;
    return screens_subject(top, &ref) ? screens_open_history(top, ref) : TUI_PASS;
}

int screens_do_record(struct tui_screen *top, int id)
{
    struct store_ref ref;
    (void)id;
    return screens_subject(top, &ref) ? screens_open_record(top, ref) : TUI_PASS;
}

int screens_do_log(struct tui_screen *top, int id)
{
    (void)id;
    return screens_open_history(top, (struct store_ref){MODEL_ANY, 0});
}

/* ---- links and contacts --------------------------------------------------------------------- */

/* What the question was about; lives as long as the screen. */
struct links_asked {
    struct store_ref ref;
    struct store_link *links;
    size_t count;
};

static int everywhere_open_link(struct tui_screen *s, void *ctx, const char *code)
{
    const struct links_asked *asked = ctx;
    size_t at = (size_t)strtoul(code, NULL, 10);
    if (at >= asked->count)
        return TUI_DONE;
    struct screens_list_wish wish = {.type = asked->links[at].type,
                                     .link = asked->links[at].field,
                                     .link_id = asked->ref.id,
                                     .link_type = asked->ref.type};
    return screens_open_list(s, &wish);
}

static int everywhere_ask_link(struct tui_screen *s, struct links_asked *asked)
{
    struct base_arena *a = s->life;
    struct tui_choice *choices = base_arena_array(a, asked->count + 1, sizeof *choices);
    for (size_t i = 0; i < asked->count; i++) {
        const struct store_link *link = &asked->links[i];
        choices[i].code = base_arena_printf(a, "%zu", i);
        choices[i].label = base_arena_printf(a, "%5lld  %s", (long long)link->count,
                                             _(model_type_info(link->type)->labels));
        choices[i].note = _(link->field->label);
    }
    return tui_ask_choice(s, _("Linked to it"), choices, asked->count, NULL, everywhere_open_link,
                          asked);
}

int screens_do_links(struct tui_screen *top, int id)
{
    struct links_asked *asked = base_arena_alloc(top->life, sizeof *asked);
    struct err e = ERR_INIT;
    (void)id;
    if (!screens_subject(top, &asked->ref))
        return TUI_PASS;
    if (store_links_to(screens_desk(top)->store, asked->ref, top->life, &asked->links,
                       &asked->count, &e))
        return screens_fail(top, &e);
    if (asked->count > 0)
        return everywhere_ask_link(top, asked);
    tui_say(top->app, TUI_SAY_INFO, "%s", _("nothing links to it yet"));
    return TUI_DONE;
}

/* The first of such links that the record has; BASE_NONE: none. */
static int64_t everywhere_link(enum model_type type, const void *record, const char *const *names)
{
    for (; *names; names++) {
        const struct model_field *f = model_field_find(model_type_info(type), *names);
        if (f && !model_field_empty(f, record))
            return model_field_number(f, record);
    }
    return BASE_NONE;
}

/* Whoever speaks about a record is most often whose it is. */
static void everywhere_contact_party(struct store *s, struct store_ref ref,
                                     struct model_contact *contact, struct base_arena *a)
{
    static const char *const organisations[] = {"requester", "organisation", "owner", NULL};
    static const char *const people[] = {"person", NULL};
    struct err ignored = ERR_INIT; /* then it is typed */
    void *record;
    if (ref.type == MODEL_ORGANISATION)
        contact->organisation = ref.id;
    else if (ref.type == MODEL_PERSON)
        contact->person = ref.id;
    if (store_get(s, ref.type, ref.id, a, &record, &ignored))
        return;
    if (ref.type != MODEL_ORGANISATION)
        contact->organisation = everywhere_link(ref.type, record, organisations);
    if (ref.type != MODEL_PERSON)
        contact->person = everywhere_link(ref.type, record, people);
}

int screens_do_contact(struct tui_screen *top, int id)
{
    struct store *store = screens_desk(top)->store;
    struct base_arena *a = base_arena_new();
    struct model_contact *contact = model_record_new(a, MODEL_CONTACT);
    struct store_ref ref;
    int result = TUI_PASS;
    (void)id;
    if (screens_subject(top, &ref)) {
        contact->record = store_anyref_write(store, ref, a);
        contact->at = store_now(store);
        contact->handler = store_actor(store);
        everywhere_contact_party(store, ref, contact, a);
        result = screens_open_add(top, MODEL_CONTACT, contact);
    }
    base_arena_free(&a);
    return result;
}

/* ---- adding --------------------------------------------------------------------------------- */

static int everywhere_add_type(struct tui_screen *s, void *ctx, const char *code)
{
    const struct model_type_info *type = model_type_find(code);
    (void)ctx;
    return type ? screens_open_add(s, type->type, NULL) : TUI_DONE;
}

/* Help, settings and forms are no place to begin another record from. */
const char *screens_refuse_add(struct tui_screen *top, int id)
{
    const char *why = screens_refuse_write(top, id);
    if (why)
        return why;
    if (!screens_view_of(top) || top->class == &screens_form_class)
        return _("go back to a list of records first");
    return top->class->refuse ? top->class->refuse(top, id) : NULL;
}

int screens_do_add(struct tui_screen *top, int id)
{
    const struct screens_view *view = screens_view_of(top);
    struct tui_choice choices[MODEL_TYPE_COUNT];
    (void)id;
    if (view && view->add)
        return view->add(top);
    for (int t = 0; t < MODEL_TYPE_COUNT; t++) {
        const struct model_type_info *type = model_type_info((enum model_type)t);
        choices[t] = (struct tui_choice){.code = type->name, .label = _(type->label)};
    }
    return tui_ask_choice(top, _("Add"), choices, MODEL_TYPE_COUNT, NULL, everywhere_add_type,
                          NULL);
}

/* ---- going to a record by name -------------------------------------------------------------- */

enum { GOTO_MOST = 12 };

static size_t everywhere_goto_complete(struct tui_screen *s, void *ctx, const char *text,
                                       struct base_arena *a, struct tui_choice **choices)
{
    struct store *store = screens_desk(s)->store;
    struct store_found *found;
    struct err e = ERR_INIT;
    size_t count = 0;
    (void)ctx;
    if (!*text || store_find(store, MODEL_ANY, text, GOTO_MOST, a, &found, &count, &e))
        return 0;
    *choices = base_arena_array(a, count, sizeof **choices);
    for (size_t i = 0; i < count; i++)
        (*choices)[i] = (struct tui_choice){.code = screens_number_show(found[i].ref, a),
                                            .label = base_utf8_show(a, found[i].title),
                                            .note = _(model_type_info(found[i].ref.type)->label)};
    return count;
}

/* Words that name no record lead to the best that they find, the first of the list. */
static int everywhere_goto_done(struct tui_screen *s, void *ctx, const char *text)
{
    struct store *store = screens_desk(s)->store;
    struct store_found *found;
    struct store_ref ref;
    struct err e = ERR_INIT, ignored = ERR_INIT;
    size_t count = 0;
    (void)ctx;
    if (store_resolve(store, MODEL_ANY, text, &ref, &e) == ERR_NONE)
        return screens_open_record(s, ref);
    if (store_find(store, MODEL_ANY, text, 1, s->data, &found, &count, &ignored) || count == 0) {
        snprintf(e.hint, sizeof e.hint, "%s", _("Try other words, or only a part of the name"));
        return screens_fail(s, &e);
    }
    return screens_open_record(s, found[0].ref);
}

int screens_do_goto(struct tui_screen *top, int id)
{
    struct tui_ask ask = {.label = _("Go to"),
                          .history = "go",
                          .hint = _("number, code, name, or any words"),
                          .complete = everywhere_goto_complete,
                          .done = everywhere_goto_done};
    (void)id;
    return tui_ask_line(top, &ask, NULL);
}

/* ---- undo and redo -------------------------------------------------------------------------- */

static const char *everywhere_change_show(const struct screens_desk *d,
                                          const struct store_change *change, struct base_arena *a)
{
    return base_arena_printf(a, _("%s, %s"), base_utf8_show(a, store_action_show(change->action)),
                             screens_time_show(d, change->at, a));
}

static int everywhere_turn(struct tui_screen *s, bool undo)
{
    struct screens_desk *d = screens_desk(s);
    struct base_arena *a = base_arena_new();
    struct store_change change = {0};
    struct err e = ERR_INIT;
    int result = TUI_DONE;
    if ((undo ? store_undo : store_redo)(d->store, a, &change, &e)) {
        tui_say_error(s->app, &e);
    } else {
        tui_say(s->app, TUI_SAY_DONE, _("%s: %s"), undo ? _("Taken back") : _("Done again"),
                everywhere_change_show(d, &change, a));
        result = TUI_CHANGED;
    }
    base_arena_free(&a);
    return result;
}

static int everywhere_undo_yes(struct tui_screen *s, void *ctx)
{
    (void)ctx;
    return everywhere_turn(s, true);
}

static int everywhere_redo_yes(struct tui_screen *s, void *ctx)
{
    (void)ctx;
    return everywhere_turn(s, false);
}

/* One key takes back one deed; what is as large as an import is asked about first. */
static int everywhere_take_back(struct tui_screen *s, bool undo)
{
    enum { LARGE = 50 };
    struct screens_desk *d = screens_desk(s);
    struct base_arena *a = base_arena_new();
    struct store_change change = {0};
    struct err e = ERR_INIT;
    int result = TUI_DONE;
    if (store_undo_next(d->store, undo, a, &change, &e)) {
        tui_say_error(s->app, &e);
    } else if (change.records > LARGE) {
        const char *what = everywhere_change_show(d, &change, a);
        long long n = change.records;
        const char *question =
            undo ? base_arena_printf(a, _("Take back %s (%lld records)?"), what, n)
                 : base_arena_printf(a, _("Do %s again (%lld records)?"), what, n);
        result =
            tui_ask_yes_no(s, question, undo ? everywhere_undo_yes : everywhere_redo_yes, NULL);
    } else {
        result = everywhere_turn(s, undo);
    }
    base_arena_free(&a);
    return result;
}

int screens_do_undo(struct tui_screen *top, int id)
{
    (void)id;
    return everywhere_take_back(top, true);
}

int screens_do_redo(struct tui_screen *top, int id)
{
    (void)id;
    return everywhere_take_back(top, false);
}

/* ---- faults of the settings ----------------------------------------------------------------- */

const char *screens_refuse_faults(struct tui_screen *top, int id)
{
    (void)id;
    return screens_desk(top)->faults.count ? NULL : _("the settings are in order");
}

static enum err_code everywhere_fill_faults(void *ctx, struct tui_pager *p, struct err *e)
{
    const struct screens_desk *d = ctx;
    (void)e;
    for (size_t i = 0; i < d->faults.count; i++)
        tui_pager_add(p, TUI_WARNING, 1, d->faults.texts[i]);
    return ERR_NONE;
}

int screens_do_faults(struct tui_screen *top, int id)
{
    struct tui_reading reading = {.title = _("Faults in the settings"),
                                  .fill = everywhere_fill_faults,
                                  .ctx = screens_desk(top)};
    (void)id;
    tui_app_push(top->app, &tui_reading_class, &reading);
    return TUI_DONE;
}
