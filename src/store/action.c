/* action.c: words for the actions of the log, whichever layer names them (store_begin). */
#include "sharedesk/store/action.h"

#include "sharedesk/base/i18n.h"

#include <string.h>

/* The words have their own context: "complete" is an act here, a key elsewhere. A posting is logged
 * under its kind. */
static const struct {
    const char *action, *words;
} actions[] = {
    {"accept", NC_("log", "accept")},
    {"add", NC_("log", "add")},
    {"allocate", NC_("log", "allocate")},
    {"answer", NC_("log", "answer")},
    {"ask quote", NC_("log", "ask for a quote")},
    {"award", NC_("log", "award")},
    {"begin meeting", NC_("log", "begin meeting")},
    {"book", NC_("log", "book")},
    {"book series", NC_("log", "book series")},
    {"cancel", NC_("log", "cancel")},
    {"cancel series", NC_("log", "cancel series")},
    {"charge", NC_("log", "charge")},
    {"check in", NC_("log", "check in")},
    {"claim", NC_("log", "claim")},
    {"close", NC_("log", "close")},
    {"close meeting", NC_("log", "close meeting")},
    {"complete", NC_("log", "complete")},
    {"confirm", NC_("log", "confirm")},
    {"cost", NC_("log", "public cost")},
    {"decide", NC_("log", "decide")},
    {"decide claim", NC_("log", "decide claim")},
    {"decline", NC_("log", "decline")},
    {"deposit", NC_("log", "pay into fund")},
    {"fee", NC_("log", "charge a fee")},
    {"forbid", NC_("log", "forbid")},
    {"forget", NC_("log", "forget")},
    {"fund", NC_("log", "fund")},
    {"funding", NC_("log", "pay into fund")},
    {"grant", NC_("log", "grant voucher")},
    {"grant voucher", NC_("log", "grant voucher")},
    {"import", NC_("log", "import")},
    {"invoice", NC_("log", "invoice")},
    {"letter", NC_("log", "letter")},
    {"match", NC_("log", "match")}, /* of desks before pairs had a word each */
    {"merge", NC_("log", "merge")},
    {"move", NC_("log", "move")},
    {"move series", NC_("log", "move series")},
    {"no-show", NC_("log", "no-show")},
    {"opening", NC_("log", "opening balance")},
    {"other", NC_("log", "post")},
    {"pay into fund", NC_("log", "pay into fund")},
    {"payment", NC_("log", "payment")},
    {"payout", NC_("log", "pay out")},
    {"pin", NC_("log", "pin")},
    {"premium", NC_("log", "charge a premium")},
    {"prepare", NC_("log", "prepare")},
    {"propose", NC_("log", "propose")},
    {"public cost", NC_("log", "public cost")},
    {"rebuild", NC_("log", "rebuild")},
    {"redo", NC_("log", "redo")},
    {"reject", NC_("log", "reject")},
    {"release", NC_("log", "release")},
    {"remind", NC_("log", "remind")},
    {"restore", NC_("log", "restore")},
    {"retire", NC_("log", "retire")},
    {"reversal", NC_("log", "reverse")},
    {"reverse", NC_("log", "reverse")},
    {"set", NC_("log", "set")},
    {"shortlist", NC_("log", "shortlist")},
    {"transfer", NC_("log", "transfer")},
    {"undo", NC_("log", "undo")},
    {"voucher", NC_("log", "grant voucher")},
    {"withdraw", NC_("log", "withdraw")},
    {"withdraw voucher", NC_("log", "withdraw voucher")},
};

const char *store_action_show(const char *action)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].action, action) == 0)
            return _(actions[i].words);
    }
    return action;
}
