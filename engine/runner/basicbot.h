/* BasicBot as a library: run a study, look how far it is, stop it, read its cube. C99; every function may be called from
 * any thread, calls on one run exclude each other. Nothing here prints, aborts or throws. What is here stays: later
 * versions only add, and basicbot_api_version() grows with it. */
#ifndef BASICBOT_H
#define BASICBOT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BASICBOT_API_VERSION 1
#define BASICBOT_API __attribute__((visibility("default")))

BASICBOT_API int32_t basicbot_api_version(void);

/* Bars of one symbol, n of them, copied by basicbot_start. Times are nanoseconds since 1970-01-01 UTC: of the open, and
 * of the moment at which the bar is known (null: the next bar's open, the last one's open + timeframe). volume may be
 * null: unknown. timezone is an IANA name, null = "UTC". */
typedef struct {
    char const* symbol;
    char const* timeframe; /* "1d", "1h", "5m" */
    char const* timezone;
    int64_t n;
    int64_t const *time, *close_time;
    double const *open, *high, *low, *close, *volume;
} basicbot_bars;

typedef struct basicbot_run basicbot_run;

/* Starts a study in a thread of its own. study: its TOML text. options: null, or a JSON object with any of
 *   "set": ["section.field=value", ...], "profile", "device", "on_device_error", "threads", "simd", "memory" (text as
 *   "2G"), "out" (file of the cube), "top"
 * bars: `count` series in place of a store's (data.store may then be left out), or null.
 * Without "out" and output.cube the cube lies in a temporary file until basicbot_free. Mistakes are told by the run.
 * Null only where there is no memory for a run. */
BASICBOT_API basicbot_run* basicbot_start(char const* study, char const* options, basicbot_bars const* bars, int64_t count);

enum { BASICBOT_RUNNING = 0, BASICBOT_DONE = 1, BASICBOT_FAILED = 2 };

/* State, and where the pointers are not null the stage (valid until the next call on the run) and its share done. */
BASICBOT_API int32_t basicbot_poll(basicbot_run* run, char const** stage, double* done);
/* Waits until the run has ended, at most so many milliseconds (negative: as long as it takes). Returns the state. */
BASICBOT_API int32_t basicbot_wait(basicbot_run* run, int64_t milliseconds);
/* Asks the run to stop; it then fails with exit code 6. */
BASICBOT_API void basicbot_cancel(basicbot_run* run);

/* Once the run has ended, else null: the document as JSON, what the program's --json says of the study and its result;
 * {"error": {...}} of a failure. Valid until basicbot_free. */
BASICBOT_API char const* basicbot_document(basicbot_run* run);
/* 0, or the program's exit code for the failure; -1 while it runs. */
BASICBOT_API int32_t basicbot_exit_code(basicbot_run* run);

/* A variable or an axis of the cube, float64, row-major, the last axis fastest. Valid until basicbot_free. */
typedef struct {
    double const* data;
    int64_t size;
    int32_t rank;
    int64_t const* shape;
    char const* const* axes; /* names, [rank] */
} basicbot_array;

/* 0; 2 where the cube has no numbers of that name, 4 where the cube cannot be read, -1 where there is none (yet). */
BASICBOT_API int32_t basicbot_view(basicbot_run* run, char const* name, basicbot_array* out);
/* The text of an axis's value number i; null where there is none. Valid until basicbot_free. */
BASICBOT_API char const* basicbot_label(basicbot_run* run, char const* axis, int64_t i);

/* Stops the run where it still goes, waits for it, and frees all that came of it. */
BASICBOT_API void basicbot_free(basicbot_run* run);

#ifdef __cplusplus
}
#endif
#endif
