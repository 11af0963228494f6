/* The curl tool of the static build. It looks for certificates where the
 * distributions keep them; curl itself knows only a path set at build time. */
#include <stdlib.h>

#include "helper/http/ca.h"

int curl_main(int argc, char *argv[]); /* main() of curl, renamed */

int
main(int argc, char *argv[])
{
	static const char *const variables[] = { "CURL_CA_BUNDLE",
						 "SSL_CERT_FILE",
						 "SSL_CERT_DIR" };
	const char *found = ca_find(), *value;
	size_t i;

	for (i = 0; i < sizeof variables / sizeof *variables; i++) {
		value = getenv(variables[i]);
		if (value && *value)
			found = NULL;
	}
	if (found && setenv("SSL_CERT_FILE", found, 1))
		return 27; /* CURLE_OUT_OF_MEMORY */
	return curl_main(argc, argv);
}
