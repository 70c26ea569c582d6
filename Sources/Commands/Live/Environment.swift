import FoundationEssentials

/// The variables of the process.
enum Environment {
  /// Every variable by its name.
  static var all: [String: String] { ProcessInfo.processInfo.environment }
}
