/*
 * Reads stdin and FILEs with libjq's own reader, so that -R, -s, --seq,
 * --stream, input_filename and input_line_number are as in jq. It handles a NUL
 * wrongly: it skips it or takes it for a digit. So no JSON after a NUL ever
 * reaches it, except from pipes among the FILEs (see files_find_nul).
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "filter/cli/guess.h"
#include "filter/slice/inputs.h"
#include "helper/base/exits.h"
#include "helper/base/file.h"
#include "helper/base/io.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"

enum { CHUNK = 1 << 16 };

/* libjq reads the C library's variable `stdin`. In musl a program cannot assign
 * to it, so this program defines the symbol itself, and the linker binds libjq
 * to it. NULL until files_open. */
FILE *files_stdin __asm__("stdin");

struct files {
	struct inputs inputs;
	jq_util_input_state *state;
	FILE *stream;	     /* replaces stdin */
	int fd[2];	     /* what it reads, one after another */
	const char *name[2]; /* the same, for messages */
	int n, at;
	bool begun;  /* something was read */
	bool raw;    /* lines, which may hold NUL */
	bool slurp;  /* all of them as one string */
	size_t held; /* bytes of the line, or string, so far */
	struct print *out;
};

/* Replace what follows a NUL with something that no libjq accepts as JSON or as
 * its end. */
static ssize_t
files_refuse_nul(struct files *f, char *at, size_t n)
{
	msg_error("%s: a NUL byte, which is not JSON", f->name[f->at]);
	f->inputs.status = EX_INPUT;
	f->inputs.cut = true;
	*at = '\1';
	return (ssize_t)n + 1;
}

/* Ends the run when libjq would have to hold more than FILE_MAX bytes in one
 * string. libjq 1.6 writes past the end of one of 2 GiB. */
static void
files_bound(struct files *f, const char *bytes, size_t n)
{
	const char *end = f->slurp ? NULL : memrchr(bytes, '\n', n);

	f->held = end ? (size_t)(bytes + n - end) : f->held + n;
	if (f->held <= FILE_MAX)
		return;
	print_flush(f->out);
	msg_error("%s: a line larger than %d MiB", f->name[f->at],
		  FILE_MAX >> 20);
	output_abandon(EX_INPUT);
}

static ssize_t
files_read_stream(void *cookie, char *bytes, size_t size)
{
	struct files *f = cookie;
	struct pollfd wait = { .events = POLLIN };
	char *nul;
	ssize_t n;

	if (f->inputs.cut || f->at == f->n)
		return 0;
	wait.fd = f->fd[f->at];
	if (poll(&wait, 1, 0) == 0)
		print_flush(f->out);
	n = io_read(f->fd[f->at], bytes, size);
	if (n > 0 && f->raw)
		files_bound(f, bytes, (size_t)n);
	if (n > 0) {
		if (!f->begun)
			f->inputs.names = guess_are_names(bytes, (size_t)n);
		f->begun = true;
		nul = f->raw ? NULL : memchr(bytes, '\0', (size_t)n);
		return nul ? files_refuse_nul(f, nul, (size_t)(nul - bytes)) :
			     n;
	}
	if (n < 0) {
		msg_error("%s: %s", f->name[f->at], strerror(errno));
		f->inputs.status = EX_BAD_USAGE;
		f->inputs.cut = true;
	}
	f->at++;
	return 0;
}

static void
files_on_unreadable(void *data, const char *file)
{
	struct files *f = data;

	msg_error("%s: %s", file, strerror(errno));
	f->inputs.status = EX_BAD_USAGE;
}

enum nul { NUL_UNREADABLE = -1, NUL_NONE, NUL_IN_FILE, NUL_IN_DEVICE };

/* Look for a NUL. The file stays open in *ret_fd. A pipe cannot be read twice,
 * and libjq has to open it for `input_filename`, so a NUL in one is left to
 * libjq. */
