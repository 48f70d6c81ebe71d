/* document.c: docs/csv.md. The rules in words, every column from the field tables, every code from
 * the vocabularies. English only: it is a reference in the source tree. */
#include "sharedesk/exchange/document.h"

#include "sharedesk/model/field.h"

#include <string.h>

static const char cells[] =
    "# CSV, the exchange format\n"
    "\n"
    "Made from the program's field tables by `sharedesk generate csv`; do not edit.\n"
    "\n"
    "One file a record type, named after it (`demands.csv`). RFC 4180 in UTF-8, each row ended by "
    "a\n"
    "single LF as other tools of a Unix host write them; CRLF and CR are read as well. The first "
    "row\n"
    "names the columns, in any order; `uid` stands first in what the desk writes.\n"
    "\n"
    "| type | in a cell |\n"
    "|---|---|\n"
    "| text | any text, also of several lines; NUL is rejected; blanks alone count as empty |\n"
    "| code | a code of the vocabulary; on import its English or Chinese label too |\n"
    "| link | the uid of the record; on import its number, code or exact name too |\n"
    "| any link | `kind:uid`, such as `demand:d-17`; on import any reference |\n"
    "| number | a whole number |\n"
    "| minutes | whole minutes; on import also `1 h 30`, `1.5 h`, `1:30`, `1小时30分` |\n"
    "| piece | empty = no, `yes` = pieces of 60, or the smallest piece in minutes |\n"
    "| money | a decimal number in the desk's currency |\n"
    "| per cent, points | a decimal number |\n"
    "| date | `2026-12-16`; on import also `2026/12/5` and `2026年12月5日` |\n"
    "| time | `2026-12-16T09:00:00+08:00`; without an offset in the desk's zone; a bare date is "
    "its "
    "beginning, in columns marked *end* its end |\n"
    "| month | `2026-12` |\n"
    "\n";

static const char rules[] =
    "## Import\n"
    "\n"
    "- The kind is the KIND argument, else the file's name, else the one kind that knows all "
    "columns\n"
    "  of the header and gets all that it requires; otherwise the file is refused.\n"
    "- All files of a command go in together, in one transaction. A link may point to any row of "
    "any\n"
    "  of them. A row whose link leads nowhere is rejected; only regions are made when they are\n"
    "  named: `East/Hexi` is Hexi within East.\n"
    "- A row belongs to the record with its uid. Where the column `uid` is missing or wholly "
    "empty,\n"
    "  as in a list that somebody typed, a row belongs to the record with its `code`, else a uid "
    "is\n"
    "  made from what the row says, the same each time: importing the file again changes nothing,\n"
    "  but a row whose wording was changed is a new record. In a file with uids, a row without one "
    "is\n"
    "  rejected.\n"
    "- An empty cell erases nothing. A new record needs its title or name and what is marked\n"
    "  *required*; all else has a default.\n"
    "- Unknown columns are told of and kept in `extra`, a JSON object. The column `id`, which\n"
    "  `list --csv` puts first, is passed over: it is the desk's own number.\n"
    "- Where the desk has another value, `--on-conflict` decides: `replace` (the file's, the "
    "default),\n"
    "  `keep` (the desk's; what the desk lacks is filled), `newer` (the record that was changed "
    "last;\n"
    "  the file needs a column `changed` with times), `ask` (on a terminal).\n"
    "- Every row ends as added, changed, unchanged, merged (it repeats another row, or its record "
    "was\n"
    "  merged into another here) or rejected. Rejected rows are listed and, with `--reject FILE`,\n"
    "  written to a file with the columns `reject_line`, `reject_column`, `reject_value` and\n"
    "  `reject_reason` behind their own: mend it and import it; these columns are then passed "
    "over.\n"
    "  When rows of several files were rejected, FILE has them all, and each file its own beside "
    "it\n"
    "  to be mended: `FILE-demands.csv`.\n"
    "- Facts are restored, nothing is charged or posted again. Bookings that overlap beyond the "
    "seats\n"
    "  and ledger entries that do not balance are rejected.\n"
    "- Encodings are found out: UTF-8, UTF-16, GB18030, Windows-1252, MacRoman; `--encoding` "
    "names\n"
    "  one. The result tells which it took.\n"
    "- In files with a byte order mark or in another encoding than UTF-8, which have been through "
    "a\n"
    "  spreadsheet, an apostrophe before `=`, `+`, `-`, `@` is taken away, as `export --bom` puts "
    "it\n"
    "  there.\n"
    "\n"
    "## Export\n"
    "\n"
    "Rows in bytewise order of their uid, all records, retired and merged ones too; no numbers and "
    "no\n"
    "change times. `export all -o DIR` writes every kind, header only when empty. Importing all of "
    "it\n"
    "into an empty desk and exporting again gives the same bytes. `--bom` is for spreadsheets: a "
    "byte\n"
    "order mark, and an apostrophe before cells that would be run as formulas.\n"
    "\n"
    "## Profiles\n"
    "\n"
    "- `uniquip` in and out: equipment lists of universities (UNIQUIP 1.0). A list needs `Name` "
    "or\n"
    "  `Description`, and of each row a telephone, URL or e-mail. Site, building and location "
    "become\n"
    "  the location; what has no field here is kept in `extra` under its UNIQUIP name. An `ID` "
    "becomes\n"
    "  the uid unless another owner has it. Without one a row is paired by name with a resource of "
    "the\n"
    "  same `--owner` that came by this profile; names compare after both are cut to the list's\n"
    "  longest name, where that is 20 characters or more, and the longer name stays; equal names "
    "pair\n"
    "  in the order of the list. Several lists in one command are taken in their order: a later "
    "one\n"
    "  changes what an earlier one says. Out go equipment and facilities in use that are not "
    "restricted.\n"
    "- `ical` out: what has a start and an end (bookings, closures, activities), as iCalendar.\n"
    "- `hledger` out: entries with their postings, as a journal.\n";

