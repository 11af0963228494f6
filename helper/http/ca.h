/* The CA certificates for checking servers and https proxies. */
#ifndef HELPER_HTTP_CA_H
#define HELPER_HTTP_CA_H

#include <stdbool.h>

#include "helper/http/libcurl.h"

/* CURL_CA_BUNDLE, else SSL_CERT_DIR and SSL_CERT_FILE, as the curl tool reads
 * them; libcurl reads none of them. Without them, libcurl's own bundle if it is
 * there, else ca_find(). */
CURLcode ca_set(const struct libcurl *curl, CURL *easy);

/* The first existing bundle among the places of Debian and Alpine, RHEL and
 * SUSE; NULL: none. */
const char *ca_find(void);

/* Where certificates were searched, for the error when there are none. */
const char *ca_place(const struct libcurl *curl);

/* Whether there are no CA certificates: no bundle that is not empty, and no
 * directory with certificates. */
bool ca_missing(const struct libcurl *curl);

#endif
