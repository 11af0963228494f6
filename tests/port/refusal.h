/* Refusals in the shapes that clients of Port meet. */
#ifndef PORT_REFUSAL_H
#define PORT_REFUSAL_H

/*
 * `style`: json nomessage object text html empty; NULL for any other. free()
 * the text, not its content type.
 */
char *refusal_text(const char *style, int status, const char *error,
	const char *message, const char **ret_type);
/* "not_found" for 404 and so on. */
const char *refusal_error(int status);

#endif
