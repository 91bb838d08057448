// Notes which files a program looks at. It is loaded into a lesson's program before the C library, and
// stands in for those of its functions that open files, ask about them or list folders.
//
// Each thing looked at is noted once, in the file that LITERATE_READS names: a letter for what was done,
// the file's stamp at that time, a zero byte, the path, a zero byte. Nothing here allocates memory.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PLACES 16384
// The function that this one stands in for, looked up once.
#define NEXT(name)                                        \
  ({                                                      \
    static __typeof__(&name) found;                       \
    if (!found) found = (__typeof__(&name))next(#name);   \
    found;                                                \
  })

static char preload[PATH_MAX + 16], reads[PATH_MAX + 16], unwatched[8 * PATH_MAX];
static _Atomic uint64_t noted[PLACES];

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

// Between a fork and what is started then nothing can be looked up.
static __typeof__(&execve) next_execve;
static __typeof__(&execvpe) next_execvpe;

static void keep(char *place, size_t size, const char *name) {
  const char *value = getenv(name);
  if (value) snprintf(place, size, "%s=%s", name, value);
  unsetenv(name);
}

__attribute__((constructor)) static void begin(void) {
  keep(preload, sizeof preload, "LD_PRELOAD");
  keep(reads, sizeof reads, "LITERATE_READS");
  keep(unwatched, sizeof unwatched, "LITERATE_UNWATCHED");
  next_execve = next("execve");
  next_execvpe = next("execvpe");
}

// Folders are separated by colons.
static int is_unwatched(const char *path) {
  const char *folder = unwatched + strlen("LITERATE_UNWATCHED=");
  while (unwatched[0] && *folder) {
    size_t length = strcspn(folder, ":");
    if (length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length])) return 1;
    folder += length + (folder[length] == ':');
  }
  return 0;
}

// Whether this is noted for the first time.
static int is_new(char kind, const char *path) {
  uint64_t hash = 1469598103934665603u ^ (unsigned char)kind;
  for (const char *c = path; *c; c++) hash = (hash ^ (unsigned char)*c) * 1099511628211u;
  hash |= 1;
  for (size_t step = 0; step < 64; step++) {
    _Atomic uint64_t *place = &noted[(hash + step) % PLACES];
    uint64_t empty = 0;
    if (atomic_load(place) == hash) return 0;
    if (atomic_compare_exchange_strong(place, &empty, hash)) return 1;
    if (empty == hash) return 0;
  }
  return 1;
}

static void write_note(char kind, const char *path) {
  char line[2 * PATH_MAX + 96];
  struct stat status;
  int length;
  if (syscall(SYS_newfstatat, AT_FDCWD, path, &status, 0) == 0) {
    length = snprintf(
      line, sizeof line, "%c%llu %lld.%lld", kind, (unsigned long long)status.st_size,
      (long long)status.st_mtim.tv_sec, (long long)status.st_mtim.tv_nsec);
  } else {
    length = snprintf(line, sizeof line, "%c", kind);
  }
  length += 1;
  length += snprintf(line + length, sizeof line - length, "%s", path) + 1;
  int file = syscall(
    SYS_openat, AT_FDCWD, reads + strlen("LITERATE_READS="), O_WRONLY | O_APPEND | O_CLOEXEC, 0);
  if (file < 0) return;
  (void)!write(file, line, length);
  close(file);
}

static void note(char kind, int folder, const char *path) {
  int saved = errno;
  char whole[2 * PATH_MAX];
  if (!reads[0] || !path || !*path) return;
  if (*path == '/') {
    snprintf(whole, sizeof whole, "%s", path);
  } else {
    char base[PATH_MAX] = "";
    if (folder == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return;
    } else {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length < 0) return;
      base[length] = 0;
    }
    snprintf(whole, sizeof whole, "%s/%s", base, path);
  }
  if (!is_unwatched(whole) && is_new(kind, whole)) write_note(kind, whole);
  errno = saved;
}

// After the fact, so that a file that is made is there.
static void note_opening(int folder, const char *path, int flags) {
  if ((flags & O_ACCMODE) != O_RDONLY || flags & O_TRUNC) note('w', folder, path);
  if ((flags & O_ACCMODE) != O_WRONLY && !(flags & (O_TRUNC | O_PATH))) note('r', folder, path);
}

#define OPEN(name)                                         \
  int name(const char *path, int flags, ...) {             \
    va_list rest;                                          \
    va_start(rest, flags);                                 \
    mode_t mode = va_arg(rest, mode_t);                    \
    va_end(rest);                                          \
    int result = NEXT(name)(path, flags, mode);            \
    note_opening(AT_FDCWD, path, flags);                   \
    return result;                                         \
  }

#define OPENAT(name)                                       \
  int name(int folder, const char *path, int flags, ...) { \
    va_list rest;                                          \
    va_start(rest, flags);                                 \
    mode_t mode = va_arg(rest, mode_t);                    \
    va_end(rest);                                          \
    int result = NEXT(name)(folder, path, flags, mode);    \
    note_opening(folder, path, flags);                     \
    return result;                                         \
  }

