/* Refusals in the shapes that are seen in front of Port. */
#ifndef PORT_REFUSAL_H
#define PORT_REFUSAL_H

/*
 * `style`: json nomessage object text html empty. The text is to be freed,
 * its content type is not. NULL for a style that is none of these.
 */
char *refusal_text(const char *style, int status, const char *error,
	const char *message, const char **ret_type);
/* "not_found" for 404 and so on. */
const char *refusal_error(int status);

#endif
