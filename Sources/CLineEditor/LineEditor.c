#define _GNU_SOURCE
#include "CLineEditor.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

struct line_editor {
  EditLine *library;
  History *history;
  line_editor_callbacks callbacks;
};

static line_editor *owner_of(EditLine *library) {
  line_editor *editor = NULL;
  el_get(library, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt(EditLine *library) {
  line_editor *editor = owner_of(library);
  return (char *)editor->callbacks.prompt(editor->callbacks.owner);
}

static int character(EditLine *library, wchar_t *character) {
  line_editor *editor = owner_of(library);
  *character = L'\0';
  return editor->callbacks.character(editor->callbacks.owner, character);
}

static unsigned char complete(EditLine *library, int key) {
  (void)key;
  line_editor *editor = owner_of(library);
  return (unsigned char)editor->callbacks.complete(editor->callbacks.owner);
}

static void bind_keys(EditLine *library) {
  el_set(library, EL_ADDFN, "complete", "complete the word", complete);
  el_set(library, EL_BIND, "^I", "complete", NULL);
  el_set(library, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(library, EL_BIND, "^S", "em-inc-search-next", NULL);
  el_set(library, EL_BIND, "^W", "ed-delete-prev-word", NULL);
  el_set(library, EL_BIND, "\\e[H", "ed-move-to-beg", NULL);
  el_set(library, EL_BIND, "\\eOH", "ed-move-to-beg", NULL);
  el_set(library, EL_BIND, "\\e[1~", "ed-move-to-beg", NULL);
  el_set(library, EL_BIND, "\\e[F", "ed-move-to-end", NULL);
  el_set(library, EL_BIND, "\\eOF", "ed-move-to-end", NULL);
  el_set(library, EL_BIND, "\\e[4~", "ed-move-to-end", NULL);
  el_set(library, EL_BIND, "\\e[3~", "ed-delete-next-char", NULL);
  el_set(library, EL_BIND, "\\e[1;5C", "em-next-word", NULL);
  el_set(library, EL_BIND, "\\e[1;5D", "ed-prev-word", NULL);
  // The library's own commands could switch the editor off.
  el_set(library, EL_BIND, "-r", "\\ex", NULL);
  el_set(library, EL_BIND, "-r", "\\eX", NULL);
}

static void set_modes(EditLine *library) {
  // While a line is edited, Ctrl-C, Ctrl-Z and Ctrl-\ come as characters, in order with what was typed before them.
  el_set(library, EL_SETTY, "-d", "-isig", NULL);
  el_set(library, EL_SETTY, "-d", "-ixon", NULL);
  // Between two lines nothing that is typed ahead is shown twice, cut, taken for an end, or stops the screen (Ctrl-S).
  static const char *const between[] = {"-icanon", "-echo", "-iexten", "-ixon", "quit="};
  for (size_t i = 0; i < sizeof between / sizeof *between; i++) el_set(library, EL_SETTY, "-x", between[i], NULL);
}

line_editor *line_editor_open(const char *program, line_editor_callbacks callbacks, int history_limit) {
  line_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->callbacks = callbacks;
  editor->library = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (editor->library == NULL || editor->history == NULL) {
    line_editor_close(editor);
    return NULL;
  }
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, history_limit);
  EditLine *library = editor->library;
  el_set(library, EL_CLIENTDATA, editor);
  el_set(library, EL_EDITOR, "emacs");
  // With EL_SIGNAL the library would send every signal to the whole group of processes once more.
  el_set(library, EL_SIGNAL, 0);
  el_set(library, EL_PROMPT_ESC, prompt, '\1');
  el_set(library, EL_HIST, history, editor->history);
  el_set(library, EL_GETCFN, character);
  set_modes(library);
  bind_keys(library);
  return editor;
}

void line_editor_close(line_editor *editor) {
  if (editor->library != NULL) el_end(editor->library);
  if (editor->history != NULL) history_end(editor->history);
  free(editor);
}

EditLine *line_editor_library(line_editor *editor) { return editor->library; }

const char *line_editor_read(line_editor *editor, int *length) { return el_gets(editor->library, length); }

void line_editor_remember(line_editor *editor, const char *line) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, line);
}

void line_editor_redraw(line_editor *editor) { el_set(editor->library, EL_REFRESH); }

void line_editor_take_keys(line_editor *editor, bool every_key) {
  el_set(editor->library, EL_PREP_TERM, every_key ? 1 : 0);
}

int display_columns(wchar_t character) {
  static _Thread_local locale_t unicode;
  if (unicode == NULL) unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL);
  if (unicode == NULL) return 1;
  locale_t before = uselocale(unicode);
  int columns = wcwidth(character);
  uselocale(before);
  return columns > 0 ? columns : 0;
}
