/* verbs.h: the functions behind the verb table, one file each. */
#ifndef SHAREDESK_CLI_VERBS_H
#define SHAREDESK_CLI_VERBS_H

#include "sharedesk/cli/cli.h"

enum err_code cli_run_init(struct cli *c);
enum err_code cli_run_list(struct cli *c);
enum err_code cli_run_show(struct cli *c);
enum err_code cli_run_add(struct cli *c);
enum err_code cli_run_set(struct cli *c);
enum err_code cli_run_retire(struct cli *c);
enum err_code cli_run_merge(struct cli *c);
enum err_code cli_run_forget(struct cli *c);
enum err_code cli_run_find(struct cli *c);
enum err_code cli_run_log(struct cli *c);
enum err_code cli_run_undo(struct cli *c);
enum err_code cli_run_redo(struct cli *c);
enum err_code cli_run_check(struct cli *c);
enum err_code cli_run_rebuild(struct cli *c);
enum err_code cli_run_backup(struct cli *c);
enum err_code cli_run_restore(struct cli *c);
enum err_code cli_run_generate(struct cli *c);

#endif
