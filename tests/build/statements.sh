# tools/statements.awk: SQL in files to a C header.
. "$TOP/tests/cli/lib.sh"

compile() {
    t_run awk -f "$TOP/tools/statements.awk" "$@"
}

cat >a.sql <<'END'
-- bookings of a resource

-- name: bookings_between
-- what it is for
SELECT id, "a\b" FROM booking
  -- and why
 WHERE x = '??)' AND y = ?1;

-- name: last_one
SELECT 'a;'
;
END
cat >b.sql <<'END'
-- name: third
SELECT 3
END

cat >use.c <<'END'
#include <stdio.h>
#define STORE_STATEMENT_TEXTS
#include "statements.h"
int main(void)
{
    for (int i = 0; i < STORE_STATEMENT_COUNT; i++)
        printf("%s=%s\n", store_statement_name[i], store_statement_text[i]);
    return STORE_THIRD == 2 && !store_statement_text[STORE_STATEMENT_COUNT] ? 0 : 1;
}
END

t_case "names become an enum, texts keep their lines without comments and last semicolon"
compile a.sql b.sql
t_code 0
cp "$t_out" statements.h
t_run "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -I. -o use use.c
t_code 0
t_run ./use
t_code 0
t_is "$out" "bookings_between=SELECT id, \"a\\b\" FROM booking
 WHERE x = '??)' AND y = ?1
last_one=SELECT 'a;'
third=SELECT 3"

t_case "a name used twice is refused, with both places"
printf -- '-- name: third\nSELECT 4;\n' >c.sql
compile a.sql b.sql c.sql
t_code 1
t_like "$err" '^c.sql:1: .*third.* b.sql:1$'

t_case "SQL without a name, an empty statement and a bad name are refused"
printf 'SELECT 4;\n' >d.sql
compile a.sql d.sql
t_code 1
t_like "$err" '^d.sql:1: SQL before'
printf -- '-- name: none\n-- name: other\nSELECT 1;\n' >e.sql
compile e.sql
t_code 1
t_like "$err" '^e.sql:1: statement none is empty'
printf -- '-- name: Not-a-name\nSELECT 1;\n' >f.sql
compile f.sql
t_code 1
t_like "$err" '^f.sql:1: '

t_case "no statement at all still compiles"
compile /dev/null
cp "$t_out" statements.h
printf '#define STORE_STATEMENT_TEXTS\n#include "statements.h"\nint x = STORE_STATEMENT_COUNT;\n' >none.c
t_run "${CC:-cc}" -std=c11 -Wall -Wpedantic -Wno-unused-const-variable -Wno-unused-variable -Werror -I. -c none.c
t_code 0
