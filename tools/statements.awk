# Compiles named SQL statements into a C header.
#
#   -- name: bookings_between
#   -- what it is for (comment lines are left out)
#   SELECT ... ;
#
# gives STORE_BOOKINGS_BETWEEN, and with STORE_STATEMENT_TEXTS defined the text, without its last
# semicolon, at that index. Names are unique over all files.

function fail(where, why)
{
    print where ": " why > "/dev/stderr"
    failed = 1
}

# awk's gsub reads & and \ in the replacement in its own way in each awk: go by character.
function quoted(s,    i, c, out)
{
    out = ""
    for (i = 1; i <= length(s); i++) {
        c = substr(s, i, 1)
        if (c == "\\" || c == "\"")
            out = out "\\" c
        else if (c == "\t")
            out = out "\\t"
        else if (c == "?") # or two of them begin a trigraph
            out = out "\\?"
        else
            out = out c
    }
    return out
}

function finish(    last)
{
    if (n == 0 || done[n]++)
        return
    last = lines[n]
    while (last > 0) {
        sub(/[ \t\r]+$/, "", text[n, last])
        if (text[n, last] != "")
            break
        last--
    }
    if (last > 0 && text[n, last] ~ /;$/) {
        sub(/[ \t]*;$/, "", text[n, last])
        while (last > 0 && text[n, last] == "")
            last--
    }
    lines[n] = last
    if (last == 0)
        fail(place[n], "statement " name[n] " is empty")
}

/^--[ \t]*name:/ {
    finish()
    s = $0
    sub(/^--[ \t]*name:[ \t]*/, "", s)
    sub(/[ \t\r]+$/, "", s)
    n++
    name[n] = s
    place[n] = FILENAME ":" FNR
    lines[n] = 0
    if (s !~ /^[a-z][a-z0-9_]*$/)
        fail(place[n], "a statement's name is lower case letters, digits and _: " s)
    else if (s in first)
        fail(place[n], "statement " s " is already at " first[s])
    else
        first[s] = place[n]
    file = FILENAME
    next
}

FNR == 1 && FILENAME != file && n > 0 {
    # A file's first statement must be named in that file.
    finish()
    file = ""
}

/^[ \t]*--/ || /^[ \t\r]*$/ {
    next
}

{
    if (n == 0 || FILENAME != file) {
        fail(FILENAME ":" FNR, "SQL before the first `-- name:` line")
        next
    }
    sub(/\r$/, "")
    text[n, ++lines[n]] = $0
}

END {
    finish()
    if (failed)
        exit 1
    print "/* made by tools/statements.awk from src/store/sql */"
    print "#ifndef STORE_STATEMENTS_H"
    print "#define STORE_STATEMENTS_H\n"
    print "enum store_statement {"
    for (i = 1; i <= n; i++)
        printf "    STORE_%s,\n", toupper(name[i])
    print "    STORE_STATEMENT_COUNT"
    print "};\n"
    print "#ifdef STORE_STATEMENT_TEXTS"
    print "#pragma GCC diagnostic push"
    print "#pragma GCC diagnostic ignored \"-Woverlength-strings\""
    print "static const char *const store_statement_text[STORE_STATEMENT_COUNT + 1] = {"
    for (i = 1; i <= n; i++) {
        printf "    [STORE_%s] =\n", toupper(name[i])
        for (j = 1; j <= lines[i]; j++)
            printf "        \"%s%s\"%s\n", quoted(text[i, j]), j < lines[i] ? "\\n" : "", j < lines[i] ? "" : ","
    }
    print "    [STORE_STATEMENT_COUNT] = 0,"
    print "};\n"
    print "static const char *const store_statement_name[STORE_STATEMENT_COUNT + 1] = {"
    for (i = 1; i <= n; i++)
        printf "    [STORE_%s] = \"%s\",\n", toupper(name[i]), name[i]
    print "    [STORE_STATEMENT_COUNT] = 0,"
    print "};"
    print "#pragma GCC diagnostic pop"
    print "#endif\n"
    print "#endif"
}
