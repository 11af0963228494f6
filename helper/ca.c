#include "helper/ca.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

static const char *
variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

static void
find(const char **ret_bundle, const char **ret_directory)
{
	*ret_bundle = variable("CURL_CA_BUNDLE");
	*ret_directory = NULL;
	if (*ret_bundle)
		return;
	*ret_bundle = variable("SSL_CERT_FILE");
	*ret_directory = variable("SSL_CERT_DIR");
}

CURLcode
ca_set(const struct libcurl *curl, CURL *easy)
{
	const char *bundle, *directory;
	CURLcode rc = CURLE_OK;

	find(&bundle, &directory);
	if (bundle)
		rc = curl->easy_setopt(easy, CURLOPT_CAINFO, bundle);
	if (rc || !directory)
		return rc;
	/* Not every TLS library can; the curl tool goes on without, too. */
	if (curl->easy_setopt(easy, CURLOPT_CAPATH, directory) ==
		    CURLE_OUT_OF_MEMORY ||
	    curl->easy_setopt(easy, CURLOPT_PROXY_CAPATH, directory) ==
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

bool
ca_missing(const struct libcurl *curl)
{
	const curl_version_info_data *built =
		curl->version_info(CURLVERSION_NOW);
	const char *bundle, *directory;
	struct stat st;

	find(&bundle, &directory);
	if (built->age >= CURLVERSION_SEVENTH && !bundle)
		bundle = built->cainfo;
	if (built->age >= CURLVERSION_SEVENTH && !directory)
		directory = built->capath;
	if (bundle && stat(bundle, &st) == 0 && st.st_size > 0)
		return false;
	return !(directory && holds_files(directory));
}