static const char *type_word(const struct model_field *f)
{
    switch (f->type) {
    case MODEL_TEXT:
        return "text";
    case MODEL_CODE:
        return "code";
    case MODEL_REF:
        return "link";
    case MODEL_ANYREF:
        return "any link";
    case MODEL_INT:
        return "number";
    case MODEL_MINUTES:
        return "minutes";
    case MODEL_PIECE:
        return "piece";
    case MODEL_MONEY:
        return "money";
    case MODEL_PERCENT:
        return "per cent";
    case MODEL_SCORE:
        return "points";
    case MODEL_DATE:
        return "date";
    case MODEL_TIME:
        return "time";
    case MODEL_MONTH:
        return "month";
    }
    return "";
}

static const char *const set_names[] = {
#define SET_NAME(ID, name) #name,
    MODEL_VOCABULARIES(SET_NAME)
#undef SET_NAME
};

static void document_field(struct base_text *out, const struct model_field *f)
{
    base_text_printf(out, "| `%s` | %s", f->name, type_word(f));
    if (f->type == MODEL_REF)
        base_text_printf(out, " to %s", model_type_info((enum model_type)f->argument)->plural);
    if (f->type == MODEL_CODE)
        base_text_printf(out, " of [%s](#%s)", set_names[f->argument], set_names[f->argument]);
    if ((f->type == MODEL_TIME || f->type == MODEL_DATE) && f->flags & MODEL_FIELD_END)
        base_text_add(out, ", *end*");
    if (f->flags & MODEL_FIELD_REQUIRED)
        base_text_add(out, ", *required*");
    base_text_printf(out, " | %s: %s |\n", f->label, f->help);
}

static void document_type(struct base_text *out, const struct model_type_info *type)
{
    base_text_printf(
        out, "\n## %s\n\n%s; numbers %s1, %s2 …\n\n| column | type | meaning |\n|---|---|---|\n",
        type->plural, type->labels, type->letters, type->letters);
    for (size_t i = 0; i < type->count; i++)
        document_field(out, &type->fields[i]);
}

static void document_vocabulary(struct base_text *out, enum model_vocabulary v)
{
    size_t count;
    const struct model_code *codes = model_vocabulary_codes(v, &count);
    base_text_printf(out, "\n### %s\n\n", set_names[v]);
    for (size_t i = 0; i < count; i++)
        base_text_printf(out, "- `%s` %s, %s\n", codes[i].code, codes[i].english, codes[i].chinese);
}

void exchange_document_csv(struct base_text *out)
{
    base_text_add(out, cells);
    base_text_add(out, rules);
    for (int type = 0; type < MODEL_TYPE_COUNT; type++)
        document_type(out, model_type_info((enum model_type)type));
    base_text_add(out, "\n## Vocabularies\n");
    for (int v = 0; v < MODEL_VOCABULARY_COUNT; v++)
        document_vocabulary(out, (enum model_vocabulary)v);
}
