import Casework
import Glibc

/// Asks a person for a secret; what is typed is not shown.
enum SecretPrompt {
  /// What was typed, without the line end; `nil` when nobody sits there.
  static func ask(_ question: String) -> String? {
    guard isatty(0) == 1, isatty(2) == 1 else { return nil }
    var usual = termios()
    guard tcgetattr(0, &usual) == 0 else { return nil }
    var silent = usual
    silent.c_lflag &= ~tcflag_t(ECHO)
    // Ctrl-C restores the terminal by ending the line, not by ending us with the echo off.
    silent.c_lflag &= ~tcflag_t(ISIG)
    tcsetattr(0, TCSAFLUSH, &silent)
    defer {
      tcsetattr(0, TCSAFLUSH, &usual)
      Terminal.error.write("\n")
    }
    Terminal.error.write(question)
    return line()
  }

  private static func line() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(0, &byte, 1) == 1 {
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return String(decoding: bytes, as: UTF8.self)
      case 0x03, 0x04: return nil
      default: bytes.append(byte)
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
