/*
 * The hidden verb that the shells' completions run at TAB:
 *
 * 	port-get --complete bash LINE BREAKS
 * 	port-get --complete zsh|fish WORD...
 *
 * LINE is the command up to the cursor, as it was typed, and BREAKS is
 * COMP_WORDBREAKS. The WORDs are the command without quotes: the name of the
 * program first, port-token or port-get, the word at the cursor last.
 *
 * The first line of the answer says what else the shell should do:
 *
 * 	-		nothing
 * 	nospace		go on in the same word: no blank follows (bash)
 * 	more		say that more words fit than are offered (zsh, fish)
 * 	files		complete names of files
 * 	directories	complete names of directories
 *
 * A word follows on each further line. For bash it is quoted for its place,
 * without what readline keeps of the word. For zsh and fish, which quote by
 * themselves, it is the whole word, and a tab and a description may follow. It
 * ends within two seconds; then only what needs no answer from Port is offered.
 */
#ifndef FILTER_COMPLETE_COMPLETE_H
#define FILTER_COMPLETE_COMPLETE_H

/* Returns the exit status: always 0, unless memory runs out. */
int complete_run(int argc, char **argv);

#endif
