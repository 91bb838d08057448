// What each system calls the exchange of two paths, which Swift's C modules do not show.
#ifndef LITERATE_EXCHANGE_H
#define LITERATE_EXCHANGE_H

#if defined(__APPLE__)
#include <stdio.h>

static inline int literate_exchange(const char *first, const char *second) {
  return renamex_np(first, second, RENAME_SWAP);
}
#else
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline int literate_exchange(const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}
#endif

#endif
