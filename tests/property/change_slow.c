/* The same claims as change.c on as many desks as the project promises. */
#define DESKS 1000
#include "change.c"
