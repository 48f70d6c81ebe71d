# Writes the two halves of the embedded files.
#   form=assembly: a list of paths on standard input -> assembly that includes each, with a NUL after it
#   form=table:    `wc -c` output -> C declarations and the table's rows
# Both number the files in the order given, which must be the same for both.

function fail(why)
{
    print "embed.awk: " why > "/dev/stderr"
    failed = 1
    exit 1
}

BEGIN {
    n = 0
    if (form == "assembly") {
        print "/* made by tools/embed.awk */"
        print "#if defined(__APPLE__)"
        print "#define SYMBOL(name) _##name"
        print ".const"
        print "#else"
        print "#define SYMBOL(name) name"
        print ".section .rodata"
        print "#endif"
    } else if (form == "table") {
        print "/* made by tools/embed.awk */"
    } else {
        fail("form must be assembly or table")
    }
}

form == "assembly" && $0 != "" {
    if ($0 ~ /["\\ ]/)
        fail("a blank, quote or backslash in the name " $0)
    printf ".balign 16\n.globl SYMBOL(base_embedded_%d)\nSYMBOL(base_embedded_%d):\n", n, n
    printf ".incbin \"%s\"\n.byte 0\n", $0
    n++
}

form == "table" && $2 != "/dev/null" && $2 != "total" {
    if (NF != 2)
        fail("cannot read wc's line: " $0)
    size[n] = $1
    name[n] = $2
    n++
}

END {
    if (failed)
        exit 1
    if (form == "assembly") {
        print "#if defined(__ELF__)"
        print ".section .note.GNU-stack,\"\",%progbits"
        print "#endif"
    } else {
        for (i = 0; i < n; i++)
            printf "extern const char base_embedded_%d[];\n", i
        print "static const struct base_embedded table[] = {"
        for (i = 0; i < n; i++)
            printf "    {\"%s\", base_embedded_%d, %d},\n", name[i], i, size[i]
        print "    {NULL, NULL, 0},"
        print "};"
    }
}
