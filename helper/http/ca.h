/* The certificates that servers are checked by. */
#ifndef HELPER_HTTP_CA_H
#define HELPER_HTTP_CA_H

#include <stdbool.h>

#include "helper/http/libcurl.h"

/* CURL_CA_BUNDLE, else SSL_CERT_DIR and SSL_CERT_FILE, as the curl tool reads
 * them, which libcurl alone does not. */
CURLcode ca_set(const struct libcurl *curl, CURL *easy);

/* Where libcurl looked in vain, given that it found no certificate to check
 * by; "" where that is not known. */
const char *ca_place(const struct libcurl *curl);

/* Whether there is nothing to check a certificate by: neither a bundle with
 * anything in it nor a directory with certificates. */
bool ca_missing(const struct libcurl *curl);

#endif
