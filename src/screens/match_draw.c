/* match_draw.c: the Match place as it looks, from what was read. */
#include "match_private.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/time.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    FULL_COLS = 80,
    FULL_ROWS = 15,
    LEFT_COLS = 26,
    LEFT_COLS_WIDE = 40,
    LEFT_COLS_WIDEST = 66,
    DETAIL_ROWS = 10
};

bool screens_match_narrow(struct tui_area area)
{
    return area.cols < FULL_COLS || area.rows < FULL_ROWS;
}

/* ---- words --------------------------------------------------------------------------------- */

static const char *draw_money(const struct screens_match *m, int64_t amount, int width,
                              struct base_arena *a)
{
    const char *text = screens_money_show(m->desk, amount, a);
    int decimals = (int)store_policy(m->desk->store)->decimals;
    if (tui_text_width(text) > width && decimals > 0) /* no room for cents */
        text = base_arena_strndup(a, text, strlen(text) - (size_t)decimals - 1);
    return text;
}

const char *screens_match_name(const struct screens_match *m, const struct match_candidate *pair,
                               struct base_arena *a)
{
    struct store_ref ref = {m->reverse ? MODEL_DEMAND : MODEL_RESOURCE,
                            screens_match_other(m, pair)};
    const char *name = m->reverse ? pair->demand_title : pair->name;
    return base_arena_printf(a, "%s %s", screens_number_show(ref, a), name ? name : "");
}

static const char *draw_join(const char *text, const char *more, struct base_arena *a)
{
    if (!more || !*more)
        return text;
    return *text ? base_arena_printf(a, "%s %s %s", text, tui_sign(TUI_SIGN_DOT), more) : more;
}

static const char *draw_offer_summary(const struct model_resource *r, struct base_arena *a)
{
    const char *access = model_code_or(r->access, "open");
    const char *grade = model_code_or(r->grade, "specialised");
    const char *text = model_vocabulary_label(MODEL_VOCABULARY_RESOURCE_KIND, r->kind);
    text = draw_join(text, model_vocabulary_label(MODEL_VOCABULARY_ACCESS, access), a);
    return draw_join(text, model_vocabulary_label(MODEL_VOCABULARY_GRADE, grade), a);
}

/* A part of the line about a demand: in full, where there is little room, and in which order parts
 * are left out where even that is too long (0: never). */
struct part {
    const char *full, *brief;
    int leave;
};
enum { PARTS = 6 };

static const char *draw_when(const struct screens_match *m, const struct model_demand *d,
                             struct base_arena *a)
{
    const char *length =
        d->minutes == BASE_NONE ? _("1 h assumed") : model_minutes_show(d->minutes, a);
    return d->latest == BASE_NONE
               ? base_arena_printf(a, _("%s at any time"), length)
               : base_arena_printf(a, _("%s by %s"), length,
                                   screens_date_show(m->desk, base_time_day(d->latest - 1), a));
}

static void draw_parts(const struct screens_match *m, struct base_arena *a, struct part *parts)
{
    const struct screens_match_pairs *p = &m->pairs;
    const struct model_demand *d = p->demand;
    const char *when = draw_when(m, d, a);
    *parts++ = (struct part){when, when, 0};
    if (base_text_empty(d->kind))
        *parts = (struct part){_("names no kind"), _("no kind"), 1};
    parts++;
    if (d->budget != BASE_NONE) {
        const char *budget = draw_money(m, d->budget, 8, a);
        *parts = (struct part){base_arena_printf(a, _("budget %s"), budget), budget, 0};
    }
    parts++;
    if (!base_text_empty(d->handler))
        *parts = (struct part){d->handler, d->handler, 3};
    parts++;
    if (d->follow_up != BASE_NONE) {
        const char *day = screens_date_show(m->desk, d->follow_up, a);
        *parts = (struct part){base_arena_printf(a, _("follow up %s"), day),
                               base_arena_printf(a, _("follow up %s"), day), 0};
    }
    parts++;
    if (p->list.count > 0) {
        double standing = p->list.candidates[0].figures.standing;
        *parts = (struct part){base_arena_printf(a, _("standing %.2f"), standing),
                               base_arena_printf(a, _("st. %.2f"), standing), 2};
    }
}

