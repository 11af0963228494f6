#include "helper/version.h"

#include <dlfcn.h>

#include "helper/base/buf.h"
#include "helper/http/libcurl.h"
#include "helper/base/msg.h"
#include "helper/base/output.h"
#include "helper/keyring/service.h"

/* libjq does not tell its version: what came with 1.7 does. */
static const char *
jq_version(void)
{
	return dlsym(RTLD_DEFAULT, "jv_number_has_literal") ? "1.7 or later" :
							      "1.6";
}

int
version_print(const char *program)
{
	struct buf text = BUF(4096);
	const struct libcurl *curl = libcurl_open(NULL);
	int status;

	if (buf_addf(&text,
		     "%s " VERSION "\n%s\nlibjq %s\n"
		     "libsecret: %s\n",
		     program,
		     curl ? curl->version() :
			    "libcurl: not installed, no network",
		     jq_version(), service_library()))
		return msg_no_memory();
	status = output_write(text.data, text.len);
	buf_free(&text);
	return status;
}
