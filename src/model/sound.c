#include "sharedesk/model/sound.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum {
    FIRST_ROW = 0xB0, /* of the common characters in GB 2312, */
    LAST_ROW = 0xD7,  /* which come before the rare ones, by sound */
    ROW = 94,
    NEAR = 40, /* a syllable has some ten characters, the most frequent ones eighty */
};

/* The place among the common characters, -1 for what is none. */
static int place_of(const char *character)
{
    char in[8], out[8], *from = in, *to = out;
    size_t left = strlen(character), room = sizeof out;
    if (left >= sizeof in)
        return -1;
    memcpy(in, character, left + 1);
    iconv_t convert = iconv_open("GB2312", "UTF-8");
    if (convert == (iconv_t)-1) /* not to be had on this system */
        return -1;
    size_t failed = iconv(convert, &from, &left, &to, &room);
    iconv_close(convert);
    unsigned char row = (unsigned char)out[0], cell = (unsigned char)out[1];
    if (failed == (size_t)-1 || room != sizeof out - 2 || row < FIRST_ROW || row > LAST_ROW)
        return -1;
    return (row - FIRST_ROW) * ROW + cell;
}

bool model_sounds_alike(const char *a, const char *b)
{
    int x = place_of(a), y = place_of(b);
    return x >= 0 && y >= 0 && abs(x - y) <= NEAR;
}
