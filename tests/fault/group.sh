# One desk, several accounts: a shared directory as docs/administration.md sets it up.
. "$TOP/tests/cli/lib.sh"

t_case "there are other accounts to be"
[ "$(id -u)" -eq 0 ] || { t_skip "only root can become someone else"; exit 0; }
t_need setpriv || exit 0

shared=$(TMPDIR=/tmp mktemp -d) # this one's own place may be out of reach for others
chmod 755 "$shared"
cp "$SHAREDESK_PLAIN" "$shared/sharedesk"
chmod 755 "$shared/sharedesk"
trap 'tm_last=$?; rm -rf "$shared"; (exit $tm_last); t_exit' EXIT
desk=$shared/desk/desk.db

# UID GROUPS ARG...: anna 60001 and bo 60002 are in the group 60100, eve 60003 is not
as() {
    as_uid=$1 as_groups=$2
    shift 2
    t_run setpriv --reuid="$as_uid" --regid="$as_uid" --groups="$as_groups" sh -c 'umask 007; exec "$@"' - \
        env HOME="$shared/none" SHAREDESK_DESK="$desk" "$shared/sharedesk" "$@"
}

t_case "the group's directory: mode 2770, made by root"
mkdir "$shared/desk"
chgrp 60100 "$shared/desk"
chmod 2770 "$shared/desk"
as 60001 60100 init
t_code 0
t_is "$(stat -c '%a %g' "$desk")" '660 60100'

t_case "all of the group write, one after the other and whoever made the files"
as 60001 60100 add organisation uid=a name=A
t_code 0
as 60002 60100 add organisation uid=b name=B
t_code 0
for part in -wal -shm; do
    t_is "$(stat -c '%a %g' "$desk$part")" '660 60100'
done
rm -f "$desk-wal" "$desk-shm"
as 60002 60100 set a notes=seen
t_code 0
as 60001 60100 set b notes=seen
t_code 0
as 60001 60100 check
t_code 0

t_case "root's own visit locks nobody out"
rm -f "$desk-wal" "$desk-shm"
SHAREDESK_DESK=$desk sd add organisation uid=r name=R
t_code 0
as 60001 60100 set r notes=mine
t_code 0

t_case "the log tells who it was"
as 60001 60100 log --json
t_like "$out" '"actor":"uid-60001"|"by":"uid-60001"|uid-60001'
t_like "$out" 'uid-60002'

t_case "who is not in the group cannot even read"
as 60003 60003 list organisations
t_code 1
t_like "$err" 'desk.db: .+\. '

t_case "readers: others may look, and cannot write"
chmod 2775 "$shared/desk"
chmod 664 "$desk"
rm -f "$desk-wal" "$desk-shm"
as 60001 60100 set a notes=again
t_code 0
as 60003 60003 show a --json
t_code 0
t_like "$out" '"notes":"again"'
as 60003 60003 set a notes=hacked
t_code 1
t_like "$err" 'reading only'
as 60003 60003 check
t_code 0

t_case "a backup has the desk's mode"
chmod 660 "$desk"
as 60001 60100 backup "$shared/desk/copy.db"
t_code 0
t_is "$(stat -c '%a' "$shared/desk/copy.db")" 660

t_case "roles: a viewer looks, a coordinator writes, a manager forgets and restores"
printf '[roles]\nmanager = uid-60001\ncoordinator = uid-60002\n' >"$shared/desk/policy.ini"
chmod 644 "$shared/desk/policy.ini"
as 60002 60100 add person uid=zhao name="Zhao Wei"
t_code 0
as 60004 60100 list organisations
t_code 0
as 60004 60100 set a notes=hacked
t_code 1
t_like "$err" 'uid-60004 may look but not change.*roles'
as 60002 60100 forget zhao --yes
t_code 1
t_like "$err" 'manager'
for uid in 60002 60004; do
    as "$uid" 60100 restore "$shared/desk/copy.db" --yes
    t_code 1
    t_like "$err" 'manager'
done
as 60002 60100 show zhao
t_code 0
as 60001 60100 forget zhao --yes
t_code 0
as 60001 60100 restore "$shared/desk/copy.db" --yes
t_code 0
as 60002 60100 show a
t_code 0
