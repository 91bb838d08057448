// What the compiler expects of a C library, for a module that has none, and the two calls that connect a page's
// program with its surroundings: those of WASI, which a browser's script and the toolchain's WasmKit both offer.

#include <stddef.h>
#include <stdint.h>

// MARK: Input and output

typedef struct {
  const void *bytes;
  size_t count;
} buffer;

__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write"))) int32_t
fd_write(int32_t file, const buffer *buffers, size_t count, size_t *written);
__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_read"))) int32_t
fd_read(int32_t file, const buffer *buffers, size_t count, size_t *read);

void page_write(const void *bytes, size_t count) {
  const char *rest = bytes;
  while (count > 0) {
    buffer all = {rest, count};
    size_t written = 0;
    if (fd_write(1, &all, 1, &written) != 0 || written == 0) __builtin_trap();
    rest += written;
    count -= written;
  }
}

size_t page_read(void *bytes, size_t count) {
  buffer all = {bytes, count};
  size_t read = 0;
  return fd_read(0, &all, 1, &read) == 0 ? read : 0;
}

int putchar(int character) {
  char byte = (char)character;
  page_write(&byte, 1);
  return character;
}

// MARK: The beginning

int __main_argc_argv(int count, char **arguments);

__attribute__((export_name("_start"))) void _start(void) { __main_argc_argv(0, 0); }

// MARK: Memory

extern unsigned char __heap_base;

// A block has 2^n bytes, of which the first eight hold n; a freed one holds the next of its size instead.
enum { header = 8, smallest = 4 };
static void *freed[32];
static uintptr_t top;

static void *block(int size) {
  void **found = freed[size];
  if (found) {
    freed[size] = *found;
    return found;
  }
  if (!top) top = ((uintptr_t)&__heap_base + 15) & ~(uintptr_t)15;
  uintptr_t start = top, end = start + ((uintptr_t)1 << size);
  size_t present = __builtin_wasm_memory_size(0) << 16;
  if (end < start) __builtin_trap();
  if (end > present) {
    size_t pages = (end - present + 65535) >> 16;
    if (__builtin_wasm_memory_grow(0, pages) == (size_t)-1) __builtin_trap();
  }
  top = end;
  return (void *)start;
}

void *malloc(size_t count) {
  if (count > (size_t)1 << 29) __builtin_trap();
  int size = smallest;
  while (((size_t)1 << size) < count + header) size++;
  char *start = block(size);
  *(int32_t *)start = size;
  return start + header;
}

void free(void *memory) {
  if (!memory) return;
  void **start = (void **)((char *)memory - header);
  int size = *(int32_t *)start;
  *start = freed[size];
  freed[size] = start;
}

// What is aligned to more than 8 bytes is not used again after it is freed: its block has a size of its own.
int posix_memalign(void **memory, size_t alignment, size_t count) {
  if (alignment <= header) {
    *memory = malloc(count);
    return 0;
  }
  uintptr_t start = (uintptr_t)malloc(count + alignment + header);
  uintptr_t aligned = (start + header + alignment - 1) & ~(uintptr_t)(alignment - 1);
  *(int32_t *)(aligned - header) = 31;
  *memory = (void *)aligned;
  return 0;
}

void *memmove(void *target, const void *source, size_t count) {
  return __builtin_memmove(target, source, count);
}

void *memcpy(void *target, const void *source, size_t count) {
  return __builtin_memmove(target, source, count);
}

void *memset(void *target, int byte, size_t count) {
  return __builtin_memset(target, byte, count);
}

int memcmp(const void *left, const void *right, size_t count) {
  const unsigned char *a = left, *b = right;
  for (; count > 0; count--, a++, b++)
    if (*a != *b) return *a - *b;
  return 0;
}

// Hashes get a fixed seed: the same values give the same page.
void arc4random_buf(void *memory, size_t count) { __builtin_memset(memory, 0, count); }
