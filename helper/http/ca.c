#include "helper/http/ca.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

struct ca {
	const char *bundle, *directory;
};

static bool
ca_is_bundle(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0;
}

const char *
ca_find(void)
{
	static const char *const places[] = {
		"/etc/ssl/certs/ca-certificates.crt", /* Debian, Alpine */
		"/etc/pki/tls/certs/ca-bundle.crt",   /* RHEL */
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
		"/etc/ssl/ca-bundle.pem", /* SUSE */
		"/var/lib/ca-certificates/ca-bundle.pem",
		"/etc/ssl/cert.pem", /* Alpine without ca-certificates */
	};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (ca_is_bundle(places[i]))
			return places[i];
	return NULL;
}

static const char *
ca_variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* libcurl's built-in bundle, or the system's if that does not exist. */
static const char *
ca_default_bundle(const curl_version_info_data *built)
{
	const char *found = NULL;

	if (!built->capath && !(built->cainfo && ca_is_bundle(built->cainfo)))
		found = ca_find();
	return found ? found : built->cainfo;
}

/* The certificates in use: the user's choice, completed by the defaults. */
static struct ca
ca_used(const struct libcurl *curl)
{
	const curl_version_info_data *built =
		curl->version_info(CURLVERSION_NOW);
	struct ca ca = { ca_variable("CURL_CA_BUNDLE"), NULL };

	if (!ca.bundle) {
		ca.bundle = ca_variable("SSL_CERT_FILE");
		ca.directory = ca_variable("SSL_CERT_DIR");
	}
	if (!ca.bundle)
		ca.bundle = ca_default_bundle(built);
	if (!ca.directory)
		ca.directory = built->capath;
	return ca;
}

/* Set an option that a libcurl may lack; only memory that runs out is an error.
 */
static void
ca_try(const struct libcurl *curl, CURL *easy, CURLoption option,
       const char *path, CURLcode *rc)
{
	if (!*rc &&
	    curl->easy_setopt(easy, option, path) == CURLE_OUT_OF_MEMORY)
		*rc = CURLE_OUT_OF_MEMORY;
}

CURLcode
ca_set(const struct libcurl *curl, CURL *easy)
{
	struct ca ca = ca_used(curl);
	CURLcode rc = CURLE_OK;

	/* Not every libcurl supports https proxies, and not every TLS library a
	 * directory; the curl tool ignores that too. */
	if (ca.bundle) {
		rc = curl->easy_setopt(easy, CURLOPT_CAINFO, ca.bundle);
		ca_try(curl, easy, CURLOPT_PROXY_CAINFO, ca.bundle, &rc);
	}
	if (ca.directory) {
		ca_try(curl, easy, CURLOPT_CAPATH, ca.directory, &rc);
		ca_try(curl, easy, CURLOPT_PROXY_CAPATH, ca.directory, &rc);
	}
	return rc;
}

static bool
ca_is_directory(const char *directory)
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
	struct ca ca = ca_used(curl);

	return ca.bundle    ? ca.bundle :
	       ca.directory ? ca.directory :
			      "/etc/ssl, /etc/pki and /var/lib/ca-certificates";
}

bool
ca_missing(const struct libcurl *curl)
{
	struct ca ca = ca_used(curl);

#ifndef PORT_STATIC
	if (!ca.bundle && !ca.directory)
		return false; /* the TLS library has its own place */
#endif
	return !(ca.bundle && ca_is_bundle(ca.bundle)) &&
	       !(ca.directory && ca_is_directory(ca.directory));
}