const char *screens_match_summary(const struct screens_match *m, int width, struct base_arena *a)
{
    struct part parts[PARTS] = {{0}};
    const char *text = "";
    if (m->reverse)
        return m->pairs.resource ? draw_offer_summary(m->pairs.resource, a) : "";
    if (!m->pairs.demand)
        return "";
    draw_parts(m, a, parts);
    /* In full, in brief, and then with one part less each time. */
    for (int less = -1; less <= 3; less++) {
        text = "";
        for (int i = 0; i < PARTS; i++)
            if (less <= 0 || parts[i].leave == 0 || parts[i].leave > less)
                text = draw_join(text, less < 0 ? parts[i].full : parts[i].brief, a);
        if (tui_text_width(text) <= width)
            break;
    }
    return text;
}

/* What was said to the pair: a letter (the key that says it) or sign, and its stance. */
static const char *draw_state(const struct match_candidate *pair, struct base_arena *a)
{
    const struct {
        const char *status, *sign;
    } of[] = {{"shortlisted", "t"},
              {"proposed", "p"},
              {"accepted", tui_sign(TUI_SIGN_YES)},
              {"declined", tui_sign(TUI_SIGN_NO)},
              {"rejected", "r"},
              {"withdrawn", "-"}};
    const char *sign = " ";
    for (size_t i = 0; pair->status && i < sizeof of / sizeof *of; i++)
        if (strcmp(pair->status, of[i].status) == 0)
            sign = of[i].sign;
    return base_arena_printf(a, "%s%s", sign,
                             model_code_is(pair->stance, "pinned")      ? "!"
                             : model_code_is(pair->stance, "forbidden") ? "x"
                                                                        : " ");
}

static const char *draw_reasons(const struct match_candidate *pair, struct base_arena *a)
{
    size_t count;
    const char **reasons = match_reasons(pair, a, &count);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = draw_join(text, reasons[i], a);
    return text;
}

/* ---- candidates ---------------------------------------------------------------------------- */

/* First column and width of each; width 0: no room for it. */
struct columns {
    int number, name, name_width, blocked_width, state, score, bar, bar_width, parts, price,
        price_width, benefit, benefit_width;
};
enum { NUMBER_COLS = 5, SCORE_COLS = 3, PART_COLS = 4, PARTS_COLS = PART_COLS * 6 };

static struct columns lay_out(int cols)
{
    struct columns c = {.number = 2, .bar_width = 5, .price_width = 9};
    int least = 2 + NUMBER_COLS + 1 + 2 + SCORE_COLS + 1 + c.bar_width + PARTS_COLS + 1 + 9;
    int spare = cols - least;
    if (spare >= 30) {
        c.benefit_width = 11;
        spare -= c.benefit_width + 1;
    }
    if (spare >= 34) { /* names tell more than longer bars do */
        c.bar_width = 10;
        c.price_width = 12;
        spare -= 8;
    }
    if (spare >= 12)
        c.name_width = spare - 1 < 40 ? spare - 1 : 40;
    c.name = c.number + NUMBER_COLS + 1;
    c.state = c.name + (c.name_width ? c.name_width + 1 : 0);
    c.score = c.state + 2;
    c.bar = c.score + SCORE_COLS + 1;
    c.parts = c.bar + c.bar_width;
    c.price = c.parts + PARTS_COLS + 1;
    c.benefit = c.price + c.price_width + 1;
    return c;
}

static void draw_pairs_header(struct tui_area area, int row, const struct columns *c,
                              const struct screens_match *m)
{
    tui_fill((struct tui_area){area.row + row, area.col, 1, area.cols}, TUI_HEADER, " ");
    if (screens_match_is_read(m))
        tui_putf(area, row, c->number, TUI_HEADER,
                 c->name_width ? _("%zu fit of %zu") : _("%zu fit"), m->pairs.list.of_eligible,
                 m->pairs.list.of);
    tui_put_right(area, row, c->score + SCORE_COLS + 2, TUI_HEADER, _("score"));
    for (int i = 0; i < MATCH_CRITERION_COUNT; i++)
        tui_put_right(area, row, c->parts + (i + 1) * PART_COLS, TUI_HEADER,
                      match_criterion_short((enum match_criterion)i));
    tui_put_right(area, row, c->price + c->price_width, TUI_HEADER, _("price"));
    if (c->benefit_width)
        tui_put_right(area, row, c->benefit + c->benefit_width, TUI_HEADER, _("net benefit"));
}

