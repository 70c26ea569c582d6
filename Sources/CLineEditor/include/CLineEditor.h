// What Swift cannot call of libedit and of the system: variadic functions, standard streams, signal handlers.
#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <histedit.h>
#include <stdbool.h>
#include <termios.h>
#include <wchar.h>

#pragma clang assume_nonnull begin

// MARK: libedit

// What libedit asks of the owner of an editor; always called by the thread that is in el_gets.

// The prompt in UTF-8; what stands between \001 and \001 takes no room on the screen.
typedef const char *_Nonnull (*line_editor_prompt)(void *owner);
// The next character: 1 and the character, or 0 to leave el_gets.
typedef int (*line_editor_character)(void *owner, wchar_t *character);
// What Tab does: one of the CC_ values.
typedef int (*line_editor_complete)(void *owner);

typedef struct {
  void *owner;
  line_editor_prompt prompt;
  line_editor_character character;
  line_editor_complete complete;
} line_editor_callbacks;

// An editor on the standard streams, in emacs mode, with a history of so many entries. NULL when there is no memory.
typedef struct line_editor line_editor;
line_editor *_Nullable line_editor_open(const char *program, line_editor_callbacks callbacks, int history_limit);
void line_editor_close(line_editor *editor);
EditLine *line_editor_library(line_editor *editor);

// Reads one line; NULL when a callback left, or at the end.
const char *_Nullable line_editor_read(line_editor *editor, int *length);
// Adds an entry to what the arrow keys and Ctrl-R go through.
void line_editor_remember(line_editor *editor, const char *line);
// Draws prompt and line anew, on the row where the cursor is.
void line_editor_redraw(line_editor *editor);
// Makes every key a character, or Ctrl-C and Ctrl-Z signals again. Keys are neither shown nor held back either way, so
// what is typed ahead between two lines stays as it was typed.
void line_editor_take_keys(line_editor *editor, bool every_key);

// How many columns a character takes, whatever the locale; 0 for what is not seen.
int display_columns(wchar_t character);

// MARK: the terminal, whatever happens

// What has happened since somebody asked last.
typedef enum { TERMINAL_INTERRUPTED, TERMINAL_RESIZED, TERMINAL_CONTINUED, TERMINAL_STOPPED } terminal_event;

// From now on: the terminal of standard input gets these settings back when the program exits, is killed or crashes
// (not by SIGKILL, which nobody hears of), and events wake the descriptor that is returned. -1 when there is no descriptor.
int terminal_guard_open(const struct termios *settings);
// Gives the settings back, and to the signals what they did before.
void terminal_guard_close(void);
// Whether this has happened since the last call.
bool terminal_guard_take(terminal_event event);
// Whether the line editor has the keys: then being asked to stop is an event for it to heed.
void terminal_guard_edits(bool edits);
// Whether pastes are bracketed, which must be undone too.
void terminal_guard_brackets(bool brackets);
// Stops this process, and with it its group when the person at the keyboard asked; returns when it goes on.
void terminal_guard_stop(bool with_group);

#pragma clang assume_nonnull end
#endif
