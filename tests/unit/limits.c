/* The readers that stop at FILE_MAX, which is 1 MiB here: a text on stdin, and a
 * line or all of the input with -R. tests/trust/endless.t reads real GiBs. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "helper/base/file.h"
#define FILE_MAX (1 << 20)
#include "filter/source/stdin.c"
#define CHUNK FILES_CHUNK
#include "filter/slice/files.c"
#include "tests/unit/told.h"

/* Stdin becomes n bytes: `first`, then letters. */
static void
letters_on_stdin(const char *first, size_t n)
{
	FILE *file = tmpfile();

	fputs(first, file);
	for (size_t i = strlen(first); i < n; i++)
		putc('a', file);
	fflush(file);
	dup2(fileno(file), STDIN_FILENO);
	lseek(STDIN_FILENO, 0, SEEK_SET);
}

/* What reading a text, an open string of *length bytes, ends with. */
static int
read_text(const void *length)
{
	struct source *s = stdin_open();
	struct text text;
	int status;

	letters_on_stdin("\"", *(const size_t *)length);
	s->next(s, &text);
	status = s->status;
	s->close(s);
	return status;
}

struct lines_read {
	const char *first;
	size_t length;
	bool slurp;
};

/* What reading `first` and letters with -R ends with: 0 at the end. */
static int
read_lines(const void *argument)
{
	const struct lines_read *l = argument;
	struct slicing how = { .raw_input = true, .slurp = l->slurp };
	struct arguments args = { .slicing = how };
	struct print out = { .how = &how };
	struct inputs *in = NULL;
	int status;
	jv line;

	letters_on_stdin(l->first, l->length);
	if (files_open(&args, &out, &in))
		return -1;
	while (jv_is_valid(line = in->next(NULL, in->data)))
		jv_free(line);
	jv_free(line);
	status = in->status;
	in->close(in);
	return status;
}

int
main(void)
{
	static const size_t fits = FILE_MAX - CHUNK, large = FILE_MAX + 1;
	static const struct lines_read line = { "", FILE_MAX, false },
				       long_line = { "", FILE_MAX + 1, false },
				       lines = { "a\n", FILE_MAX + 1, false },
				       slurped = { "a\n", FILE_MAX + 1, true };
	struct told t;

	t = tell(read_text, &fits);
	is_told(&t, EX_INPUT, TEXTS("an unfinished text"),
		"a text that fits is read to its end");
	t = tell(read_text, &large);
	is_told(&t, EX_INPUT, TEXTS("a text larger than 1 MiB at line 1"),
		"a larger text ends the run");
	t = tell(read_lines, &line);
	is_told(&t, 0, TEXTS(), "-R reads a line that fits");
	t = tell(read_lines, &long_line);
	is_told(&t, EX_INPUT, TEXTS("<stdin>: a line larger than 1 MiB"),
		"a larger line ends the run");
	t = tell(read_lines, &lines);
	is_told(&t, 0, TEXTS(), "lines that are larger only together are read");
	t = tell(read_lines, &slurped);
	is_told(&t, EX_INPUT, TEXTS("a line larger than 1 MiB"),
		"with -s they end the run: libjq makes them one string");
	return done();
}
