# Disks that are full, files that may not grow, places that may only be read: said, and nothing lost.
. "$TOP/tests/cli/lib.sh"

t_desk
desk=$SHAREDESK_DESK
sd add organisation uid=hexi name="Hexi University"
awk 'BEGIN { print "uid,name,notes"; for (i = 0; i < 6000; i++)
    printf "o%d,Organisation number %d,%060d\n", i, i, i }' >organisations.csv
sd export all -o whole

# The desk is what it was before the disk was full.
t_unharmed() {
    sd -d "$1" check
    t_code 0
    rm -rf now
    sd -d "$1" export all -o now
    t_code 0
    t_true diff -r whole now
}

# Everything that writes fails, tells it, leaves nothing half done and no litter.
t_full() {
    (cd "$1" && ls) >litter.before
    sd -d "$1/desk.db" import organisations.csv
    t_code 1
    t_like "$err" "$2"
    t_unharmed "$1/desk.db"
    sd -d "$1/desk.db" backup "$1/copy.db"
    t_code 1
    t_like "$err" "$2"
    sd -d "$1/other.db" init
    t_code 1
    sd -d "$1/desk.db" export organisations -o "$1/out.csv"
    sd -d "$1/desk.db" export all -o "$1/out"
    (cd "$1" && ls) >litter.after
    t_unharmed "$1/desk.db"
}

t_case "a limit on the size of files"
mkdir limited
cp "$desk" limited/desk.db
(
    # in units of 512 or 1024 bytes, as the shell likes; both are enough to open the desk
    ulimit -f 1200 && t_full limited 'could not be written' && [ -z "$t_failed" ]
) >inner 2>&1 || t_fail "$(cat inner)"
t_unharmed limited/desk.db
t_true test ! -e limited/copy.db
t_true test ! -e limited/other.db
t_is "$(find limited -mindepth 1 -maxdepth 1 ! -name 'desk.db*' ! -name 'out*')" ''

t_case "nothing at all may be written"
(
    ulimit -f 0
    sd -d limited/desk.db set hexi code=HX
    t_code 1
    sd -d limited/new.db init
    t_code 1
    [ -z "$t_failed" ]
) >inner 2>&1 || t_fail "$(cat inner)"
t_unharmed limited/desk.db
t_true test ! -e limited/new.db

t_case "a full disk"
mkdir -p small
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=1900k none small 2>/dev/null; then
    trap 'umount -l "$PWD/small" 2>/dev/null; t_exit' EXIT
    cp "$desk" small/desk.db
    t_full small 'disk is full'
    t_true test ! -e small/copy.db
    t_true test ! -e small/other.db
    t_is "$(find small -mindepth 1 -maxdepth 1 ! -name 'desk.db*' ! -name 'out*')" ''
    # not a byte left: reading still works
    cat /dev/zero >small/filler 2>/dev/null
    sd -d small/desk.db show hexi
    t_code 0
    sd -d small/desk.db set hexi notes="$(printf '%05000d' 7)"
    t_code 1
    t_like "$err" 'disk is full'
    t_unharmed small/desk.db
    # with room again all goes on
    rm small/filler
    sd -d small/desk.db set hexi code=HX
    t_code 0
    umount small
    trap t_exit EXIT
else
    t_skip "only root can mount a small disk"
fi

t_case "a file system that may only be read"
mkdir -p ro
if [ "$(id -u)" -eq 0 ] && mount --bind ro ro 2>/dev/null; then
    trap 'umount -l "$PWD/ro" 2>/dev/null; t_exit' EXIT
    cp "$desk" ro/desk.db
    # one that was in use, and whose changes are still in its log
    cp "$desk" ro/live.db
    sqlite3 "$PWD/ro/live.db" '.filectrl persist_wal 1' "UPDATE organisations SET notes = 'late'" \
        '.shell cp ro/live.db-wal keep-wal; cp ro/live.db-shm keep-shm' >/dev/null 2>&1 &&
        mv keep-wal ro/live.db-wal && mv keep-shm ro/live.db-shm
    mount -o remount,ro,bind ro
    for verb in "list organisations" "show hexi" "find hexi" "check"; do
        # shellcheck disable=SC2086
        sd -d ro/desk.db $verb
        t_code 0
    done
    sd -d ro/desk.db set hexi code=HX
    t_code 1
    t_like "$err" 'reading only'
    if [ -s ro/live.db-wal ]; then
        sd -d ro/live.db show hexi
        t_code 0
        t_like "$out" 'late'
    fi
    sd -d ro/new.db init
    t_code 1
    t_like "$err" 'ro/new.db: .+\. '
    sd -d "$desk" backup ro/copy.db
    t_code 1
    sd -d "$desk" export all -o ro/all
    t_code 1
    umount ro
    trap t_exit EXIT
else
    t_skip "only root can mount"
fi

t_case "another account: a desk that it may only read, and one that it may not"
if [ "$(id -u)" -eq 0 ] && t_need setpriv; then
    other=$(TMPDIR=/tmp mktemp -d) # this one's own place may be out of reach for others
    chmod 755 "$other"
    mkdir "$other/shut"
    cp "$desk" "$other/desk.db"
    chmod 644 "$other/desk.db"
    cp "$desk" "$other/secret.db"
    chmod 600 "$other/secret.db"
    chmod 700 "$other/shut"
    cp "$SHAREDESK_PLAIN" "$other/sharedesk"
    as() {
        t_run setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$other/none" "$other/sharedesk" "$@"
    }
    as -d "$other/desk.db" show hexi
    t_code 1
    t_like "$err" 'desk.db: .*missing.*open the desk once'
    sd -d "$other/desk.db" show hexi
    t_code 0
    as -d "$other/desk.db" show hexi
    t_code 0
    as -d "$other/desk.db" check
    t_code 0
    as -d "$other/desk.db" set hexi code=HX
    t_code 1
    t_like "$err" 'reading only'
    as -d "$other/secret.db" show hexi
    t_code 1
    t_like "$err" 'secret.db: .+\. '
    as -d "$other/shut/new.db" init
    t_code 1
    as -d "$other/new.db" init
    t_code 1
    t_like "$err" 'new.db: .+\. '
    t_true test ! -e "$other/new.db"
    rm -rf "$other"
else
    t_skip "only root can become someone else"
fi
