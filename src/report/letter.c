#include "sharedesk/report/letter.h"

#include "sharedesk/base/i18n.h"
#include "sharedesk/base/money.h"
#include "sharedesk/base/text.h"
#include "sharedesk/base/utf8.h"
#include "sharedesk/base/words.h"
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
    int64_t start, end, minutes, price;
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

static enum err_code read_proposal(struct store *s, int64_t id, struct base_arena *a,
                                   struct matter *m, struct err *e)
{
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
    m->start = p->start;
    m->end = p->end;
    m->minutes = p->minutes;
    m->price = p->price;
    return read_parties(s, p->resource, d->requester, a, m, e);
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

static void facts(struct store *s, const struct matter *m, enum report_letter_kind kind,
                  struct base_arena *a, struct base_text *t)
{
    char text[40];
    fact(t, _("Resource"), m->resource);
    fact(t, _("Provider"), organisation_name(m->provider));
    fact(t, _("User"), organisation_name(m->requester));
    fact(t, _("For"), m->demand);
    if (m->start != BASE_NONE) {
        int64_t now = store_now(s);
        fact(t, _("Time"),
             base_arena_printf(a, "%s – %s", base_time_words(m->start, now, a),
                               base_time_words(m->end, now, a)));
    }
    if (m->minutes != BASE_NONE)
        fact(t, _("Duration"), model_minutes_show(m->minutes, a));
    if (m->price != BASE_NONE && kind != REPORT_LETTER_QUOTE) {
        base_money_show(m->price, (int)store_policy(s)->decimals, text);
        fact(t, _("Price"), base_arena_printf(a, "%s %s", text, store_policy(s)->currency));
    }
    fact(t, _("Place"), m->offer->location);
}

static const char *subject_of(enum report_letter_kind kind, const struct matter *m,
                              struct base_arena *a)
{
    static const char *const subjects[] = {
        [REPORT_LETTER_PROPOSAL] = N_("Proposal %s: %s"),
        [REPORT_LETTER_CONFIRMATION] = N_("Booking %s confirmed: %s"),
        [REPORT_LETTER_REMINDER] = N_("Reminder %s: %s"),
        [REPORT_LETTER_QUOTE] = N_("Request for a quote %s: %s"),
    };
    struct base_text t = {0};
    /* The format is one of those above, or its translation, which msgfmt checks. */
    const char *format = _(subjects[kind]), *first = strstr(format, "%s");
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

static const char *opening(enum report_letter_kind kind, enum report_letter_side side,
                           bool proposal)
{
    bool provider = side == REPORT_TO_PROVIDER;
    switch (kind) {
    case REPORT_LETTER_PROPOSAL:
        return provider ? _("we propose your resource for a use and ask whether you agree.")
                        : _("we propose the following resource for what you asked for.");
    case REPORT_LETTER_CONFIRMATION:
        return provider ? _("the following use of your resource is booked.")
                        : _("your booking is confirmed.");
    case REPORT_LETTER_QUOTE:
        return provider ? _("we ask you for a quote for the following use of your resource.")
                        : _("we have asked the provider for a quote for what you asked for.");
    default:
        if (!proposal)
            return _("we remind you of the following booking.");
        return provider
                   ? _("we have not had your answer to the following proposal yet.")
                   : _("we are still waiting for the provider's answer to the following proposal.");
    }
}

static const char *closing_words(enum report_letter_kind kind, enum report_letter_side side,
                                 bool proposal)
{
    if (kind == REPORT_LETTER_QUOTE && side == REPORT_TO_PROVIDER)
        return _(
            "Please tell us how long it takes on your side, what it costs, and until when your "
            "quote holds.");
    if (kind == REPORT_LETTER_PROPOSAL || kind == REPORT_LETTER_QUOTE ||
        (kind == REPORT_LETTER_REMINDER && proposal))
        return side == REPORT_TO_PROVIDER
                   ? _("Please answer with yes or no.")
                   : _("We shall tell you as soon as the provider has answered.");
    return _("If anything changes, please tell us in time.");
}

/* A letter must be true when it goes out: the states in which each kind is. */
static bool is_timely(enum report_letter_kind kind, bool proposal, const char *status)
{
    static const char *const open_proposal[] = {"shortlisted", "proposed", NULL};
    static const char *const unanswered[] = {"proposed", NULL};
    static const char *const booked[] = {"confirmed", "in_use", "completed", NULL};
    static const char *const ahead[] = {"tentative", "confirmed", "in_use", NULL};
    const char *const *allowed = kind == REPORT_LETTER_PROPOSAL       ? open_proposal
                                 : kind == REPORT_LETTER_QUOTE        ? open_proposal
                                 : kind == REPORT_LETTER_CONFIRMATION ? booked
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

enum report_letter_kind report_letter_usual(struct store_ref ref)
{
    return ref.type == MODEL_BOOKING ? REPORT_LETTER_CONFIRMATION : REPORT_LETTER_PROPOSAL;
}

enum err_code report_letter(struct match_desk *desk, struct store_ref ref,
                            enum report_letter_kind kind, enum report_letter_side side,
                            struct base_arena *a, struct report_letter *letter, struct err *e)
{
    struct store *s = match_desk_store(desk);
    struct matter m = {.number = report_number(ref.type, ref.id, a)};
    bool proposal = ref.type == MODEL_PROPOSAL;
    if ((!proposal && ref.type != MODEL_BOOKING) ||
        (proposal && kind == REPORT_LETTER_CONFIRMATION) ||
        (!proposal && (kind == REPORT_LETTER_PROPOSAL || kind == REPORT_LETTER_QUOTE)))
        return err_set(e, ERR_REFUSED, m.number,
                       _("Letters are about proposals (J) and bookings (B)."), "%s",
                       _("there is no such letter about it"));
    enum err_code code =
        proposal ? read_proposal(s, ref.id, a, &m, e) : read_booking(s, ref.id, a, &m, e);
    if (!code && !is_timely(kind, proposal, m.status))
        code = refuse_untimely(&m, proposal, e);
    if (code)
        return code;
    struct base_text t = {0};
    const char *desk_name =
        base_text_empty(store_policy(s)->name) ? _("Resource sharing desk") : store_policy(s)->name;
    address(&m, side, letter);
    letter->subject = subject_of(kind, &m, a);
    base_text_printf(&t, _("Dear %s,"), letter->name[0] != '\0' ? letter->name : _("colleague"));
    base_text_printf(&t, "\n\n%s\n\n", opening(kind, side, proposal));
    facts(s, &m, kind, a, &t);
    base_text_printf(&t, "\n%s\n\n%s\n", closing_words(kind, side, proposal), desk_name);
    letter->body = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return ERR_NONE;
}

enum err_code report_letter_in(enum base_language language, struct match_desk *m,
                               struct store_ref ref, enum report_letter_kind kind,
                               enum report_letter_side side, struct base_arena *a,
                               struct report_letter *letter, struct err *e)
{
    enum base_language before = base_i18n_speak(language);
    enum err_code code = report_letter(m, ref, kind, side, a, letter, e);
    base_i18n_speak(before);
    if (!code)
        return code;
    err_clear(e); /* what is wrong is for the desk to read, not for the letter's reader */
    return report_letter(m, ref, kind, side, a, letter, e);
}

/* ---- as a message ---------------------------------------------------------------------------- */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* wrap: after so many characters a line ends; 0 never. */
static void add_base64(struct base_text *t, const char *s, size_t n, size_t wrap)
{
    size_t column = 0;
    for (size_t i = 0; i < n; i += 3) {
        unsigned long v = (unsigned long)(unsigned char)s[i] << 16;
        if (i + 1 < n)
            v |= (unsigned long)(unsigned char)s[i + 1] << 8;
        if (i + 2 < n)
            v |= (unsigned long)(unsigned char)s[i + 2];
        base_text_add_char(t, digits[v >> 18 & 63]);
        base_text_add_char(t, digits[v >> 12 & 63]);
        base_text_add_char(t, i + 1 < n ? digits[v >> 6 & 63] : '=');
        base_text_add_char(t, i + 2 < n ? digits[v & 63] : '=');
        column += 4;
        if (wrap > 0 && column >= wrap && i + 3 < n) {
            base_text_add(t, "\r\n");
            column = 0;
        }
    }
}

/* RFC 2047 in words of at most 45 bytes, cut between characters; no control character gets through,
 * so that no header can be smuggled in. */
static void add_header_text(struct base_text *t, const char *s, struct base_arena *a)
{
    s = base_utf8_show(a, s);
    while (*s != '\0') {
        size_t n = 0;
        while (s[n] != '\0') {
            size_t next = base_utf8_cluster(s + n);
            if (n + next > 45 && n > 0)
                break;
            n += next;
        }
        base_text_add(t, "=?UTF-8?B?");
        add_base64(t, s, n, 0);
        base_text_add(t, "?=");
        s += n;
        if (*s != '\0')
            base_text_add(t, "\r\n ");
    }
}

/* An address stands in the header as it is: only what cannot break it. */
static bool plain_address(const char *s)
{
    for (; *s != '\0'; s++) {
        if (*s <= ' ' || *s == 127 || strchr("<>,;:\"()[]\\", *s) != NULL)
            return false;
    }
    return true;
}

/* Month names of RFC 5322 are English whatever the locale. */
static void add_date(struct base_text *t, int64_t now)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char iso[32];
    base_time_format(now, iso); /* 2026-12-16T09:00:00+08:00 */
    int month = 10 * (iso[5] - '0') + iso[6] - '0';
    base_text_printf(t, "Date: %.2s %.3s %.4s %.8s %.3s%.2s\r\n", iso + 8, months + 3 * (month - 1),
                     iso, iso + 11, iso[19] == 'Z' ? "+00" : iso + 19,
                     iso[19] == 'Z' ? "00" : iso + 23);
}

/* "Name <address>"; only the name when the address is none. */
static void add_mailbox(struct base_text *t, const char *header, const char *name,
                        const char *email, struct base_arena *a)
{
    base_text_printf(t, "%s: ", header);
    add_header_text(t, name, a);
    if (email[0] != '\0' && plain_address(email))
        base_text_printf(t, "%s<%s>", name[0] != '\0' ? " " : "", email);
    base_text_add(t, "\r\n");
}

/* Lines of a message end in CR LF, encoded or not. */
static void add_body(struct base_text *t, const char *body)
{
    struct base_text lines = {0};
    for (; *body != '\0'; body++) {
        if (*body == '\n')
            base_text_add_char(&lines, '\r');
        base_text_add_char(&lines, *body);
    }
    add_base64(t, base_text_string(&lines), lines.length, 76);
    base_text_free(&lines);
}

/* Without an address of the desk the message has no sender: the mail program that opens the draft
 * puts its own. */
const char *report_letter_eml(struct match_desk *m, const struct report_letter *letter,
                              struct base_arena *a)
{
    struct base_text t = {0};
    const struct model_policy *policy = store_policy(match_desk_store(m));
    add_date(&t, store_now(match_desk_store(m)));
    if (!base_text_empty(policy->email))
        add_mailbox(&t, "From", policy->name, policy->email, a);
    add_mailbox(&t, "To", letter->name, letter->email, a);
    base_text_add(&t, "Subject: ");
    add_header_text(&t, letter->subject, a);
    base_text_add(&t, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                      "Content-Transfer-Encoding: base64\r\nX-Unsent: 1\r\n\r\n");
    add_body(&t, letter->body);
    base_text_add(&t, "\r\n");
    const char *text = base_arena_strdup(a, base_text_string(&t));
    base_text_free(&t);
    return text;
}
