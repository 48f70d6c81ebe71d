#include "sharedesk/report/letter.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/base/words.h"
#include "sharedesk/match/proposal.h"
#include "sharedesk/model/vocabulary.h"

#include "internal.h"

#include <string.h>

/* What a letter is about. */
struct matter {
    const char *number;            /* "J3", "B841" */
    const char *resource, *demand; /* names; demand "" if there is none */
    const struct model_resource *offer;
    const struct model_organisation *provider, *requester; /* or NULL */
    const struct model_person *person;                     /* who asks or comes, or NULL */
    const char *status;
    const char *reason;       /* why it was declined, or NULL */
    int64_t earliest, latest; /* the wanted period, BASE_NONE: open */
    int64_t start, end, minutes, price;
    bool sought; /* the demand is open still: another may serve it */
};

/* ---- reading --------------------------------------------------------------------------------- */

static enum err_code read_organisation(struct store *s, int64_t id, struct base_arena *a,
                                       const struct model_organisation **o, struct err *e)
{
    struct model_organisation *found;
    *o = NULL;
    if (id == BASE_NONE)
        return ERR_NONE;
    enum err_code code = store_get(s, MODEL_ORGANISATION, id, a, &found, e);
    if (!code)
        *o = found;
    return code;
}

static enum err_code read_person(struct store *s, int64_t id, struct base_arena *a,
                                 const struct model_person **person, struct err *e)
{
    struct model_person *found;
    *person = NULL;
    if (id == BASE_NONE)
        return ERR_NONE;
    enum err_code code = store_get(s, MODEL_PERSON, id, a, &found, e);
    if (!code)
        *person = found;
    return code;
}

static enum err_code read_parties(struct store *s, int64_t resource, int64_t requester,
                                  struct base_arena *a, struct matter *m, struct err *e)
{
    struct model_resource *r;
    enum err_code code = store_get(s, MODEL_RESOURCE, resource, a, &r, e);
    if (code)
        return code;
    m->offer = r;
    m->resource =
        base_arena_printf(a, _("%s (%s)"), r->name, report_number(MODEL_RESOURCE, resource, a));
    code = read_organisation(s, r->owner, a, &m->provider, e);
    return code ? code : read_organisation(s, requester, a, &m->requester, e);
}

/* What is on the short list is not promised yet: its figures are those of today. What was proposed
 * keeps its own, but for what the provider's quote says of the pair. */
static enum err_code read_figures(struct match_desk *desk, const struct model_proposal *p,
                                  struct base_arena *a, struct matter *m, struct err *e)
{
    struct match_candidate pair;
    bool listed = model_code_is(m->status, "shortlisted");
    if (!listed && !model_code_is(m->status, "proposed"))
        return ERR_NONE;
    enum err_code code = match_pair(desk, p->demand, p->resource, NULL, a, &pair, e);
    if (code == ERR_LIMIT) { /* nothing can be reckoned of it: a letter goes out all the same */
        err_clear(e);
        return ERR_NONE;
    }
    if (code || !(listed || pair.figures.quote != 0))
        return code;
    m->price = pair.price;
    if (m->minutes != pair.minutes) /* then it was to lie elsewhere */
        m->start = m->end = BASE_NONE;
    m->minutes = pair.minutes;
    return ERR_NONE;
}

static enum err_code read_proposal(struct match_desk *desk, int64_t id, struct base_arena *a,
                                   struct matter *m, struct err *e)
{
    struct store *s = match_desk_store(desk);
    struct model_proposal *p;
    struct model_demand *d;
    enum err_code code = store_get(s, MODEL_PROPOSAL, id, a, &p, e);
    if (code)
        return code;
    code = store_get(s, MODEL_DEMAND, p->demand, a, &d, e);
    if (code)
        return code;
    code = read_person(s, d->person, a, &m->person, e);
    if (code)
        return code;
    m->status = model_code_or(p->status, "proposed");
    m->demand =
        base_arena_printf(a, _("%s (%s)"), d->title, report_number(MODEL_DEMAND, p->demand, a));
    m->sought = model_code_is(d->status, "open") || model_code_is(d->status, "proposed") ||
                d->status == NULL;
    m->reason = model_code_is(p->status, "declined") ? p->reason : NULL;
    m->earliest = d->earliest;
    m->latest = d->latest;
    m->start = p->start;
    m->end = p->end;
    m->minutes = p->minutes != BASE_NONE ? p->minutes : d->minutes;
    m->price = p->price;
    code = read_figures(desk, p, a, m, e);
    return code ? code : read_parties(s, p->resource, d->requester, a, m, e);
}

