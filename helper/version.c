#include "helper/version.h"

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

#ifdef STATIC_LIBC
#define LIBC STATIC_LIBC "\n"
#else
#define LIBC ""
#endif

int
version_print(const char *program, const char *jq)
{
	struct buf text = BUF(4096);
	const struct libcurl *curl = libcurl_open(NULL);

	buf_addf(&text, "%s " VERSION BUILD "\n%s\n%s%s" LIBC "libsecret: %s\n",
		 program,
		 curl ? curl->version() : "libcurl: not installed, no network",
		 jq ? jq : "", jq ? "\n" : "", service_library());
	return output_buf(&text);
}