/* Points are told whole; the exact ones stand behind w. */
static int whole_points(int64_t hundredths)
{
    return (int)((hundredths + 50) / 100);
}

static void draw_eligible(struct tui_area area, int row, const struct columns *c,
                          const struct screens_match *m, const struct match_candidate *pair,
                          struct base_arena *a)
{
    tui_put(area, row, c->state, TUI_STRONG, draw_state(pair, a));
    tui_putf(area, row, c->score, TUI_STRONG, "%*d", SCORE_COLS, whole_points(pair->score));
    tui_bar(area, row, c->bar, c->bar_width, (double)pair->score / 10000, TUI_BAR);
    for (int i = 0; i < MATCH_CRITERION_COUNT; i++)
        tui_putf(area, row, c->parts + i * PART_COLS, TUI_NORMAL, "%*d", PART_COLS,
                 whole_points(pair->parts[i]));
    tui_put_right(area, row, c->price + c->price_width, TUI_NORMAL,
                  draw_money(m, pair->price, c->price_width, a));
    if (c->benefit_width)
        tui_put_right(area, row, c->benefit + c->benefit_width,
                      pair->benefit > 0 ? TUI_GAIN : TUI_LOSS,
                      draw_money(m, pair->benefit, c->benefit_width, a));
}

/* A blocked pair has its reasons in the place of figures. */
static void draw_blocked(struct tui_area area, int row, const struct columns *c,
                         const struct match_candidate *pair, struct base_arena *a)
{
    int col = c->name + c->blocked_width + 1;
    tui_put(area, row, col, TUI_STRONG, draw_state(pair, a));
    tui_put(area, row, col + 2, TUI_DIM, tui_sign(TUI_SIGN_NO));
    tui_put_cell(area, row, col + 4, area.cols - col - 4, TUI_LEFT, TUI_DIM, draw_reasons(pair, a));
}

static const char *pair_name(const struct screens_match *m, const struct match_candidate *pair)
{
    const char *name = m->reverse ? pair->demand_title : pair->name;
    return name ? name : "";
}

static void draw_pair_row(struct tui_area area, int row, const struct columns *c,
                          const struct screens_match *m, const struct match_candidate *pair,
                          bool current, struct base_arena *a)
{
    struct store_ref ref = {m->reverse ? MODEL_DEMAND : MODEL_RESOURCE,
                            screens_match_other(m, pair)};
    tui_style style = current ? TUI_CURSOR : pair->blocked ? TUI_DIM : TUI_NORMAL;
    int name_width = pair->blocked ? c->blocked_width : c->name_width;
    if (current)
        tui_put(area, row, 0, m->on_pairs ? TUI_MARKER : TUI_DIM,
                tui_sign(m->on_pairs ? TUI_SIGN_MARKER : TUI_SIGN_RESTING));
    if (screens_match_marked(m, ref.id))
        tui_put(area, row, 1, TUI_MARKED, tui_sign(TUI_SIGN_MARKED));
    tui_put_cell(area, row, c->number, NUMBER_COLS, TUI_LEFT, style, screens_number_show(ref, a));
    if (name_width > 0)
        tui_put_cell(area, row, c->name, name_width, TUI_LEFT, style, pair_name(m, pair));
    if (pair->blocked)
        draw_blocked(area, row, c, pair, a);
    else
        draw_eligible(area, row, c, m, pair, a);
    if (current && m->on_pairs)
        tui_cursor(area, row, c->number, false);
}

/* Keeps the cursor among the rows that are shown. */
static void pairs_scroll(struct screens_match_pairs *p, int rows)
{
    size_t height = rows > 0 ? (size_t)rows : 1;
    if (p->cursor < p->top)
        p->top = p->cursor;
    if (p->cursor >= p->top + height)
        p->top = p->cursor - height + 1;
    if (p->top + height > p->list.count)
        p->top = p->list.count > height ? p->list.count - height : 0;
}

static const char *draw_nothing(const struct screens_match *m)
{
    if (screens_match_list_current(m) == 0)
        return "";
    if (!screens_match_is_read(m))
        return tui_sign(TUI_SIGN_ELLIPSIS);
    return m->reverse ? _("no open demand asks for anything of this kind")
                      : _("nothing of this kind is offered");
}

