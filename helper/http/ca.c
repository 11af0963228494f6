#include "helper/http/ca.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

struct place {
	const char *bundle, *directory;
};

static struct place
chosen(void)
{
	const char *bundle = variable("CURL_CA_BUNDLE");

	if (bundle)
		return (struct place){ bundle, NULL };
	return (struct place){ variable("SSL_CERT_FILE"),
			       variable("SSL_CERT_DIR") };
}

/* The same, completed by what libcurl was built with. */
static struct place
effective(const struct libcurl *curl)
{
	const curl_version_info_data *built =
		curl->version_info(CURLVERSION_NOW);
	struct place p = chosen();

	if (built->age >= CURLVERSION_SEVENTH && !p.bundle)
		p.bundle = built->cainfo;
	if (built->age >= CURLVERSION_SEVENTH && !p.directory)
		p.directory = built->capath;
	return p;
}

CURLcode
ca_set(const struct libcurl *curl, CURL *easy)
{
	struct place p = chosen();
	CURLcode rc = CURLE_OK;

	if (p.bundle)
		rc = curl->easy_setopt(easy, CURLOPT_CAINFO, p.bundle);
	if (rc || !p.directory)
		return rc;
	/* Not every TLS library can; the curl tool goes on without, too. */
	if (curl->easy_setopt(easy, CURLOPT_CAPATH, p.directory) ==
		    CURLE_OUT_OF_MEMORY ||
	    curl->easy_setopt(easy, CURLOPT_PROXY_CAPATH, p.directory) ==
		    CURLE_OUT_OF_MEMORY)
		return CURLE_OUT_OF_MEMORY;
	return CURLE_OK;
}

static bool
holds_files(const char *directory)
{
	DIR *d = opendir(directory);
	const struct dirent *e = NULL;

	while (d && (e = readdir(d)) && e->d_name[0] == '.')
		;
	if (d)
		closedir(d);
	return e != NULL;
}

const char *
ca_place(const struct libcurl *curl)
{
	struct place p = effective(curl);

	return p.bundle ? p.bundle : p.directory ? p.directory : "";
}

bool
ca_missing(const struct libcurl *curl)
{
	struct place p = effective(curl);
	struct stat st;

	if (!p.bundle && !p.directory)
		return false; /* the TLS library has a place of its own */
	if (p.bundle && stat(p.bundle, &st) == 0 && st.st_size > 0)
		return false;
	return !(p.directory && holds_files(p.directory));
}
