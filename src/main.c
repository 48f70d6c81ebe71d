/* Stands in until the verbs are here. */
#include "sharedesk/config.h"

#include <stdio.h>

int main(void)
{
    puts("sharedesk " SHAREDESK_VERSION);
    return 0;
}
