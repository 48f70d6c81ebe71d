/* schedule_foot.c: below the lanes: what is under the cursor, or the booking that is being made and
 * the rules it keeps and breaks. */
#include "schedule_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/time.h"

enum { FOOT_ROWS = 5, SHORT_AREA = 13 };

/* ---- the foot: what is under the cursor ---------------------------------------------------- */

/* On the last rows, as many as it takes and there are. */
static void draw_legend(struct tui_area foot, int row)
{
    static const enum screens_time order[] = {
        SCREENS_TIME_CONFIRMED, SCREENS_TIME_TENTATIVE, SCREENS_TIME_REQUESTED,
        SCREENS_TIME_IN_USE,    SCREENS_TIME_COMPLETED, SCREENS_TIME_MAINTENANCE,
        SCREENS_TIME_CLOSED,    SCREENS_TIME_SHUT,      SCREENS_TIME_FREE};
    int col = 1;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const char *label = screens_time_label(order[i]);
        if (col + 2 + tui_text_width(label) > foot.cols) {
            row++;
            col = 1;
        }
        tui_put(foot, row, col, screens_time_style(order[i]), screens_time_sign(order[i]));
        col = tui_put(foot, row, col + 2, TUI_DIM, label) + 2;
    }
}

static const char *join(const char *text, const char *more, struct base_arena *a)
{
    if (!more || !*more)
        return text;
    return *text ? base_arena_printf(a, "%s %s %s", text, tui_sign(TUI_SIGN_DOT), more) : more;
}

static const char *booking_first(const struct screens_schedule *c, const struct model_booking *b,
                                 struct base_arena *a)
{
    const char *text = base_arena_printf(
        a, "%s %s %s", screens_number_show((struct store_ref){MODEL_BOOKING, b->head.id}, a),
        screens_time_sign(screens_time_of(b)),
        model_vocabulary_label(MODEL_VOCABULARY_BOOKING_STATUS,
                               model_code_or(b->status, "confirmed")));
    text = join(text, screens_schedule_user(c, b), a);
    text = join(text, screens_span_show(c->desk, b->start, b->end, a), a);
    return join(text, model_minutes_show((b->end - b->start) / 60, a), a);
}

static const char *booking_second(const struct screens_schedule *c, const struct model_booking *b,
                                  struct base_arena *a)
{
    const char *text = b->title ? b->title : "";
    if (b->demand != BASE_NONE)
        text = join(text, screens_number_show((struct store_ref){MODEL_DEMAND, b->demand}, a), a);
    if (b->price != BASE_NONE)
        text = join(text, screens_money_show(c->desk, b->price, a), a);
    if (b->series && *b->series)
        text = join(text, _("of a series"), a);
    if (model_code_is(b->status, "tentative") && b->held_until != BASE_NONE)
        text = join(
            text,
            base_arena_printf(a, _("held until %s"), screens_time_show(c->desk, b->held_until, a)),
            a);
    if (b->checked_in != BASE_NONE)
        text = join(
            text,
            base_arena_printf(a, _("checked in %s"), screens_time_show(c->desk, b->checked_in, a)),
            a);
    return join(text, b->override_reason, a);
}

static const char *closure_text(const struct screens_schedule *c,
                                const struct model_closure *closure, struct base_arena *a)
{
    const char *text = model_vocabulary_label(MODEL_VOCABULARY_CLOSURE_KIND,
                                              model_code_or(closure->kind, "maintenance"));
    text = join(text, closure->title, a);
    return join(text, screens_span_show(c->desk, closure->start, closure->end, a), a);
}

/* What the time under the cursor is when nobody has booked it. */
static const char *free_text(const struct screens_schedule *c, struct base_arena *a)
{
    struct schedule_lane *lane = screens_schedule_lane(c);
    const struct model_closure *closure = screens_lane_closure_at(lane, c->at);
    int64_t start, end;
    if (screens_schedule_free(c, a, &start, &end))
        return base_arena_printf(a, _("free %s, %s"), screens_span_show(c->desk, start, end, a),
                                 model_minutes_show((end - start) / 60, a));
    if (closure)
        return closure_text(c, closure, a);
    if (c->at < store_now(c->desk->store))
        return _("past");
    return base_intervals_overlap(schedule_lane_open(c->calendar, lane), c->at, c->at + 60)
               ? _("not free: the gap before or after a booking")
               : _("not open");
}

