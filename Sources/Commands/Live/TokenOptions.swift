import ArgumentParser
import Casework
import Glibc
import GraphAPI

/// Where the access token comes from; never from the command line itself.
struct TokenOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("A file that holds the access token and that only you can read.", valueName: "file"),
    completion: .file())
  var tokenFile: String?

  @Flag(name: .long, help: "Take a --token-file that others can read, too.")
  var allowOpenTokenFile = false

  @Flag(name: .long, help: "Read the access token from standard input.")
  var tokenStdin = false

  @Option(
    name: .long,
    help: ArgumentHelp("The environment variable that holds the access token.", valueName: "name"))
  var tokenEnv: String?

  /// Whether a place was named.
  var isGiven: Bool { tokenFile != nil || tokenStdin || tokenEnv != nil }

  /// Refuses two places.
  func validate() throws {
    if [tokenFile != nil, tokenStdin, tokenEnv != nil].count(where: { $0 }) > 1 {
      throw ValidationError("give one of --token-file, --token-stdin and --token-env")
    }
    if allowOpenTokenFile, tokenFile == nil {
      throw ValidationError("--allow-open-token-file is about a --token-file, and there is none")
    }
  }

  /// The token; from now on it is hidden in everything that is written.
  ///
  /// - Throws: `CaseworkError` when it cannot be had or is none; it is not repeated.
  func token() throws(CaseworkError) -> AccessToken {
    let text = try text()
    do throws(GraphSetupError) {
      let token = try AccessToken(text)
      Redaction.process.hold(text.filter { !$0.isWhitespace })
      return token
    } catch {
      throw CaseworkError(.unreadableInput, "\(place): \(error.description)")
    }
  }

  /// What messages call the place.
  private var place: String {
    tokenFile ?? tokenEnv.map { "the variable \($0)" } ?? (tokenStdin ? "standard input" : "the terminal")
  }

  private func text() throws(CaseworkError) -> String {
    if let tokenFile { return try text(ofFile: tokenFile) }
    if tokenStdin { return try Self.text(of: 0, name: "standard input") }
    if let tokenEnv { return try text(ofVariable: tokenEnv) }
    guard let typed = SecretPrompt.ask("Access token (it is not shown): ") else {
      throw CaseworkError(
        .usage,
        [
          "reading a live account takes an access token: give --token-file FILE, --token-stdin or --token-env NAME",
          "without a token: --dry-run shows what would be asked, --bundle FILE diagnoses a recording",
        ])
    }
    return typed
  }

  private func text(ofVariable name: String) throws(CaseworkError) -> String {
    guard let value = getenv(name) else {
      throw CaseworkError(
        .usage, "--token-env takes the name of an environment variable, and there is none of this name")
    }
    return String(cString: value)
  }

  private func text(ofFile path: String) throws(CaseworkError) -> String {
    let descriptor = try InputFile.open(path)
    defer { close(descriptor) }
    var status = stat()
    let mode = fstat(descriptor, &status) == 0 ? status.st_mode : 0
    if mode & S_IFMT == S_IFREG, mode & 0o077 != 0, !allowOpenTokenFile {
      throw CaseworkError(
        .notPermitted,
        "\(path): others may read it (mode \(String(mode & 0o777, radix: 8))); run chmod 600 on it, or give --allow-open-token-file"
      )
    }
    return try Self.text(of: descriptor, name: path)
  }

  /// What can be read, no more than a token can be long.
  private static func text(of descriptor: Int32, name: String) throws(CaseworkError) -> String {
    var bytes = [UInt8](repeating: 0, count: AccessToken.longest + 64)
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw InputFile.failure(name) }
      guard got > 0 else { break }
      filled += got
    }
    return String(decoding: bytes[..<filled], as: UTF8.self)
  }
}
