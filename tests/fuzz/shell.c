/* helper/base/shell.h: POSIX shells and fish read a quoted word of a suggested
 * command (a cursor, a name, a profile) back unchanged, as one word. */
#include "helper/base/shell.h"

#include "tests/fuzz/fuzz.h"

/* Characters that no shell treats specially within a word. */
#define BARE                                   \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ"           \
	"abcdefghijklmnopqrstuvwxyz0123456789" \
	"_-./:,@+"

/* Read one word at `line`, up to its end or a space. Between single quotes fish
 * interprets \\ and \', a POSIX shell nothing. Characters that are neither
 * quoted nor in BARE are an error. */
static const char *
read_word(const char *line, bool fish, struct buf *ret)
{
	buf_clear(ret);
	for (; *line && *line != ' '; line++) {
		if (*line == '\'') {
			for (line++; *line != '\''; line++) {
				MUST(*line);
				if (fish && *line == '\\' &&
				    (line[1] == '\\' || line[1] == '\''))
					line++;
				MUST(!buf_addc(ret, *line));
			}
		} else if (*line == '\\') {
			line++;
			MUST(*line == '\'' || *line == '\\');
			MUST(!buf_addc(ret, *line));
		} else {
			MUST(strchr(BARE, *line));
			MUST(!buf_addc(ret, *line));
		}
	}
	return line;
}

static void
check(const struct buf *line, const char *want)
{
	struct buf word = BUF(1 << 24);

	for (int fish = 0; fish < 2; fish++) {
		MUST(!*read_word(buf_text(line), fish, &word));
		MUST(!strcmp(buf_text(&word), want));
	}
	buf_free(&word);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = fuzz_take(&data, &n, '\0');
	struct buf line = BUF(1 << 24);

	shell_quote(&line, text);
	check(&line, text);
	buf_clear(&line);
	shell_word(&line, text);
	check(&line, text);
	MUST(!line.failed);
	buf_free(&line);
	free(text);
	return 0;
}