static enum err_code read_booking(struct store *s, int64_t id, struct base_arena *a,
                                  struct matter *m, struct err *e)
{
    struct model_booking *b;
    enum err_code code = store_get(s, MODEL_BOOKING, id, a, &b, e);
    if (!code)
        code = read_person(s, b->person, a, &m->person, e);
    if (code)
        return code;
    m->status = model_code_or(b->status, "confirmed");
    m->demand = b->demand != BASE_NONE
                    ? base_arena_printf(a, _("%s (%s)"), store_title(s, MODEL_DEMAND, b->demand, a),
                                        report_number(MODEL_DEMAND, b->demand, a))
                : b->title != NULL ? b->title
                                   : "";
    m->earliest = m->latest = BASE_NONE;
    m->start = b->start;
    m->end = b->end;
    m->minutes = (b->end - b->start) / 60;
    m->price = b->price;
    return read_parties(s, b->resource, b->organisation, a, m, e);
}

/* ---- writing --------------------------------------------------------------------------------- */

static const char *organisation_name(const struct model_organisation *o)
{
    return o != NULL ? o->name : _("(unknown)");
}

static const char *or_empty(const char *s)
{
    return s != NULL ? s : "";
}

static void address(const struct matter *m, enum report_letter_side side,
                    struct report_letter *letter)
{
    const struct model_organisation *o = side == REPORT_TO_PROVIDER ? m->provider : m->requester;
    letter->name = letter->email = "";
    if (side == REPORT_TO_PROVIDER && !base_text_empty(m->offer->contact_email)) {
        letter->name = or_empty(m->offer->contact_name);
        letter->email = m->offer->contact_email;
    } else if (side == REPORT_TO_REQUESTER && m->person != NULL &&
               !base_text_empty(m->person->email)) {
        letter->name = or_empty(m->person->name);
        letter->email = m->person->email;
    } else if (o != NULL) {
        letter->name = base_text_empty(o->contact_name) ? o->name : o->contact_name;
        letter->email = or_empty(o->contact_email);
    }
}

static void fact(struct base_text *t, const char *label, const char *value)
{
    if (!base_text_empty(value))
        base_text_printf(t, "  %s%s%s\n", label, _(": "), value);
}

/* "1 Dec – 16 Dec": the last day is one that serves. */
static const char *wanted_period(const struct matter *m, int64_t now, struct base_arena *a)
{
    const char *from = "", *to = "";
    if (m->earliest != BASE_NONE)
        from = base_day_words(base_time_day(m->earliest), now, a);
    if (m->latest != BASE_NONE)
        to = base_day_words(base_time_day(m->latest - 1), now, a);
    if (from[0] != '\0' && to[0] != '\0')
        return base_arena_printf(a, "%s – %s", from, to);
    return from[0] != '\0' ? base_arena_printf(a, _("from %s on"), from)
           : to[0] != '\0' ? base_arena_printf(a, _("until %s"), to)
                           : "";
}

static void facts(struct store *s, const struct matter *m, enum report_letter_kind kind,
                  struct base_arena *a, struct base_text *t)
{
    char text[40];
    int64_t now = store_now(s);
    fact(t, _("Resource"), m->resource);
    fact(t, _("Provider"), organisation_name(m->provider));
    fact(t, _("User"), organisation_name(m->requester));
    fact(t, _("For"), m->demand);
    if (m->start != BASE_NONE)
        fact(t, _("Time"),
             base_arena_printf(a, "%s – %s", base_time_words(m->start, now, a),
                               base_time_words(m->end, now, a)));
    fact(t, _("Wanted period"), wanted_period(m, now, a));
    if (m->minutes != BASE_NONE)
        fact(t, _("Duration"), model_minutes_show(m->minutes, a));
    if (m->price != BASE_NONE && kind != REPORT_LETTER_QUOTE) {
        base_money_show(m->price, (int)store_policy(s)->decimals, text);
        fact(t, _("Price"), base_arena_printf(a, "%s %s", text, store_policy(s)->currency));
    }
    fact(t, _("Place"), m->offer->location);
    fact(t, _("Reason"), m->reason);
}

