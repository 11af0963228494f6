/* helper/base/msg.h: what is written to stderr. */
#include <stdlib.h>
#include <unistd.h>

#include "helper/base/msg.h"
#include "tests/tap.h"

static int real_stderr, back;

static void
catch(void)
{
	int ends[2];

	if (pipe(ends))
		abort();
	fflush(stderr);
	real_stderr = dup(STDERR_FILENO);
	dup2(ends[1], STDERR_FILENO);
	close(ends[1]);
	back = ends[0];
}

static const char *
caught(void)
{
	static char text[16384];
	ssize_t n;

	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	n = read(back, text, sizeof(text) - 1);
	close(back);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

static void
test_lines(void)
{
	catch();
	msg_error("%s: %d", "what", 7);
	is_str(caught(), "prog: what: 7\n", "an error is a line");
	catch();
	msg_warn("w");
	msg_trace("t");
	msg_progress("p");
	is_str(caught(), "", "without a terminal: no warning, trace or progress");
	catch();
	msg_note("n");
	is_str(caught(), "prog: n\n", "a note is shown");
	msg_level(false, true);
	catch();
	msg_warn("w");
	msg_trace("t");
	is_str(caught(), "prog: warning: w\nprog: t\n", "-v shows both");
	msg_level(true, true);
	catch();
	msg_warn("w");
	msg_note("n");
	msg_hint("h");
	is_str(caught(), "", "-q hides warning, note and hint");
	msg_level(false, false);
	catch();
	msg_hint("first");
	msg_hint("second");
	is_str(caught(), "hint: first\n", "one hint a run");
}

static void
test_control(void)
{
	static char tail[SUBJECT_TAIL_MAX + 1];
	char long_text[4096];
	const char *line;

	catch();
	msg_error("a\033[31mb\nc\rd\x7f""e\xc2\x9b""f\xc3\xa9");
	is_str(caught(), "prog: a?[31mb?c?d?e?f\xc3\xa9\n",
	       "control bytes, C1 too, are shown as ?");
	catch();
	msg_error_about((struct subject){ "a list", "a page", "; go on" },
			"why: %d", 7);
	msg_error_about((struct subject){ .what = "a page" }, "why");
	is_str(caught(), "prog: a list: a page: why: 7; go on\n"
			 "prog: a page: why\n",
	       "what an error is about stands in front, and how to go on at "
	       "the end");
	memset(long_text, 'x', sizeof(long_text));
	long_text[sizeof(long_text) - 1] = '\0';
	catch();
	msg_error("%s", long_text);
	line = caught();
	ok(strlen(line) > 4000 && strlen(line) <= 4096 &&
	   line[strlen(line) - 1] == '\n', "a cut line ends with a newline");
	catch();
	msg_error_about((struct subject){ .task = long_text, .what = "part" },
			"why");
	line = caught();
	ok(strlen(line) <= 4096 && strstr(line, "x: part: why\n"),
	   "a very long subject does not hide the error");
	memset(tail, 'y', sizeof(tail) - 1);
	catch();
	msg_error_about((struct subject){ .task = long_text, .tail = tail },
			"%s", long_text);
	line = caught();
	ok(strlen(line) > sizeof(tail) &&
	   !strncmp(line + strlen(line) - sizeof(tail), tail,
		    SUBJECT_TAIL_MAX), "the end is never cut");
}

static void
test_clean(void)
{
	char dst[MSG_SERVER_TEXT + 1], text[400];

	is_str(msg_clean(dst, "a\x1b]0;x\x07 b\n", 9), "a]0;x b",
	       "control bytes are stripped");
	is_str(msg_clean(dst, "a\xc2\x9b""1m", 5), "a1m", "C1 controls are escaped");
	is_str(msg_clean(dst, "abc", 2), "ab", "at most n bytes");
	memset(text, 'x', sizeof(text));
	is_int((long long)strlen(msg_clean(dst, text, sizeof(text))),
	       MSG_SERVER_TEXT, "at most 200 bytes");
	memcpy(text + 199, "\xc3\xa9", 2);
	is_int((long long)strlen(msg_clean(dst, text, sizeof(text))), 199,
	       "cut between characters, not inside one");
	memcpy(text + 198, "\xc3\xa9" "x", 3);
	is_int((long long)strlen(msg_clean(dst, text, sizeof(text))), 200,
	       "a character that just fits is kept");
}

int
main(void)
{
	msg_init("prog");
	test_lines();
	test_control();
	test_clean();
	return done();
}