static void draw_info(const struct screens_schedule *c, struct tui_area foot, struct base_arena *a)
{
    const struct schedule_lane *lane = screens_schedule_lane(c);
    const struct model_booking *b = screens_schedule_booking(c);
    if (!lane)
        return;
    const struct model_resource *r = lane->resource;
    const char *when = screens_time_show(c->desk, c->at, a);
    int end = tui_put_right(foot, 0, foot.cols - 1, TUI_STRONG, when) - 1;
    const char *name = base_arena_printf(
        a, "%s %s", screens_number_show((struct store_ref){MODEL_RESOURCE, r->head.id}, a),
        r->name ? r->name : "");
    name = join(name, screens_schedule_title(c, r->owner), a);
    tui_put_cell(foot, 0, 1, end - 1, TUI_LEFT, TUI_TITLE, name);
    tui_put_cell(foot, 1, 1, foot.cols - 2, TUI_LEFT, TUI_NORMAL,
                 b ? booking_first(c, b, a) : free_text(c, a));
    if (b && foot.rows > 3)
        tui_put_cell(foot, 2, 1, foot.cols - 2, TUI_LEFT, TUI_DIM, booking_second(c, b, a));
    draw_legend(foot, foot.rows > 3 ? 3 : foot.rows - 1);
}

/* ---- the foot: the booking that is being made ---------------------------------------------- */

static const char *plan_verb(const struct screens_plan *p)
{
    return p->kind == PLAN_MOVE ? _("Move") : p->kind == PLAN_CLOSE ? _("Close") : _("New");
}

static const char *plan_headline(const struct screens_schedule *c, struct base_arena *a)
{
    const struct screens_plan *p = &c->plan;
    const struct schedule_lane *lane = screens_schedule_lane(c);
    const char *text = base_arena_printf(a, _("%s: %s  %s  %s"), plan_verb(p),
                                         lane ? screens_lane_label(lane->resource) : "",
                                         screens_span_show(c->desk, p->start, p->end, a),
                                         model_minutes_show((p->end - p->start) / 60, a));
    if (p->repeats)
        text = base_arena_printf(a, "%s  %s", text, p->repeats);
    return base_arena_printf(a, "%s  %s", text, p->who ? p->who : "");
}

/* Of a quota one wants to know how it stands, of the others that they are kept. */
static const char *kept_text(const struct schedule_finding *f)
{
    bool counts = f->rule >= SCHEDULE_RULE_QUOTA_DAY && f->text && *f->text;
    return counts ? f->text : schedule_rule_label(f->rule);
}

static void draw_kept(const struct schedule_findings *f, struct tui_area area, struct base_arena *a)
{
    int col = 1, row = 0;
    for (size_t i = 0; i < f->count; i++) {
        if (f->list[i].broken)
            continue;
        const char *text =
            base_arena_printf(a, "%s %s", tui_sign(TUI_SIGN_YES), kept_text(&f->list[i]));
        if (col + tui_text_width(text) > area.cols - 2) {
            if (++row == area.rows) {
                tui_put(area, row - 1, col, TUI_OK, tui_sign(TUI_SIGN_ELLIPSIS));
                return;
            }
            col = 1;
        }
        col = tui_put(area, row, col, TUI_OK, text) + 2;
    }
}

static const char *broken_text(const struct schedule_finding *f, struct base_arena *a)
{
    const char *text =
        base_arena_printf(a, _("%s: %s"), schedule_rule_label(f->rule), f->text ? f->text : "");
    return f->overridable ? text : join(text, _("cannot be set aside"), a);
}

/* All that is broken, in full, from row on; returns the row after it. With rows 0 it only counts.
 */
static int draw_broken(const struct schedule_findings *f, struct tui_area foot, int row,
                       struct base_arena *a)
{
    for (size_t i = 0; i < f->count; i++) {
        if (!f->list[i].broken)
            continue;
        struct tui_area rest = foot;
        tui_area_top(&rest, row);
        tui_put(rest, 0, 1, TUI_ERROR, tui_sign(TUI_SIGN_NO));
        tui_area_left(&rest, 3);
        tui_area_right(&rest, 1);
        row += tui_put_wrapped(rest, 0, TUI_NORMAL, broken_text(&f->list[i], a));
    }
    return row;
}