/* What a subject says of each kind, for a proposal and for a booking. */
static const char *subject_format(enum report_letter_kind kind, const struct matter *m,
                                  bool proposal)
{
    switch (kind) {
    case REPORT_LETTER_PROPOSAL:
        return _("Proposal %s: %s");
    case REPORT_LETTER_CONFIRMATION:
        return proposal ? _("Agreed %s: %s") : _("Booking %s confirmed: %s");
    case REPORT_LETTER_REMINDER:
        return _("Reminder %s: %s");
    case REPORT_LETTER_QUOTE:
        return _("Request for a quote %s: %s");
    case REPORT_LETTER_REFUSAL:
        break;
    }
    return model_code_is(m->status, "declined") ? _("Declined %s: %s") : _("Taken back %s: %s");
}

static const char *subject_of(enum report_letter_kind kind, const struct matter *m, bool proposal,
                              struct base_arena *a)
{
    struct base_text t = {0};
    /* The format is one of those above, or its translation, which msgfmt checks. */
    const char *format = subject_format(kind, m, proposal), *first = strstr(format, "%s");
    base_text_add_n(&t, format, (size_t)(first - format));
    base_text_add(&t, m->number);
    const char *second = strstr(first + 2, "%s");
    base_text_add_n(&t, first + 2, (size_t)(second - first - 2));
    base_text_add(&t, m->resource);
    base_text_add(&t, second + 2);
    const char *subject = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return subject;
}

static const char *confirmation_opening(bool provider, bool proposal)
{
    if (!proposal)
        return provider ? _("the following use of your resource is booked.")
                        : _("your booking is confirmed.");
    return provider ? _("thank you for agreeing to the following use of your resource.")
                    : _("the provider has agreed to what you asked for.");
}

static const char *refusal_opening(const struct matter *m, bool provider)
{
    if (!model_code_is(m->status, "declined"))
        return provider ? _("we take back the following proposal.")
                        : _("the following resource is no longer proposed to you.");
    return provider ? _("thank you for your answer: we have noted that you decline.")
                    : _("we are sorry: the provider cannot take on what you asked for.");
}

static const char *opening(enum report_letter_kind kind, const struct matter *m, bool provider,
                           bool proposal)
{
    switch (kind) {
    case REPORT_LETTER_PROPOSAL:
        return provider ? _("we propose your resource for a use and ask whether you agree.")
                        : _("we propose the following resource for what you asked for.");
    case REPORT_LETTER_CONFIRMATION:
        return confirmation_opening(provider, proposal);
    case REPORT_LETTER_REFUSAL:
        return refusal_opening(m, provider);
    case REPORT_LETTER_QUOTE:
        return provider ? _("we ask you for a quote for the following use of your resource.")
                        : _("we have asked the provider for a quote for what you asked for.");
    case REPORT_LETTER_REMINDER:
        break;
    }
    if (!proposal)
        return _("we remind you of the following booking.");
    return provider
               ? _("we have not had your answer to the following proposal yet.")
               : _("we are still waiting for the provider's answer to the following proposal.");
}

/* Every letter ends with what happens next, and who does it. */
static const char *next_of_answered(enum report_letter_kind kind, const struct matter *m,
                                    bool provider)
{
    if (kind == REPORT_LETTER_CONFIRMATION)
        return m->sought ? _("Next, we book the time and confirm it to you with its date. If some "
                             "days of the period do not suit you, please tell us now.")
                         : _("If anything changes, please tell us in time.");
    if (provider)
        return _("You need not do anything more, nor keep any time free for it.");
    return m->sought ? _("Your request stays open: we look for another resource and write to you "
                         "again.")
                     : _("If you still need something, please tell us.");
}

static const char *next_of(enum report_letter_kind kind, const struct matter *m, bool provider,
                           bool proposal, const char *by, struct base_arena *a)
{
    if (!proposal)
        return _("If anything changes, please tell us in time.");
    if (kind == REPORT_LETTER_CONFIRMATION || kind == REPORT_LETTER_REFUSAL)
        return next_of_answered(kind, m, provider);
    if (!provider)
        return _("We shall tell you as soon as the provider has answered. Nothing is booked yet.");
    if (kind == REPORT_LETTER_QUOTE)
        return base_arena_printf(a,
                                 _("Please tell us by %s how long it takes on your side, what it "
                                   "costs, and until when your quote holds."),
                                 by);
    return base_arena_printf(
        a,
        _("Please answer with yes or no by %s. Once you agree, we book the time "
          "with both sides and confirm it to you."),
        by);
}