static enum nul
files_find_nul(const char *file, int *ret_fd)
{
	char bytes[CHUNK];
	struct stat st;
	ssize_t n;

	if (stat(file, &st) < 0)
		return NUL_UNREADABLE;
	if (S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return NUL_UNREADABLE;
	}
	if (!S_ISREG(st.st_mode) && !S_ISCHR(st.st_mode))
		return access(file, R_OK) ? NUL_UNREADABLE : NUL_NONE;
	*ret_fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (*ret_fd < 0)
		return NUL_UNREADABLE;
	if (isatty(*ret_fd))
		return NUL_NONE;
	while ((n = read(*ret_fd, bytes, sizeof bytes)) > 0) {
		if (memchr(bytes, '\0', (size_t)n))
			return S_ISCHR(st.st_mode) ? NUL_IN_DEVICE :
						     NUL_IN_FILE;
	}
	return n ? NUL_UNREADABLE : NUL_NONE;
}

static void
files_add_stream(struct files *f, int fd, const char *name)
{
	f->fd[f->n] = fd;
	f->name[f->n++] = name;
	jq_util_input_add_input(f->state, "-");
}

/* *ret_last: no later file will be read. */
static int
files_add_file(struct files *f, const char *file, bool *ret_last)
{
	/* A line may hold NUL; but a device full of them has no end, and only
	 * the stream is bounded. */
	enum nul allowed = f->raw ? NUL_IN_FILE : NUL_NONE, found;
	int fd = -1;

	if (!strcmp(file, "-")) {
		files_add_stream(f, STDIN_FILENO, "<stdin>");
		return 0;
	}
	found = files_find_nul(file, &fd);
	if (found == NUL_UNREADABLE) {
		msg_error("%s: %s", file, strerror(errno));
	} else if (found > allowed && !*ret_last) {
		lseek(fd, 0, SEEK_SET);
		files_add_stream(f, fd, file);
		*ret_last = true;
		return 0;
	} else if (!*ret_last) {
		jq_util_input_add_input(f->state, file);
	}
	if (fd >= 0)
		close(fd);
	return found == NUL_UNREADABLE ? EX_BAD_USAGE : 0;
}

static int
files_add(struct files *f, const struct strings *files)
{
	bool last = false;
	int rc = 0;

	if (files->n == 0)
		files_add_stream(f, STDIN_FILENO, "<stdin>");
	for (int i = 0; !rc && i < files->n; i++)
		rc = files_add_file(f, files->word[i], &last);
	return rc;
}

static void
files_close(struct inputs *in)
{
	struct files *f = (struct files *)in;

	jq_util_input_free(&f->state);
	if (f->stream)
		fclose(f->stream);
	while (f->n-- > 0) {
		if (f->fd[f->n] != STDIN_FILENO)
			close(f->fd[f->n]);
	}
	free(f);
}

static void
files_open_stream(struct files *f)
{
	const cookie_io_functions_t functions = { .read = files_read_stream };

	f->stream = fopencookie(f, "r", functions);
	if (!f->stream)
		output_no_memory(NULL);
	files_stdin = f->stream;
}

int
files_open(const struct arguments *args, struct print *out, struct inputs **ret)
{
	const struct slicing *s = &args->slicing;
	struct files *f = output_memory(1, sizeof *f);
	int flags = (s->seq ? JV_PARSE_SEQ : 0) |
		    (s->stream ? JV_PARSE_STREAMING : 0),
	    rc;

	f->state = jq_util_input_init(files_on_unreadable, f);
	f->inputs = (struct inputs){ .next = jq_util_input_next_input_cb,
				     .data = f->state,
				     .positions = true,
				     .close = files_close };
	f->raw = s->raw_input;
	f->slurp = s->slurp;
	f->out = out;
	jq_util_input_set_parser(
		f->state, s->raw_input ? NULL : jv_parser_new(flags), s->slurp);
	files_open_stream(f);
	rc = files_add(f, &args->files);
	if (rc)
		files_close(&f->inputs);
	else
		*ret = &f->inputs;
	return rc;
}
