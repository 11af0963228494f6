/* helper/session/lock.h: only one process has the lock, whatever stands at its
 * path. */
#include "helper/session/lock.h"

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper/base/clock.h"
#include "tests/tap.h"

enum { MANY = 50 };

static char run[] = "/tmp/port-test.XXXXXX";

/* Whether the lock is free. */
static int
free_now(const char *key)
{
	int lock = lock_take(key, 0);

	lock_drop(lock);
	return lock >= 0;
}

/* Start a child that takes the lock, writes to *ret_told, and holds the lock
 * until it is killed. */
static pid_t
holder(const char *key)
{
	int told[2];
	pid_t pid;
	char c;

	if (pipe(told) || (pid = fork()) < 0)
		abort();
	if (pid == 0) {
		int lock = lock_take(key, 10);

		if (lock < 0 || write(told[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(told[1]);
	ok(read(told[0], &c, 1) == 1, "a child has the lock");
	close(told[0]);
	return pid;
}

static void
end(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void
test_holders(void)
{
	pid_t pid = holder("a");
	int64_t start;

	ok(!free_now("a"), "a lock that a child holds cannot be taken");
	ok(free_now("b"), "the lock of another key is free");
	start = clock_ticks();
	is_int(lock_take("a", 1), -1, "waiting ends");
	ok(clock_ticks() - start >= 1000, "not before the time is over");
	kill(pid, SIGSTOP);
	is_int(lock_take("a", 1), -1, "a stopped holder does not block others");
	end(pid);
	ok(free_now("a"), "the lock ends with its holder");
	lock_drop(-1);
}

/* Each process reads a number and writes it plus 1: no addition is lost. */
static void
test_many(void)
{
	char path[64];
	int counter, n = 0, good = 0, status;

	snprintf(path, sizeof(path), "%s/counter", run);
	counter = open(path, O_RDWR | O_CREAT, 0600);
	for (int i = 0; i < MANY; i++) {
		if (fork() == 0) {
			int lock = lock_take("many", 60);
			int value = 0;

			if (pread(counter, &value, sizeof(value), 0) < 0)
				_exit(1);
			value++;
			clock_sleep(2);
			if (pwrite(counter, &value, sizeof(value), 0) < 0)
				_exit(1);
			lock_drop(lock);
			_exit(lock < 0);
		}
	}
	while (wait(&status) > 0)
		good += status == 0;
	is_int(good, MANY, "fifty processes at once all get it");
	is_int(pread(counter, &n, sizeof(n), 0), sizeof(n), "all of them wrote");
	is_int(n, MANY, "one after the other");
	close(counter);
}

/* The path of the one lock file in the directory. */
static void
lock_path(char ret[512])
{
	char directory[64];
	struct dirent *e;
	DIR *d;

	snprintf(directory, sizeof(directory), "%s/port-token", run);
	d = opendir(directory);
	*ret = '\0';
	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.')
			snprintf(ret, 512, "%s/%s", directory, e->d_name);
	if (d)
		closedir(d);
}

static void
test_places(void)
{
	char path[512], directory[64], elsewhere[64];
	struct stat st;

	snprintf(directory, sizeof(directory), "%s/port-token", run);
	snprintf(elsewhere, sizeof(elsewhere), "%s/elsewhere", run);
	ok(free_now("place"), "a lock makes its directory");
	ok(!stat(directory, &st) && (st.st_mode & 07777) == 0700,
	   "only the user can read it");
	lock_path(path);
	ok(!stat(path, &st) && (st.st_mode & 07777) == 0600, "so is its file");
	unlink(path);
	is_int(symlink(elsewhere, path), 0, "a symlink stands there");
	ok(!free_now("place"), "it is not followed");
	ok(stat(elsewhere, &st) != 0, "nothing was created through it");
	unlink(path);
	is_int(mkfifo(path, 0600), 0, "a FIFO stands there");
	ok(!free_now("place"), "nobody waits for the lock");
	unlink(path);
	is_int(mkdir(path, 0700), 0, "a directory stands there");
	ok(!free_now("place"), "it is not used as a lock");
	rmdir(path);
	if (geteuid() == 0) {
		close(open(path, O_WRONLY | O_CREAT, 0666));
		is_int(chown(path, 65534, 65534), 0, "a foreign file");
		ok(!free_now("place"), "a foreign file is not used as a lock");
		unlink(path);
		is_int(chown(directory, 65534, 65534), 0, "foreign directory");
		ok(!free_now("place"), "nothing is created there");
		is_int(chown(directory, 0, 0), 0, "it is ours again");
	}
	chmod(directory, 0770);
	ok(!free_now("place"), "a directory that others may write to");
	rmdir(directory);
	is_int(symlink(".", directory), 0, "a symlink for a directory");
	ok(!free_now("place"), "a symlink is not followed");
	unlink(directory);
	ok(free_now("place"), "then the lock works again");
}

static void
test_runtime(void)
{
	setenv("XDG_RUNTIME_DIR", "", 1);
	ok(!free_now("x"), "an empty runtime directory");
	setenv("XDG_RUNTIME_DIR", ".", 1);
	ok(!free_now("x"), "a relative directory");
	setenv("XDG_RUNTIME_DIR", "/tmp", 1);
	ok(!free_now("x"), "never in /tmp");
	setenv("XDG_RUNTIME_DIR", "/nonexistent", 1);
	ok(!free_now("x"), "a directory that does not exist");
	unsetenv("XDG_RUNTIME_DIR");
	ok(!free_now("x"), "none");
}

static int
gone(const char *path, const struct stat *st, int type, struct FTW *where)
{
	(void)st, (void)type, (void)where;
	return remove(path);
}

int
main(void)
{
	if (!mkdtemp(run))
		abort();
	setenv("XDG_RUNTIME_DIR", run, 1);
	test_places();
	test_holders();
	test_many();
	test_runtime();
	nftw(run, gone, 8, FTW_DEPTH | FTW_PHYS);
	return done();
}
