// Linked into what `.ci/sanitize` builds: what sanitizers do not know about Swift.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Swift marks pointers in enums by bits that LeakSanitizer does not take off: it would call values lost that are held.
const char *__asan_default_options(void) { return "detect_leaks=0"; }

// Otherwise each process waits for a second at its end, and clients believe that it hangs.
const char *__tsan_default_options(void) { return "atexit_sleep_ms=0"; }

// `Synchronization.Mutex` waits in a library that is not built for ThreadSanitizer: whoever has waited for a lock would seem
// to come in without it. These two take the place of its functions, and say what happens.

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

SWIFT void lock(uint32_t thread, SELF void *mutex) __asm__(LOCK);
SWIFT void unlock(SELF void *mutex) __asm__(UNLOCK);

SWIFT void lock(uint32_t thread, SELF void *mutex) {
  SWIFT void (*original)(uint32_t, SELF void *) = dlsym(RTLD_NEXT, LOCK);
  original(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock(SELF void *mutex) {
  SWIFT void (*original)(SELF void *) = dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(mutex);
  original(mutex);
}