/* What the blocked ones' names take, which share their lines with reasons. */
static int blocked_width(const struct screens_match *m, const struct columns *c)
{
    enum { WITHOUT_NAMES = 15 };
    int width = 0, most = c->name_width ? c->name_width : WITHOUT_NAMES;
    for (size_t i = m->pairs.list.eligible; i < m->pairs.list.count && width < most; i++) {
        int here = tui_text_width(pair_name(m, &m->pairs.list.candidates[i]));
        width = here < width ? width : here;
    }
    return width < most ? width : most;
}

static void draw_pair_rows(struct tui_area area, struct screens_match *m, struct base_arena *a)
{
    struct screens_match_pairs *p = &m->pairs;
    struct columns c = lay_out(area.cols);
    draw_pairs_header(area, 0, &c, m);
    struct tui_area rows = area;
    tui_area_top(&rows, 1);
    if (!screens_match_is_read(m) || p->list.count == 0) {
        tui_put(rows, 0, 2, TUI_DIM, draw_nothing(m));
        return;
    }
    c.blocked_width = blocked_width(m, &c);
    pairs_scroll(p, rows.rows);
    for (int row = 0; row < rows.rows && p->top + (size_t)row < p->list.count; row++) {
        size_t i = p->top + (size_t)row;
        draw_pair_row(rows, row, &c, m, &p->list.candidates[i], i == p->cursor, a);
    }
}

static void draw_right(struct tui_area area, struct screens_match *m, struct base_arena *a)
{
    struct tui_area head = tui_area_top(&area, 1);
    if (screens_match_is_read(m))
        tui_put_cell(head, 0, 1, head.cols - 2, TUI_LEFT, TUI_NORMAL,
                     screens_match_summary(m, head.cols - 2, a));
    draw_pair_rows(area, m, a);
}

/* ---- the chosen pair ----------------------------------------------------------------------- */

/* Returns the column after it, 0 when it does not fit. */
static int draw_day(const struct screens_match_day *day, struct tui_area line, int col,
                    struct base_arena *a)
{
    const char *name = screens_day_short(day->day, a);
    if (col + tui_text_width(name) + MATCH_DAY_CELLS + 3 > line.cols)
        return 0;
    col = tui_put(line, 0, col, TUI_NORMAL, name) + 1;
    tui_put(line, 0, col++, TUI_RULE, tui_sign(TUI_SIGN_LEFT_EDGE));
    for (int i = 0; i < MATCH_DAY_CELLS; i++)
        screens_cell_draw(&day->cells[i], line, 0, col++, 0);
    tui_put(line, 0, col++, TUI_RULE, tui_sign(TUI_SIGN_RIGHT_EDGE));
    return col + 1;
}

static void draw_days(const struct screens_match *m, struct tui_area line, struct base_arena *a)
{
    const struct screens_match_detail *d = &m->detail;
    const char *all =
        base_arena_printf(a, _("%s in all"), model_minutes_show(d->pair->free_minutes, a));
    struct tui_area room = line;
    room.cols -= tui_text_width(all) + 1;
    int col = tui_put(line, 0, 1, TUI_LABEL, _("Free")) + 1, end = col;
    for (size_t i = 0; i < d->day_count && col > 0; i++) {
        col = draw_day(&d->days[i], room, col, a);
        end = col > 0 ? col : end;
    }
    tui_put(line, 0, end, TUI_STRONG, all);
}

/* A list that is too long ends behind one of its items, not in the middle of a word. */
static const char *draw_list(const char *text, int width, struct base_arena *a)
{
    const char *between = _(", "), *shown = text;
    char *items = base_arena_strdup(a, text);
    while (tui_text_width(shown) > width) {
        char *last = NULL;
        for (char *at = items; (at = strstr(at, between)) != NULL; at += strlen(between))
            last = at;
        if (!last)
            return text;
        *last = '\0';
        shown = base_arena_printf(a, "%s%s%s", items, between, tui_sign(TUI_SIGN_ELLIPSIS));
    }
    return shown;
}

