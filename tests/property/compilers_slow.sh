# The same input gives the same bytes, whichever compiler made the program and however it optimised:
# the demo desk's allocation and candidates, and instances larger than a desk's.
. "$TOP/tests/cli/lib.sh"

month=2026-12
instances='-s200x50 -s1200x300 -s150x40_-b50_-f80_-q20_-p15_-w50_-x3_-C -s600x200_-l400_-k2'

# NAME COMPILER FLAGS: builds the program and the bench, then writes all answers to NAME.answers.
build() {
    make -s -C "$TOP" B="$PWD/$1" CC="$2" CFLAGS="$3" MSGFMT=true \
        "$PWD/$1/sharedesk" "$PWD/$1/tests/bench/allocate" >"$1.log" 2>&1 ||
        { t_fail "$2 $3 did not build it: $(tail -3 "$1.log")"; return 1; }
}

answer() {
    cp desk.db "$1.db"
    set_options="--desk $1.db --as-of 2026-11-20T09:00Z"
    "$1/sharedesk" $set_options allocate $month --json
    for demand in $(cat demands); do
        "$1/sharedesk" $set_options match "$demand" --json
    done
    for instance in $instances; do
        echo "$instance" | tr _ ' ' | xargs "$1/tests/bench/allocate" -d
    done
}

t_case "a desk and what is asked of it"
SHAREDESK_DESK=$PWD/desk.db
export SHAREDESK_DESK
sd --as-of 2026-11-20T09:00Z init --demo
t_code 0
"$SHAREDESK" list demands --csv 2>/dev/null | awk -F, 'NR > 1 { print $1 }' | tail -40 >demands
t_true test -s demands

t_case "one compiler at two levels"
t_need make gcc || exit 0
build gcc2 gcc -O2 && answer gcc2 >gcc2.answers 2>gcc2.errors
build gcc0 gcc -O0 && answer gcc0 >gcc0.answers 2>gcc0.errors
t_like "$(cat gcc2.answers)" '"objective"'
t_like "$(cat gcc2.answers)" 'choices and prices'
t_same gcc2.answers gcc0.answers

t_case "the other compiler at two levels"
t_need clang || exit 0
build clang2 clang -O2 && answer clang2 >clang2.answers 2>clang2.errors
build clang0 clang -O0 && answer clang0 >clang0.answers 2>clang0.errors
t_same gcc2.answers clang2.answers
t_same gcc2.answers clang0.answers
