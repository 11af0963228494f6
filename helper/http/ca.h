/* The CA certificates that servers are checked against. */
#ifndef HELPER_HTTP_CA_H
#define HELPER_HTTP_CA_H

#include <stdbool.h>

#include "helper/http/libcurl.h"

/* CURL_CA_BUNDLE, else SSL_CERT_DIR and SSL_CERT_FILE, as the curl tool reads
 * them; libcurl reads none of them. Without them, libcurl's own bundle if it is
 * there, else ca_find(). */
CURLcode ca_set(const struct libcurl *curl, CURL *easy);

/* The first bundle that exists where Debian and Alpine, RHEL, SUSE keep it;
 * NULL: none does. */
const char *ca_find(void);

/* Where certificates were looked for, to be named when there are none. */
const char *ca_place(const struct libcurl *curl);

/* Whether there is nothing to check a certificate against: no bundle with
 * anything in it, and no directory with certificates. */
bool ca_missing(const struct libcurl *curl);

#endif