// What C's modes for files mean; without one, a file that is open is opened anew.
static int flags_of(const char *mode) {
  if (mode && strchr(mode, '+')) return *mode == 'w' ? O_RDWR | O_TRUNC : O_RDWR;
  return mode && *mode != 'r' ? O_WRONLY : O_RDONLY;
}

#define FOPEN(name)                                        \
  FILE *name(const char *path, const char *mode) {         \
    FILE *result = NEXT(name)(path, mode);                 \
    note_opening(AT_FDCWD, path, flags_of(mode));          \
    return result;                                         \
  }

#define FREOPEN(name)                                              \
  FILE *name(const char *path, const char *mode, FILE *stream) {   \
    FILE *result = NEXT(name)(path, mode, stream);                 \
    if (path) note_opening(AT_FDCWD, path, flags_of(mode));        \
    return result;                                                 \
  }

#define STAT(name, type)                                   \
  int name(const char *path, struct type *status) {        \
    note('s', AT_FDCWD, path);                             \
    return NEXT(name)(path, status);                       \
  }

#define FSTATAT(name, type)                                                    \
  int name(int folder, const char *path, struct type *status, int flags) {     \
    note('s', folder, path);                                                   \
    return NEXT(name)(folder, path, status, flags);                            \
  }

// Those of C libraries before 2.33, which were told a version.
#define XSTAT(name, type)                                                  \
  int name(int version, const char *path, struct type *status) {           \
    note('s', AT_FDCWD, path);                                             \
    return ((int (*)(int, const char *, struct type *))next(#name))(version, path, status); \
  }

#define SCANDIR(name, type)                                                                \
  int name(                                                                                \
    const char *path, struct type ***list, int (*filter)(const struct type *),             \
    int (*order)(const struct type **, const struct type **)) {                            \
    note('d', AT_FDCWD, path);                                                             \
    return NEXT(name)(path, list, filter, order);                                          \
  }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
FOPEN(fopen)
FOPEN(fopen64)
FREOPEN(freopen)
FREOPEN(freopen64)
STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)
FSTATAT(fstatat, stat)
FSTATAT(fstatat64, stat64)
XSTAT(__xstat, stat)
XSTAT(__lxstat, stat)
XSTAT(__xstat64, stat64)
XSTAT(__lxstat64, stat64)
SCANDIR(scandir, dirent)
SCANDIR(scandir64, dirent64)

int statx(int folder, const char *path, int flags, unsigned mask, struct statx *status) {
  note('s', folder, path);
  return NEXT(statx)(folder, path, flags, mask, status);
}

int access(const char *path, int mode) {
  note('s', AT_FDCWD, path);
  return NEXT(access)(path, mode);
}

int faccessat(int folder, const char *path, int mode, int flags) {
  note('s', folder, path);
  return NEXT(faccessat)(folder, path, mode, flags);
}

DIR *opendir(const char *path) {
  note('d', AT_FDCWD, path);
  return NEXT(opendir)(path);
}

// All that is below some folders, one behind the other, up to a null pointer.
void *fts_open(char *const *paths, int options, void *order) {
  for (char *const *path = paths; path && *path; path++) note('t', AT_FDCWD, *path);
  return ((void *(*)(char *const *, int, void *))next("fts_open"))(paths, options, order);
}

int nftw(const char *path, void *visit, int descriptors, int flags) {
  note('t', AT_FDCWD, path);
  return ((int (*)(const char *, void *, int, int))next("nftw"))(path, visit, descriptors, flags);
}

// Programs that the program starts are watched as well.
static size_t count_of(char *const *variables) {
  size_t count = 0;
  while (variables && variables[count]) count++;
  return count;
}

static char *const *watched(char *const *variables, char **place) {
  size_t count = count_of(variables);
  for (size_t index = 0; index < count; index++) place[index] = variables[index];
  if (reads[0]) {
    place[count++] = preload;
    place[count++] = reads;
    place[count++] = unwatched;
  }
  place[count] = NULL;
  return place;
}

#define WATCHED(variables) \
  watched(variables, __builtin_alloca((count_of(variables) + 4) * sizeof(char *)))

extern char **environ;

int execve(const char *path, char *const *arguments, char *const *variables) {
  note('r', AT_FDCWD, path);
  return next_execve(path, arguments, WATCHED(variables));
}

int execv(const char *path, char *const *arguments) {
  note('r', AT_FDCWD, path);
  return next_execve(path, arguments, WATCHED(environ));
}

int execvp(const char *path, char *const *arguments) {
  return next_execvpe(path, arguments, WATCHED(environ));
}

#define SPAWN(name)                                                                       \
  int name(                                                                               \
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,          \
    const posix_spawnattr_t *attributes, char *const *arguments, char *const *variables) { \
    if (strchr(path, '/')) note('r', AT_FDCWD, path);                                     \
    return NEXT(name)(process, path, actions, attributes, arguments, WATCHED(variables)); \
  }

SPAWN(posix_spawn)
SPAWN(posix_spawnp)
