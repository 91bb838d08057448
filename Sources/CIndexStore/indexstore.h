// The part of libIndexStore's interface that is used. Nothing is linked: the library is loaded from
// the toolchain when it is needed.
#ifndef LITERATE_INDEXSTORE_H
#define LITERATE_INDEXSTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct { const char *data; size_t length; } indexstore_string_ref_t;
typedef void *indexstore_t;
typedef void *indexstore_record_reader_t;
typedef void *indexstore_occurrence_t;
typedef void *indexstore_symbol_t;

typedef indexstore_t (*indexstore_store_create_t)(const char *path, void *error);
typedef void (*indexstore_store_dispose_t)(indexstore_t store);
typedef indexstore_record_reader_t (*indexstore_record_reader_create_t)(
    indexstore_t store, const char *name, void *error);
typedef void (*indexstore_record_reader_dispose_t)(indexstore_record_reader_t reader);
typedef bool (*indexstore_record_reader_occurrences_apply_f_t)(
    indexstore_record_reader_t reader, void *context,
    bool (*applier)(void *context, indexstore_occurrence_t occurrence));
typedef indexstore_symbol_t (*indexstore_occurrence_get_symbol_t)(indexstore_occurrence_t occurrence);
typedef uint64_t (*indexstore_occurrence_get_roles_t)(indexstore_occurrence_t occurrence);
typedef void (*indexstore_occurrence_get_line_col_t)(
    indexstore_occurrence_t occurrence, unsigned *line, unsigned *column);
typedef int (*indexstore_symbol_get_kind_t)(indexstore_symbol_t symbol);
typedef indexstore_string_ref_t (*indexstore_symbol_get_text_t)(indexstore_symbol_t symbol);

// Of Swift's runtime, which the tool is linked with. The text is the caller's to free.
char *swift_demangle(
    const char *mangled, size_t length, char *buffer, size_t *bufferSize, uint32_t flags);

#endif