/* A letter must be true when it goes out: the states in which each kind is. */
static bool is_timely(enum report_letter_kind kind, bool proposal, const char *status)
{
    static const char *const open_proposal[] = {"shortlisted", "proposed", NULL};
    static const char *const unanswered[] = {"proposed", NULL};
    static const char *const agreed[] = {"accepted", NULL};
    static const char *const refused[] = {"declined", "rejected", "withdrawn", NULL};
    static const char *const booked[] = {"confirmed", "in_use", "completed", NULL};
    static const char *const ahead[] = {"tentative", "confirmed", "in_use", NULL};
    const char *const *allowed = kind == REPORT_LETTER_PROPOSAL       ? open_proposal
                                 : kind == REPORT_LETTER_QUOTE        ? open_proposal
                                 : kind == REPORT_LETTER_REFUSAL      ? refused
                                 : kind == REPORT_LETTER_CONFIRMATION ? proposal ? agreed : booked
                                 : proposal                           ? unanswered
                                                                      : ahead;
    while (*allowed != NULL && !model_code_is(status, *allowed))
        allowed++;
    return *allowed != NULL;
}

static enum err_code refuse_untimely(const struct matter *m, bool proposal, struct err *e)
{
    enum model_vocabulary states =
        proposal ? MODEL_VOCABULARY_PROPOSAL_STATUS : MODEL_VOCABULARY_BOOKING_STATUS;
    return err_set(e, ERR_REFUSED, m->number, _("Choose another kind of letter with --kind."),
                   _("such a letter would not be true, it is: %s"),
                   model_vocabulary_label(states, m->status));
}

/* There is a letter of the kind about such a record at all. */
static bool is_about(enum report_letter_kind kind, enum model_type type)
{
    if (type == MODEL_PROPOSAL)
        return true;
    return type == MODEL_BOOKING &&
           (kind == REPORT_LETTER_CONFIRMATION || kind == REPORT_LETTER_REMINDER);
}

/* By when an answer is waited for. */
static const char *answer_day(struct store *s, struct base_arena *a)
{
    int64_t now = store_now(s);
    return base_day_words(base_time_day(now) + store_policy(s)->answer_days, now, a);
}

enum err_code report_letter(struct match_desk *desk, struct store_ref ref,
                            enum report_letter_kind kind, enum report_letter_side side,
                            struct base_arena *a, struct report_letter *letter, struct err *e)
{
    struct store *s = match_desk_store(desk);
    struct matter m = {.number = report_number(ref.type, ref.id, a)};
    bool proposal = ref.type == MODEL_PROPOSAL;
    bool provider = side == REPORT_TO_PROVIDER;
    if (!is_about(kind, ref.type))
        return err_set(e, ERR_REFUSED, m.number,
                       _("Letters are about proposals (J) and bookings (B); proposals of a demand: "
                         "`sharedesk list proposals --filter demand=D1`."),
                       "%s", _("there is no such letter about it"));
    enum err_code code =
        proposal ? read_proposal(desk, ref.id, a, &m, e) : read_booking(s, ref.id, a, &m, e);
    if (!code && !is_timely(kind, proposal, m.status))
        code = refuse_untimely(&m, proposal, e);
    if (code)
        return code;
    struct base_text t = {0};
    const char *desk_name =
        base_text_empty(store_policy(s)->name) ? _("Resource sharing desk") : store_policy(s)->name;
    address(&m, side, letter);
    letter->subject = subject_of(kind, &m, proposal, a);
    base_text_printf(&t, _("Dear %s,"), letter->name[0] != '\0' ? letter->name : _("colleague"));
    base_text_printf(&t, "\n\n%s\n\n", opening(kind, &m, provider, proposal));
    facts(s, &m, kind, a, &t);
    base_text_printf(&t, "\n%s\n\n%s\n", next_of(kind, &m, provider, proposal, answer_day(s, a), a),
                     desk_name);
    letter->body = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return ERR_NONE;
}

enum err_code report_letter_in(enum base_language language, struct match_desk *m,
                               struct store_ref ref, enum report_letter_kind kind,
                               enum report_letter_side side, struct base_arena *a,
                               struct report_letter *letter, struct err *e)
{
    if (!base_i18n_has(language))
        return err_set(e, ERR_NOT_FOUND, _("the letter"),
                       _("Copy the directory locale along with the program, or install it."), "%s",
                       _("the Chinese texts are missing"));
    enum base_language before = base_i18n_speak(language);
    enum err_code code = report_letter(m, ref, kind, side, a, letter, e);
    base_i18n_speak(before);
    if (!code)
        return code;
    err_clear(e); /* what is wrong is for the desk to read, not for the letter's reader */
    return report_letter(m, ref, kind, side, a, letter, e);
}

/* ---- going out ------------------------------------------------------------------------------- */