static void draw_remark(const struct match_remark *r, struct tui_area area, int row,
                        struct base_arena *a)
{
    bool plus = r->sign == '+';
    tui_put(area, row, 1, plus ? TUI_GAIN : TUI_LOSS, plus ? "+" : tui_sign(TUI_SIGN_MINUS));
    tui_putf(area, row, 3, TUI_STRONG, "%3d/%d", r->points, r->most);
    const char *text = tui_text_width(r->text) <= area.cols - 12
                           ? r->text
                           : draw_list(r->brief, area.cols - 12, a);
    tui_put_cell(area, row, 11, area.cols - 12, TUI_LEFT, TUI_NORMAL, text);
}

static const char *draw_headline(const struct screens_match *m, const struct match_candidate *pair,
                                 struct base_arena *a)
{
    const struct screens_match_detail *d = &m->detail;
    const char *text = screens_match_name(m, pair, a);
    if (d->pair != pair)
        return text;
    if (!m->reverse)
        return draw_join(draw_join(text, d->why.provider, a), d->why.rating, a);
    text = draw_join(text, d->why.requester, a);
    return draw_join(text, base_arena_printf(a, _("standing %.2f"), pair->figures.standing), a);
}

/* Where each factor of the benefit comes from, where there is room for it. */
static void draw_terms(const struct match_explanation *x, struct tui_area area, int row)
{
    for (int t = 0; t < MATCH_TERM_COUNT; t++, row++) {
        tui_put(area, row, 1, TUI_LABEL, match_term_label((enum match_term_id)t));
        tui_put_right(area, row, 22, TUI_STRONG, x->terms[t].figure);
        tui_put_cell(area, row, 25, area.cols - 26, TUI_LEFT, TUI_NORMAL, x->terms[t].text);
    }
}

/* What has been done about the pair, then, where there is room, what to expect of its provider. */
static const char *draw_foot(const struct screens_match_detail *d, int width, struct base_arena *a)
{
    const char *answers = base_arena_printf(a, _("Provider's last answers: %s"), d->why.answered);
    const char *text = draw_join(d->why.stands, answers, a);
    if (tui_text_width(text) > width)
        text = draw_join(d->why.stands, d->why.answered, a);
    return tui_text_width(text) > width ? d->why.stands : text;
}

/* What is least needed falls away first: the last criteria, then the answers. */
static void draw_detail(const struct screens_match *m, struct tui_area area, struct base_arena *a)
{
    const struct screens_match_detail *d = &m->detail;
    const struct match_candidate *pair = screens_match_pair(m);
    if (!pair || area.rows < 3)
        return;
    tui_put_cell(area, 0, 1, area.cols - 2, TUI_LEFT, TUI_TITLE, draw_headline(m, pair, a));
    if (d->pair != pair) { /* about to be read */
        tui_put(area, 1, 1, TUI_DIM, tui_sign(TUI_SIGN_ELLIPSIS));
        return;
    }
    struct tui_area line = {area.row + 1, area.col, 1, area.cols};
    draw_days(m, line, a);
    int row = 2, foot = area.rows >= 6 ? 2 : 1;
    for (size_t i = 0; i < d->why.reason_count && row < area.rows - foot; i++, row++) {
        tui_put(area, row, 1, TUI_ERROR, tui_sign(TUI_SIGN_NO));
        tui_put_cell(area, row, 3, area.cols - 4, TUI_LEFT, TUI_NORMAL, d->why.reasons[i]);
    }
    for (int i = 0; i < MATCH_CRITERION_COUNT && row < area.rows - foot; i++, row++)
        draw_remark(&d->why.remarks[i], area, row, a);
    if (row + MATCH_TERM_COUNT < area.rows - foot && !pair->figures.quoted_benefit)
        draw_terms(&d->why, area, row + 1);
    tui_put_cell(area, area.rows - foot, 1, area.cols - 2, TUI_LEFT, TUI_STRONG,
                 tui_text_width(d->why.benefit) <= area.cols - 2 ? d->why.benefit
                                                                 : d->why.benefit_brief);
    if (foot == 2)
        tui_put_cell(area, area.rows - 1, 1, area.cols - 2, TUI_LEFT,
                     *d->why.stands ? TUI_INFO : TUI_DIM, draw_foot(d, area.cols - 2, a));
}

/* ---- the whole ----------------------------------------------------------------------------- */

