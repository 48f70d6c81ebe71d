/* verbs.h: the functions behind the verb table, one file each. */
#ifndef SHAREDESK_CLI_VERBS_H
#define SHAREDESK_CLI_VERBS_H

#include "sharedesk/cli/cli.h"
#include "sharedesk/exchange/import.h"
#include "sharedesk/match/desk.h"
#include "sharedesk/schedule/series.h"

enum err_code cli_run_init(struct cli *c);
enum err_code cli_run_list(struct cli *c);
enum err_code cli_run_show(struct cli *c);
enum err_code cli_run_add(struct cli *c);
enum err_code cli_run_set(struct cli *c);
enum err_code cli_run_retire(struct cli *c);
enum err_code cli_run_merge(struct cli *c);
enum err_code cli_run_forget(struct cli *c);
enum err_code cli_run_find(struct cli *c);
enum err_code cli_run_import(struct cli *c);
enum err_code cli_run_export(struct cli *c);
enum err_code cli_run_log(struct cli *c);
enum err_code cli_run_undo(struct cli *c);
enum err_code cli_run_redo(struct cli *c);
enum err_code cli_run_check(struct cli *c);
enum err_code cli_run_rebuild(struct cli *c);
enum err_code cli_run_backup(struct cli *c);
enum err_code cli_run_restore(struct cli *c);
enum err_code cli_run_generate(struct cli *c);
enum err_code cli_run_price(struct cli *c);
enum err_code cli_run_ledger(struct cli *c);
enum err_code cli_run_post(struct cli *c);
enum err_code cli_run_pay(struct cli *c);
enum err_code cli_run_statement(struct cli *c);
enum err_code cli_run_invoice(struct cli *c);
enum err_code cli_run_fund(struct cli *c);
enum err_code cli_run_voucher(struct cli *c);
enum err_code cli_run_claim(struct cli *c);
enum err_code cli_run_award(struct cli *c);
enum err_code cli_run_standing(struct cli *c);
enum err_code cli_run_survey(struct cli *c);
enum err_code cli_run_brief(struct cli *c);
enum err_code cli_run_free(struct cli *c);
enum err_code cli_run_calendar(struct cli *c);
enum err_code cli_run_book(struct cli *c);
enum err_code cli_run_move(struct cli *c);
enum err_code cli_run_confirm(struct cli *c);
enum err_code cli_run_check_in(struct cli *c);
enum err_code cli_run_cancel(struct cli *c);
enum err_code cli_run_complete(struct cli *c);
enum err_code cli_run_release(struct cli *c);

/* ---- what several verbs share ---- */

/* True for the sub-word `word` followed by so many arguments: "fund deposit F1 1000". */
bool cli_action(const struct cli *c, const char *word, size_t arguments);
/* --from and --to; without them all of time. */
enum err_code cli_period(struct cli *c, int64_t *from, int64_t *to);
/* "E12 posted", or {"entry": "E12"}. */
enum err_code cli_say_entry(struct cli *c, int64_t entry, const char *text);
/* A record as `show` gives it. */
enum err_code cli_record_print(struct cli *c, struct store_ref ref);
/* A voucher or agreement: "none", a reference, or found when not given (struct incentive_use). */
enum err_code cli_terms_option(struct cli *c, const char *option, enum model_type type,
                               int64_t *id);
/* --following, --all: how much of a series. */
enum schedule_scope cli_scope(const struct cli *c);

/* --profile, as import and export take it. */
enum err_code cli_exchange_profile(struct cli *c, enum exchange_profile *profile);
/* matching and allocation (match.c, allocate.c) */
enum err_code cli_run_match(struct cli *c);
enum err_code cli_run_allocate(struct cli *c);
/* meetings, figures, letters (meeting.c, report.c, letter.c) */
enum err_code cli_run_meeting(struct cli *c);
enum err_code cli_run_report(struct cli *c);
enum err_code cli_run_bulletin(struct cli *c);
enum err_code cli_run_letter(struct cli *c);
/* A matching desk that shows progress and stops on ^C. */
enum err_code cli_match_open(struct cli *c, struct match_desk **m);
/* Matches the resources entered after the one with this id, and says what they fit. */
enum err_code cli_match_entered(struct cli *c, int64_t newest);
/* What answer says of one, which is closed again. */
enum err_code cli_match_answer(struct cli *c,
                               enum err_code (*answer)(struct cli *c, struct match_desk *m));

#endif
