#include "helper/version.h"

#include <jv.h>

#include "helper/base/buf.h"
#include "helper/http/libcurl.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/keyring/service.h"

#ifdef PORT_STATIC
#define BUILD " (static)"
#else
#define BUILD ""
#endif

/* The static build has the versions in it. Otherwise libjq does not report its
 * version, but 1.7 and later have this function. */
#ifdef STATIC_LIBRARIES
static const char *
version_jq(void)
{
	return STATIC_LIBRARIES;
}
#else
int jv_number_has_literal(jv) __attribute__((weak));

static const char *
version_jq(void)
{
	return jv_number_has_literal ? "libjq 1.7 or later" : "libjq 1.6";
}
#endif

int
version_print(const char *program)
{
	struct buf text = BUF(4096);
	const char *why;
	const struct libcurl *curl = libcurl_open(&why);

	buf_addf(&text, "%s " VERSION BUILD "\n%s%s\n%s\nlibsecret: %s\n",
		 program, curl ? "" : "libcurl: ", curl ? curl->version() : why,
		 version_jq(), service_library());
	return buf_print(&text);
}
