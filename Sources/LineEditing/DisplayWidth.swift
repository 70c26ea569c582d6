import CLineEditor

/// How many columns of a terminal text takes, by the table of the system.
enum DisplayWidth {
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + Int(display_columns(wchar_t($1.value))) }
  }
}
