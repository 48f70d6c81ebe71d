# Files that are no desk, newer, damaged, read-only or out of reach: a clear error, and nothing lost.
. "$TOP/tests/cli/lib.sh"

# sqlite3 FILE SQL, past the program
tamper() {
    sqlite3 "$@" >/dev/null
}

# Everything that could change a file is refused with WHY, and FILE stays byte for byte.
t_refused() {
    cp "$1" before
    for verb in "list organisations" "check" "rebuild" "undo" "add organisation name=X" \
        "backup never.db" "export organisations" "find x"; do
        # shellcheck disable=SC2086
        sd -d "$1" $verb
        t_code 1
        t_like "$err" "^sharedesk: .*$2"
        t_same "$1" before
    done
    t_true test ! -e never.db
    sd -d "$1" init
    t_code 1
    t_same "$1" before
}

t_desk
desk=$SHAREDESK_DESK
sd add organisation uid=hexi name="Hexi University"

t_case "a file that is no desk"
echo "just a letter" >letter
t_refused letter 'no desk'
printf '' >empty
t_refused empty 'no desk'
head -c 3000 /dev/urandom >noise
t_refused noise 'no desk'

t_case "another program's database"
if t_need sqlite3; then
    tamper other.db 'CREATE TABLE t (a); INSERT INTO t VALUES (1)'
    t_refused other.db 'no desk'
    cp "$desk" foreign.db
    tamper foreign.db 'PRAGMA application_id = 7'
    t_refused foreign.db 'no desk'
fi

t_case "a newer desk"
if t_need sqlite3; then
    cp "$desk" newer.db
    tamper newer.db 'PRAGMA user_version = 9999'
    t_refused newer.db 'format 9999.*newer sharedesk'
    sd restore newer.db --yes
    t_code 1
    t_like "$err" 'newer'
    sd show hexi
    t_code 0
fi

t_case "a desk of the first format: brought up to date by who writes, the old one kept"
if t_need sqlite3; then
    {
        cat "$TOP/data/schema/0001.sql"
        echo "PRAGMA application_id = 1397245010; PRAGMA user_version = 1;"
    } | sqlite3 old.db
    chmod 640 old.db
    cp old.db before
    sd -d old.db list organisations
    t_code 1
    t_like "$err" 'older format 1.*sharedesk rebuild'
    t_same old.db before
    sd -d old.db rebuild
    t_code 0
    sd -d old.db check
    t_code 0
    t_is "$(sqlite3 old.db.format-1.backup 'PRAGMA user_version')" 1
    t_is "$(stat -c %a old.db.format-1.backup)" 640
fi

t_case "no file, a directory, a missing directory, a path through a file"
sd -d none.db list organisations
t_code 1
t_like "$err" 'none.db.*sharedesk init'
sd -d . list organisations
t_code 1
sd -d no/such/place.db init
t_code 1
t_like "$err" 'no/such.*directory'
sd -d letter/desk.db list organisations
t_code 1
sd -d letter/desk.db init
t_code 1
sd -d "$(printf '%0300d' 0)" list organisations
t_code 1
t_true test ! -e none.db

t_case "odd names of desks"
for name in 'file:x.db?mode=memory' ':memory:' 'a b%20c.db' '-dash.db' 'ü 科.db'; do
    sd "--desk=$name" init
    t_code 0
    t_true test -f "./$name"
    sd "--desk=$name" add organisation name=A
    t_code 0
    sd "--desk=$name" check
    t_code 0
done

t_case "a truncated desk: an error, no crash, nothing written; a backup brings it back"
sd backup whole.db
t_code 0
size=$(wc -c <"$desk")
head -c $((size - 1)) "$desk" >short.db
sd -d short.db check
t_code 1
t_like "$out$err" 'short.db'
for part in 1 20 100 4096 5000 $((size / 2)); do
    head -c "$part" "$desk" >short.db
    rm -f short.db-wal short.db-shm
    cp short.db before
    for verb in "check" "list organisations" "find hexi" "rebuild"; do
        # shellcheck disable=SC2086
        sd -d short.db $verb
        t_code 1
        t_like "$err" '^sharedesk: .*short.db'
    done
    t_same short.db before
    sd -d short.db restore whole.db --yes
    t_code 0
    sd -d short.db show hexi
    t_code 0
    sd -d short.db check
    t_code 0
done
# what was in the way is kept
t_true sh -c 'ls short.db.before-restore-* >/dev/null'

# hold FILE: another process holds it for writing until `let_go`
hold() {
    rm -f hold
    mkfifo hold
    sqlite3 "$1" <hold >/dev/null 2>&1 &
    holder=$!
    exec 9>hold
    echo 'BEGIN IMMEDIATE;' >&9
    t_until 10 sh -c "! sqlite3 '$1' 'BEGIN IMMEDIATE' 2>/dev/null" || t_fail "nobody holds $1"
}
let_go() {
    exec 9>&-
    wait "$holder"
}

t_case "someone else writes: readers are not kept out, a writer waits"
if t_need sqlite3 mkfifo; then
    hold "$desk"
    sd list organisations
    t_code 0
    "$SHAREDESK" add organisation uid=waited name=Waited >waited.out 2>&1 9>&- &
    writer=$!
    t_until 1 grep -q . waited.out && t_fail "the writer did not wait: $(cat waited.out)"
    let_go
    t_true wait "$writer"
    sd show waited
    t_code 0
fi

t_case "a writer waits no longer than ten seconds, and tells why"
if t_need sqlite3 mkfifo; then
    hold "$desk"
    begin=$(date +%s)
    sd add organisation uid=late name=Late
    t_code 1
    t_like "$err" 'held by another process.*Try again'
    t_true test $(($(date +%s) - begin)) -lt 20
    let_go
    sd show late
    t_code 1
fi

t_case "a read-only desk can be read, and says that it cannot be changed"
cp "$desk" ro.db
chmod 444 ro.db
for verb in "list organisations" "show hexi" "find hexi" "check" "export organisations" "log"; do
    # shellcheck disable=SC2086
    sd -d ro.db $verb
    t_code 0
done
cp ro.db before
for verb in "add organisation name=X" "set hexi code=H" "rebuild" "undo" "retire hexi"; do
    # shellcheck disable=SC2086
    sd -d ro.db $verb
    t_code 1
    t_like "$err" 'reading only'
done
t_same ro.db before
sd -d ro.db backup from-ro.db
t_code 0
sd -d from-ro.db check
t_code 0
