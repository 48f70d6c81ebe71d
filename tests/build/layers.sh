# The layers of this tree, and that check-layers would see a broken one.
. "$TOP/tests/cli/lib.sh"

t_case "no arrow between the layers runs upward"
t_run sh -c 'cd "$TOP" && tools/check-layers "$(dirname "$SHAREDESK_PLAIN")"'
t_code 0
t_is "$out" ""

mkdir -p tree/data tree/src/base tree/src/store tree/src/tui tree/src/screens tree/include/sharedesk/base \
    tree/include/sharedesk/store
cp -r "$TOP/Makefile" "$TOP/tools" tree/
cd tree || exit 1
cp "$TOP/src/base/embedded.c" src/base/
cp "$TOP/include/sharedesk/base/embedded.h" include/sharedesk/base/

echo 'int base_one(void);' >include/sharedesk/base/one.h
echo 'int store_two(void);' >include/sharedesk/store/two.h
printf '#include "sharedesk/base/one.h"\nint base_one(void) { return 1; }\n' >src/base/one.c
printf '#include "sharedesk/store/two.h"\n#include "sharedesk/base/one.h"\n#include <sqlite3.h>\nint store_two(void) { return base_one() + sqlite3_libversion_number(); }\n' >src/store/two.c
printf '#include <curses.h>\nint tui_three(void);\nint tui_three(void) { return beep(); }\n' >src/tui/three.c
printf 'int tui_three(void);\nint store_two(void);\nint screens_four(void);\nint screens_four(void) { return tui_three() + store_two(); }\n' >src/screens/four.c
printf 'int screens_four(void);\nint main(void) { return screens_four(); }\n' >src/main.c

layers() {
    t_run make -s "$@" || return
    t_run tools/check-layers build
}

t_case "arrows downward are allowed"
layers
t_code 0
t_is "$out$err" ""

t_case "a symbol of a layer above is seen"
printf '#include "sharedesk/base/one.h"\nint store_two(void);\nint base_one(void) { return 1 + 0 * store_two(); }\n' >src/base/one.c
layers CFLAGS=-O0
t_code 1
t_like "$out" '^src/base/one.c: base may not use store: store_two of src/store/two.c$'

t_case "a header of a layer above is seen"
printf '#include "sharedesk/base/one.h"\n#include "sharedesk/store/two.h"\nint base_one(void) { return 1; }\n' >src/base/one.c
layers
t_code 1
t_like "$out" '^src/base/one.c: base may not include store: '

t_case "a header that no source has read yet is seen"
printf '#include "sharedesk/base/one.h"\nint base_one(void) { return 1; }\n' >src/base/one.c
echo '#include "sharedesk/store/two.h"' >include/sharedesk/base/unread.h
layers
t_code 1
t_like "$out" '^include/sharedesk/base/unread.h: base may not include store: '
rm include/sharedesk/base/unread.h

t_case "SQLite and curses outside their rooms are seen, with or without their headers"
printf '#include <sqlite3.h>\n#include <curses.h>\nint base_one(void);\nint base_one(void) { return 1; }\n' >src/base/one.c
layers
t_like "$out" '^src/base/one.c: only store may include SQLite: sqlite3.h$'
t_like "$out" '^src/base/one.c: only tui and screens may include curses: curses.h$'
printf 'int base_one(void);\nint sqlite3_libversion_number(void);\nint beep(void);\nint base_one(void) { return beep() + sqlite3_libversion_number(); }\n' >src/base/one.c
layers
t_code 1
t_like "$out" '^src/base/one.c: only store may call SQLite: sqlite3_libversion_number$'
t_like "$out" '^src/base/one.c: only tui and screens may call curses: beep$'

t_case "the terminal kit knows no record of the desk"
printf '#include "sharedesk/base/one.h"\nint base_one(void) { return 1; }\n' >src/base/one.c
printf 'int store_two(void);\nint tui_three(void);\nint tui_three(void) { return store_two(); }\n' >src/tui/three.c
layers
t_code 1
t_like "$out" '^src/tui/three.c: tui may not use store: store_two of src/store/two.c$'
