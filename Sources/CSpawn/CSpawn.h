// The one function of <spawn.h> that glibc (since 2.29) hides from Swift: it declares it for
// _GNU_SOURCE only, which is not set when Swift imports the C library.

#ifndef HANDBOOK_CSPAWN_H
#define HANDBOOK_CSPAWN_H

#include <spawn.h>

#if defined(__linux__)
/// Makes the child change to a folder before what follows: later actions and the program itself.
extern int posix_spawn_file_actions_addchdir_np(
    posix_spawn_file_actions_t *__restrict actions, const char *__restrict path);
#endif

#endif
