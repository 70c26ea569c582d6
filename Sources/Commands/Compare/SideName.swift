import Casework
import Comparison

/// The words that people use for the sides.
enum SideName {
  /// The side of a word; `nil` for others.
  static func arm(_ word: some StringProtocol) -> Arm? {
    switch word.lowercased() {
    case "mm", "mm_api", "mm-api", "marketing_messages", "mm_lite", "mm-lite": .marketingMessages
    case "cloud", "cloud_api", "cloud-api": .cloud
    default: nil
    }
  }

  /// Splits `mm=value`.
  ///
  /// - Throws: `CaseworkError` of kind usage, with what was expected.
  static func parts(_ text: String, _ option: String, _ example: String) throws(CaseworkError) -> (arm: Arm, value: String) {
    guard let equals = text.firstIndex(of: "="), let arm = arm(text[..<equals]) else {
      throw CaseworkError(.usage, "\(option) takes mm=… and cloud=…, such as \(example); there is \"\(text)\"")
    }
    return (arm, String(text[text.index(after: equals)...]))
  }
}
