// Everything here that handles a signal calls only what POSIX allows there.
#define _GNU_SOURCE
#include "CLineEditor.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const int deaths[] = {SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT};
static const int events[] = {SIGINT, SIGWINCH, SIGCONT, SIGTSTP};
enum { DEATHS = sizeof deaths / sizeof *deaths, EVENTS = sizeof events / sizeof *events };

static struct termios settings;
static struct sigaction before_death[DEATHS], before_event[EVENTS];
static int wake[2] = {-1, -1};
static volatile sig_atomic_t is_open, is_editing, is_bracketing, happened[4];

static void restore(void) {
  if (!is_open) return;
  if (is_bracketing) (void)!write(STDOUT_FILENO, "\033[?2004l", 8);
  tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

// Gives the terminal back and lets the signal do what it did before.
static void die(int signal) {
  int saved = errno;
  restore();
  for (int i = 0; i < DEATHS; i++)
    if (deaths[i] == signal) sigaction(signal, &before_death[i], NULL);
  raise(signal);
  errno = saved;
}

// Between two lines nobody would hear of it, so the terminal is given back and taken again right here.
static void stop_here(void) {
  struct termios now;
  tcgetattr(STDIN_FILENO, &now);
  restore();
  terminal_guard_stop(false);
  tcsetattr(STDIN_FILENO, TCSANOW, &now);
}

// Nobody has taken note of a Ctrl-C for half a second: whatever runs there does not listen, and must be stoppable. Sooner it
// may be noise, or two quick strokes between two lines.
static void heed_impatience(void) {
  static struct timespec first;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (!happened[TERMINAL_INTERRUPTED]) {
    first = now;
  } else if ((now.tv_sec - first.tv_sec) * 1000 + (now.tv_nsec - first.tv_nsec) / 1000000 >= 500) {
    restore();
    sigaction(SIGINT, &before_event[0], NULL);
    raise(SIGINT);
  }
}

static void note(int signal) {
  int saved = errno;
  if (signal == SIGTSTP && !is_editing) {
    stop_here();
    errno = saved;
    return;
  }
  terminal_event event = signal == SIGINT     ? TERMINAL_INTERRUPTED
                         : signal == SIGWINCH ? TERMINAL_RESIZED
                         : signal == SIGCONT  ? TERMINAL_CONTINUED
                                              : TERMINAL_STOPPED;
  if (event == TERMINAL_INTERRUPTED) heed_impatience();
  happened[event] = 1;
  (void)!write(wake[1], "!", 1);
  errno = saved;
}

// Leaves alone what whoever started us wants ignored, as nohup does.
static void take_over(int signal, void (*handler)(int), struct sigaction *before) {
  sigaction(signal, NULL, before);
  if (before->sa_handler == SIG_IGN) return;
  struct sigaction ours = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&ours.sa_mask);
  sigaction(signal, &ours, NULL);
}

int terminal_guard_open(const struct termios *terminal) {
  static int is_told_of_exit;
  if (wake[0] < 0 && pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  settings = *terminal;
  if (!is_told_of_exit) is_told_of_exit = atexit(restore) == 0;
  is_open = 1;
  for (int i = 0; i < DEATHS; i++) take_over(deaths[i], die, &before_death[i]);
  for (int i = 0; i < EVENTS; i++) take_over(events[i], note, &before_event[i]);
  return wake[0];
}

void terminal_guard_close(void) {
  restore();
  is_open = 0;
  for (int i = 0; i < DEATHS; i++) sigaction(deaths[i], &before_death[i], NULL);
  for (int i = 0; i < EVENTS; i++) sigaction(events[i], &before_event[i], NULL);
}

bool terminal_guard_take(terminal_event event) {
  if (!happened[event]) return false;
  happened[event] = 0;
  return true;
}

void terminal_guard_edits(bool edits) { is_editing = edits; }

void terminal_guard_brackets(bool brackets) { is_bracketing = brackets; }

void terminal_guard_stop(bool with_group) {
  struct sigaction before, ignored = {.sa_handler = SIG_IGN}, plain = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, NULL, &before);
  if (before.sa_handler == SIG_IGN) return;
  if (with_group) {
    sigaction(SIGTSTP, &ignored, NULL);
    kill(0, SIGTSTP);
  }
  sigaction(SIGTSTP, &plain, NULL);
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  pthread_kill(pthread_self(), SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &before, NULL);
}
