/*
 * Messages on stderr. Each is one line that begins with the program's name.
 * Control characters in it (control.h) are shown as `?`, so that text from the
 * server or the environment cannot control a terminal. Never pass a secret or a
 * token to these functions.
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

/* What an error is about, for functions that are called for many reasons. The
 * line reads "program: TASK: WHAT: text TAIL". Zero: nothing. */
struct subject {
	const char *task; /* what the run was doing; NULL: nothing. Only its
			     beginning, if the cause would be cut off */
	const char *what; /* the part of it that failed; NULL: nothing */
	const char *tail; /* never cut, so at most SUBJECT_TAIL_MAX bytes;
			     NULL: nothing */
};

enum { SUBJECT_TAIL_MAX = 6000 };

void msg_error_about(struct subject about, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "hint: ..." after an error: at most the first one of a run is printed, none
 * with -q. A hint must work when it is typed: one that holds control bytes or
 * does not fit into a line is not printed. */
void msg_hint(const char *format, ...) MSG_PRINTF;

/* For the buffers that a hint is made of. No command line is that long, so
 * nothing is cut from a suggested command: one that is too long for a line is
 * left out as a whole. */
enum { MSG_HINT_MAX = 1 << 24 };

/* The options of this run that commands in hints repeat, quoted for a shell:
 * " -p NAME --api-url URL", or "". At most MSG_CHOICE_MAX bytes. */
enum { MSG_CHOICE_MAX = 1023 };
void msg_choose(const char *options);
const char *msg_choice(void);

/* "program: warning: ..." on a terminal or with -v, never with -q. */
void msg_warn(const char *format, ...) MSG_PRINTF;

/* The same, terminal or not; not with -q. For waits over 5 s and a shadowed
 * PORT_PROFILE. */
void msg_note(const char *format, ...) MSG_PRINTF;

/* "program: ..." only with -v: requests, status, time, page. */
void msg_trace(const char *format, ...) MSG_PRINTF;

/* Show a progress line if stderr is a terminal. It replaces the last one; the
 * next message, or msg_progress(NULL), erases it. Without a terminal, or with
 * -q, this does nothing. The program's name and the line are cut to 29 columns;
 * ASCII. */
void msg_progress(const char *line);
bool msg_progress_shown(void);

/* Write these bytes unchanged, after erasing a progress line. */
void msg_bytes(const char *bytes, size_t n);

/* Bytes shown of any text that a server sent. */
enum { MSG_SERVER_TEXT = 200 };

/* Copy at most MSG_SERVER_TEXT bytes of server text, cut between characters,
 * without control bytes. Returns dst. */
char *msg_clean(char dst[MSG_SERVER_TEXT + 1], const char *text, size_t n);

#endif
