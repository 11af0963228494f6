/* This server's time, which --clock-skew sets ahead or back, and random
 * words. */
#ifndef PORT_CLOCK_H
#define PORT_CLOCK_H

#include <stdint.h>
#include <jv.h>

int64_t clock_ms(void);		/* since 1970 */
int64_t clock_seconds(void);
jv clock_iso(void);		/* "2022-07-27T17:11:04.344Z" */
/* "Wed, 21 Oct 2015 07:28:00 GMT" */
void clock_http(int64_t seconds, char ret[32]);

/* Write `length` random characters of [A-Za-z0-9], or of [0-9a-f], and a
 * NUL. */
void random_word(char *ret, int length);
void random_hex(char *ret, int length);

#endif
