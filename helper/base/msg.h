/*
 * What a person reads on stderr. One line per call, with the program's name in
 * front; control bytes (C0, DEL, C1) inside the line are shown as `?`, so that
 * text from the server or the environment cannot steer a terminal.
 * No secret and no token may be passed to any of these, at any verbosity.
 */
#ifndef HELPER_BASE_MSG_H
#define HELPER_BASE_MSG_H

#include <stdbool.h>
#include <stddef.h>

#define MSG_PRINTF __attribute__((format(printf, 1, 2)))

/* The program's name. Until msg_level is called: not quiet, not verbose. */
void msg_init(const char *program);
const char *msg_program(void);
void msg_level(bool quiet, bool verbose);

/* "program: what failed: why". Always printed. */
void msg_error(const char *format, ...) MSG_PRINTF;

/* The error "out of memory"; returns EX_INTERNAL. */
int msg_no_memory(void);

/* What the errors from here on are about: it stands in front of what failed.
 * Borrowed until the next call; NULL: nothing. */
void msg_about(const char *what);

/* What the errors from here on end with, after their cause: never cut, so at
 * most MSG_REST_MAX bytes. Borrowed until the next call; "": nothing. */
enum { MSG_REST_MAX = 6000 };
void msg_rest(const char *rest);

/* "hint: ..." after an error: at most the first one of a run is printed, none
 * with -q. A hint is to work when it is typed: one that holds control bytes or
 * does not fit into a line is left out. */
void msg_hint(const char *format, ...) MSG_PRINTF;

/* The options of this run that choose profile and URL (NULL: not given), for
 * the commands in hints: msg_choice is " -p NAME --api-url URL", quoted for a
 * shell, or "". */
void msg_choose(const char *profile, const char *api_url);
const char *msg_choice(void);

/* "program: warning: ..." on a terminal or with -v, never with -q. */
void msg_warn(const char *format, ...) MSG_PRINTF;

/* The same, terminal or not; not with -q. For waits over 5 s and a shadowed
 * PORT_PROFILE. */
void msg_note(const char *format, ...) MSG_PRINTF;

/* "program: ..." with -v alone: requests, status, time, page. */
void msg_trace(const char *format, ...) MSG_PRINTF;

/* A line that replaces the one before it on a terminal's stderr; the next
 * message, or msg_progress(NULL), wipes it. Nothing elsewhere or with -q. Only
 * what fits into 29 columns with the program's name is shown; ASCII. */
void msg_progress(const char *line);
bool msg_progress_shown(void);

/* These bytes as they are, in place of a progress line. */
void msg_bytes(const char *bytes, size_t n);

/* Bytes shown of any text that a server sent. */
enum { MSG_SERVER_TEXT = 200 };

/* Copy at most MSG_SERVER_TEXT bytes of server text, cut at a character's
 * border, control bytes stripped. Returns dst. */
char *msg_clean(char dst[MSG_SERVER_TEXT + 1], const char *text, size_t n);

#endif
