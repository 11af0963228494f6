#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include "tests/port/tls.h"

enum { DAY = 86400 };

static gnutls_x509_privkey_t
new_key(void)
{
	gnutls_x509_privkey_t key;

	if (gnutls_x509_privkey_init(&key) < 0 ||
	    gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
		GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0) < 0)
		abort();
	return key;
}

/* What every certificate has: version, number, life, key and its id. */
static gnutls_x509_crt_t
new_certificate(gnutls_x509_privkey_t key, const char *name, long ends)
{
	gnutls_x509_crt_t it;
	unsigned char number[16], id[20];
	size_t size = sizeof(id);
	time_t now = time(NULL);

	if (gnutls_x509_crt_init(&it) < 0 ||
	    gnutls_rnd(GNUTLS_RND_NONCE, number, sizeof(number)) < 0)
		abort();
	number[0] &= 0x7f;
	gnutls_x509_crt_set_version(it, 3);
	gnutls_x509_crt_set_serial(it, number, sizeof(number));
	gnutls_x509_crt_set_activation_time(it, now - 2 * DAY);
	gnutls_x509_crt_set_expiration_time(it, now + ends);
	gnutls_x509_crt_set_dn_by_oid(it, GNUTLS_OID_X520_COMMON_NAME, 0,
		name, (unsigned)strlen(name));
	gnutls_x509_crt_set_key(it, key);
	gnutls_x509_crt_get_key_id(it, 0, id, &size);
	gnutls_x509_crt_set_subject_key_id(it, id, size);
	return it;
}

static gnutls_x509_crt_t
new_authority(gnutls_x509_privkey_t key)
{
	gnutls_x509_crt_t it = new_certificate(key, "stand-in authority",
		30 * DAY);

	gnutls_x509_crt_set_basic_constraints(it, 1, -1);
	gnutls_x509_crt_set_key_usage(it, GNUTLS_KEY_KEY_CERT_SIGN |
		GNUTLS_KEY_CRL_SIGN);
	if (gnutls_x509_crt_sign2(it, it, key, GNUTLS_DIG_SHA256, 0) < 0)
		abort();
	return it;
}

static gnutls_x509_crt_t
new_leaf(gnutls_x509_privkey_t key, gnutls_x509_crt_t authority,
	gnutls_x509_privkey_t authority_key, bool expired)
{
	/* Port's names, too: tests/shim/hosts.c resolves them to here. */
	static const char *const names[] = {
		"localhost", "api.getport.io", "api.us.getport.io",
	};
	static const unsigned char four[] = { 127, 0, 0, 1 };
	static const unsigned char six[16] = { [15] = 1 };
	unsigned char id[20];
	size_t size = sizeof(id);
	gnutls_x509_crt_t it = new_certificate(key, "localhost",
		expired ? -DAY : 30 * DAY);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		gnutls_x509_crt_set_subject_alt_name(it, GNUTLS_SAN_DNSNAME,
			names[i], (unsigned)strlen(names[i]),
			GNUTLS_FSAN_APPEND);
	gnutls_x509_crt_set_subject_alt_name(it, GNUTLS_SAN_IPADDRESS, four,
		sizeof(four), GNUTLS_FSAN_APPEND);
	gnutls_x509_crt_set_subject_alt_name(it, GNUTLS_SAN_IPADDRESS, six,
		sizeof(six), GNUTLS_FSAN_APPEND);
	gnutls_x509_crt_set_basic_constraints(it, 0, -1);
	gnutls_x509_crt_set_key_usage(it, GNUTLS_KEY_DIGITAL_SIGNATURE);
	gnutls_x509_crt_set_key_purpose_oid(it, GNUTLS_KP_TLS_WWW_SERVER, 0);
	gnutls_x509_crt_get_key_id(authority, 0, id, &size);
	gnutls_x509_crt_set_authority_key_id(it, id, size);
	if (gnutls_x509_crt_sign2(it, authority, authority_key,
		GNUTLS_DIG_SHA256, 0) < 0)
		abort();
	return it;
}

static char *
text_of(const gnutls_datum_t *pem)
{
	char *text = strndup((const char *)pem->data, pem->size);

	if (!text)
		abort();
	gnutls_free(pem->data);
	return text;
}

static char *
certificate_text(gnutls_x509_crt_t certificate)
{
	gnutls_datum_t pem;

	if (gnutls_x509_crt_export2(certificate, GNUTLS_X509_FMT_PEM,
		&pem) < 0)
		abort();
	return text_of(&pem);
}

static bool
save(const char *directory, const char *text)
{
	char *path = NULL;
	FILE *out;
	bool done;

	if (asprintf(&path, "%s/ca.pem", directory) < 0)
		abort();
	out = fopen(path, "we");
	free(path);
	if (!out)
		return false;
	done = fputs(text, out) >= 0;
	return fclose(out) == 0 && done;
}

bool
tls_make(const char *directory, bool expired, char **ret_key,
	char **ret_certificate)
{
	gnutls_x509_privkey_t authority_key = new_key(), key = new_key();
	gnutls_x509_crt_t authority = new_authority(authority_key);
	gnutls_x509_crt_t leaf = new_leaf(key, authority, authority_key,
		expired);
	char *text = certificate_text(authority);
	bool done = save(directory, text);
	gnutls_datum_t pem;

	if (gnutls_x509_privkey_export2(key, GNUTLS_X509_FMT_PEM, &pem) < 0)
		abort();
	*ret_key = text_of(&pem);
	*ret_certificate = certificate_text(leaf);
	free(text);
	gnutls_x509_crt_deinit(leaf);
	gnutls_x509_crt_deinit(authority);
	gnutls_x509_privkey_deinit(key);
	gnutls_x509_privkey_deinit(authority_key);
	return done;
}