/* The bookings in a time that is to be closed; the last row counts those that have no room. */
static void draw_affected(const struct screens_schedule *c, struct tui_area foot,
                          struct base_arena *a)
{
    const struct screens_plan *p = &c->plan;
    for (size_t i = 0; i < p->affected_count; i++) {
        int row = 1 + (int)i;
        size_t left = p->affected_count - i;
        if (row == foot.rows - 2 && left > 1) {
            tui_putf(foot, row, 1, TUI_WARNING, P_("! %zu more", "! %zu more", left), left);
            return;
        }
        tui_put(foot, row, 1, TUI_WARNING, "!");
        tui_put_cell(foot, row, 3, foot.cols - 4, TUI_LEFT, TUI_NORMAL,
                     booking_first(c, p->affected[i], a));
    }
}

/* What can be done about it. */
static const char *plan_advice(const struct screens_schedule *c, struct base_arena *a)
{
    const struct screens_plan *p = &c->plan;
    const struct schedule_findings *f = &p->outcome.findings;
    if (p->kind == PLAN_CLOSE)
        return p->affected_count == 0 ? _("No booking lies in it. d: exact times, Esc: leave")
                                      : _("Enter asks what becomes of the bookings in it.");
    if (f->broken == 0)
        return _("No rule is broken. Tab: nearest free, d: exact times, Esc: leave");
    if (f->nearest != BASE_NONE && f->nearest != p->start)
        return base_arena_printf(a,
                                 f->barred > 0
                                     ? _("Tab: nearest free time, %s")
                                     : _("Tab: nearest free time, %s; Enter: set the rule aside"),
                                 screens_time_show(c->desk, f->nearest, a));
    return f->barred > 0 ? _("It cannot be booked so.")
                         : _("Enter asks for the reason to set the rule aside.");
}

static void draw_plan_foot(const struct screens_schedule *c, struct tui_area foot,
                           struct base_arena *a)
{
    const struct screens_plan *p = &c->plan;
    int end = foot.cols - 1;
    if (p->tried && p->kind != PLAN_CLOSE && !p->outcome.price.refusal)
        end = tui_put_right(foot, 0, end, TUI_STRONG,
                            screens_money_show(c->desk, p->outcome.price.total, a)) -
              1;
    tui_put_cell(foot, 0, 1, end - 1, TUI_LEFT, TUI_TITLE, plan_headline(c, a));
    if (!p->tried)
        return;
    if (p->kind == PLAN_CLOSE)
        draw_affected(c, foot, a);
    struct tui_area kept = foot; /* has the room that what is broken leaves */
    tui_area_top(&kept, 1);
    kept.rows = p->outcome.findings.broken > 0 ? 1 : kept.rows - 1;
    draw_kept(&p->outcome.findings, kept, a);
    if (draw_broken(&p->outcome.findings, foot, 2, a) < foot.rows)
        tui_put_cell(foot, foot.rows - 1, 1, foot.cols - 2, TUI_LEFT, TUI_DIM, plan_advice(c, a));
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* What is broken is told in full, so the foot grows with it, up to half of the area. */
int screens_schedule_foot_rows(const struct screens_schedule *c, struct tui_area area)
{
    int foot = area.rows < SHORT_AREA ? 3 : FOOT_ROWS;
    if (c->plan.kind != PLAN_NONE && c->plan.tried) {
        struct base_arena *a = base_arena_new();
        struct tui_area none = {.cols = area.cols};
        int wanted = c->plan.kind == PLAN_CLOSE
                         ? (int)c->plan.affected_count + 2
                         : draw_broken(&c->plan.outcome.findings, none, 2, a) + 1;
        foot = wanted > foot ? wanted : foot;
        base_arena_free(&a);
    }
    return foot < area.rows / 2 ? foot : area.rows / 2;
}

void screens_schedule_draw_foot(const struct screens_schedule *c, struct tui_area foot,
                                struct base_arena *a)
{
    if (c->plan.kind == PLAN_NONE)
        draw_info(c, foot, a);
    else
        draw_plan_foot(c, foot, a);
}