const char *report_letter_name(enum report_letter_kind kind)
{
    static const char *const names[] = {
        [REPORT_LETTER_PROPOSAL] = "proposal", [REPORT_LETTER_CONFIRMATION] = "confirmation",
        [REPORT_LETTER_REMINDER] = "reminder", [REPORT_LETTER_QUOTE] = "quote",
        [REPORT_LETTER_REFUSAL] = "refusal",
    };
    return names[kind];
}

/* It was asked for after the provider was last written to, and has not come. */
static enum err_code waits_for_quote(struct store *s, const struct model_proposal *p, bool *waits,
                                     struct err *e)
{
    int64_t quotes = 0;
    char today[16];
    *waits = p->quote_asked != BASE_NONE && p->quote_asked > p->provider_told;
    if (!*waits)
        return ERR_NONE;
    base_day_format(base_time_day(store_now(s)), today);
    enum err_code code = store_number(
        s, STORE_REPORT_QUOTES_OF_PAIR,
        STORE_ARGS(STORE_INT(p->demand), STORE_INT(p->resource), STORE_STR(today)), 0, &quotes, e);
    *waits = quotes == 0;
    return code;
}

enum err_code report_letter_due(struct match_desk *m, struct store_ref ref,
                                enum report_letter_kind *kind, struct err *e)
{
    struct store *s = match_desk_store(m);
    struct base_arena *a = base_arena_new();
    const struct model_proposal *p;
    enum err_code code = ERR_NONE;
    *kind = REPORT_LETTER_CONFIRMATION;
    if (ref.type != MODEL_PROPOSAL || (code = store_get(s, MODEL_PROPOSAL, ref.id, a, &p, e))) {
        base_arena_free(&a);
        return code;
    }
    const char *status = model_code_or(p->status, "proposed");
    bool waits = false, proposed = model_code_is(status, "proposed");
    if (proposed || model_code_is(status, "shortlisted")) {
        code = waits_for_quote(s, p, &waits, e);
        *kind = waits                                       ? REPORT_LETTER_QUOTE
                : proposed && p->provider_told != BASE_NONE ? REPORT_LETTER_REMINDER
                                                            : REPORT_LETTER_PROPOSAL;
    } else if (!model_code_is(status, "accepted")) {
        *kind = REPORT_LETTER_REFUSAL;
    }
    base_arena_free(&a);
    return code;
}

enum report_letter_side report_letter_reader(struct store_ref ref, enum report_letter_kind kind)
{
    return ref.type == MODEL_BOOKING || kind == REPORT_LETTER_CONFIRMATION ||
                   kind == REPORT_LETTER_REFUSAL
               ? REPORT_TO_REQUESTER
               : REPORT_TO_PROVIDER;
}

static enum match_step step_of(enum report_letter_kind kind, enum report_letter_side side)
{
    if (side == REPORT_TO_REQUESTER)
        return MATCH_TELL_REQUESTER;
    if (kind == REPORT_LETTER_QUOTE)
        return MATCH_ASK_QUOTE;
    return kind == REPORT_LETTER_REMINDER ? MATCH_REMIND : MATCH_TELL_PROVIDER;
}

static enum err_code note_sent(struct match_desk *m, const struct model_proposal *p,
                               enum report_letter_kind kind, enum report_letter_side side,
                               struct err *e)
{
    enum err_code code = ERR_NONE;
    const char *status = model_code_or(p->status, "proposed");
    if (kind == REPORT_LETTER_PROPOSAL && !model_code_is(status, "proposed"))
        code = match_proposal_step(m, p->demand, p->resource, MATCH_PROPOSE, NULL, NULL, e);
    return code
               ? code
               : match_proposal_step(m, p->demand, p->resource, step_of(kind, side), NULL, NULL, e);
}

enum err_code report_letter_sent(struct match_desk *m, struct store_ref ref,
                                 enum report_letter_kind kind, enum report_letter_side side,
                                 struct err *e)
{
    struct store *s = match_desk_store(m);
    struct base_arena *a = base_arena_new();
    const struct model_proposal *p;
    enum err_code code = ERR_NONE;
    if (ref.type != MODEL_PROPOSAL)
        code = err_set(e, ERR_REFUSED, report_number(ref.type, ref.id, a),
                       _("Add a contact to it instead."), "%s",
                       _("that a letter went out is noted with proposals only"));
    if (!code)
        code = store_get(s, MODEL_PROPOSAL, ref.id, a, &p, e);
    if (!code)
        code = store_begin(s, "letter", e);
    if (!code)
        code = store_end(s, note_sent(m, p, kind, side, e), e);
    base_arena_free(&a);
    return code;
}
