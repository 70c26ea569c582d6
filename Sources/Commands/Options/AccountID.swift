import ArgumentParser

/// The id of an account as typed.
enum AccountID {
  /// - Throws: `ValidationError` for what is not digits only.
  static func check(_ text: String, option: String = "--waba", of what: String = "account") throws {
    guard !text.isEmpty, text.utf8.count <= 32, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      throw ValidationError(
        "\(option) takes the id of the \(what), digits only, as WhatsApp Manager shows it; there is \"\(text)\"")
    }
  }
}