static void draw_narrow(struct tui_area area, struct screens_match *m, struct base_arena *a)
{
    struct tui_area foot = tui_area_bottom(&area, 1);
    tui_put_cell(foot, 0, 1, foot.cols - 2, TUI_LEFT, TUI_DIM,
                 m->on_pairs ? _("80 x 24 shows reasons; w tells them")
                             : _("Tab: candidates of the one chosen"));
    if (!m->on_pairs) {
        tui_table_draw(m->subjects, area, true);
        return;
    }
    struct screens_match_pairs *p = &m->pairs;
    tui_put_cell(tui_area_top(&area, 1), 0, 1, area.cols - 2, TUI_LEFT, TUI_NORMAL,
                 screens_match_summary(m, area.cols - 2, a));
    pairs_scroll(p, area.rows);
    if (!screens_match_is_read(m) || p->list.count == 0)
        tui_put_cell(area, 0, 2, area.cols - 3, TUI_LEFT, TUI_DIM, draw_nothing(m));
    else
        for (int row = 0; row < area.rows && p->top + (size_t)row < p->list.count; row++) {
            size_t i = p->top + (size_t)row;
            const struct match_candidate *pair = &p->list.candidates[i];
            bool current = i == p->cursor;
            if (current)
                tui_put(area, row, 0, TUI_MARKER, tui_sign(TUI_SIGN_MARKER));
            if (pair->blocked)
                tui_put(area, row, 2, TUI_DIM, tui_sign(TUI_SIGN_NO));
            else
                tui_putf(area, row, 2, TUI_STRONG, "%3d", whole_points(pair->score));
            tui_put(area, row, 6, TUI_STRONG, draw_state(pair, a));
            tui_put_cell(area, row, 9, area.cols - 20, TUI_LEFT, current ? TUI_CURSOR : TUI_NORMAL,
                         screens_match_name(m, pair, a));
            tui_put_right(area, row, area.cols - 1, pair->blocked ? TUI_DIM : TUI_NORMAL,
                          draw_money(m, pair->price, 9, a));
            if (current)
                tui_cursor(area, row, 9, false);
        }
}

/* How a wide enough area is cut. */
struct panes {
    struct tui_area left, line, right, rule, detail;
};

static struct panes cut(struct tui_area area)
{
    struct panes p;
    int below = area.rows >= DETAIL_ROWS + 7 ? DETAIL_ROWS : area.rows - 7;
    if (area.rows >= FULL_ROWS + 25)
        below += 8; /* for the factors of the benefit */
    p.detail = tui_area_bottom(&area, below);
    p.rule = tui_area_bottom(&area, 1);
    p.left = tui_area_left(&area, area.cols >= MATCH_WIDE ? LEFT_COLS_WIDEST
                                  : area.cols >= 110      ? LEFT_COLS_WIDE
                                                          : LEFT_COLS);
    p.line = tui_area_left(&area, 1);
    p.right = area;
    return p;
}

static void draw_full(struct tui_screen *s, struct tui_area area, struct base_arena *a)
{
    struct screens_match *m = s->state;
    struct panes p = cut(area);
    tui_joint_top(s, p.left.cols);
    tui_hline(p.rule, 0, 0, p.rule.cols, TUI_RULE);
    tui_vline(p.line, 0, 0, p.line.rows, TUI_RULE);
    tui_put(p.rule, 0, p.left.cols, TUI_RULE, tui_term_utf8_lines() ? "┴" : "+");
    tui_table_draw(m->subjects, p.left, !m->on_pairs);
    draw_right(p.right, m, a);
    draw_detail(m, p.detail, a);
}

/* A click chooses in the pane it falls into. */
int screens_match_click(struct tui_screen *s, const struct tui_event *event)
{
    struct screens_match *m = s->state;
    struct panes p = cut(s->area);
    if (screens_match_narrow(s->area) || event->row >= p.left.rows)
        return TUI_PASS;
    m->on_pairs = event->col > p.left.cols;
    if (!m->on_pairs)
        return tui_table_pointer(m->subjects, event);
    size_t at = m->pairs.top + (size_t)(event->row > 2 ? event->row - 2 : 0);
    return screens_match_is_read(m) ? screens_match_move(m, (int)at - (int)m->pairs.cursor)
                                    : TUI_DONE;
}

void screens_match_draw(struct tui_screen *s, struct tui_area area)
{
    struct screens_match *m = s->state;
    struct base_arena *a = base_arena_new();
    if (screens_match_narrow(area))
        draw_narrow(area, m, a);
    else
        draw_full(s, area, a);
    base_arena_free(&a);
}
