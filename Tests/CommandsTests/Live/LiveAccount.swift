import FoundationEssentials
import LoopbackServer
import TestSupport

/// The shipped recording, served on loopback, and a token for it.
struct LiveAccount {
  static let waba = "102290129340398"
  static let token = "EAAGm0PX4ZCpsBAKZBZCq7Lx9"
  /// Where the recording stands.
  static let recording = KnowledgeFixture.projectFolder.path + "/Cases/Recordings/on-behalf-of.json"

  let server: LoopbackServer
  let folder: ScratchFolder
  /// A file that holds the token and that only its owner can read.
  let tokenFile: String

  /// Serves the recording, or another, but for what `instead` answers.
  init(
    _ recording: [UInt8]? = nil,
    instead: @escaping @Sendable (LoopbackServer.Request) -> ServerReply? = { _ in nil }
  ) async throws {
    let account = try RecordedAccount(try recording ?? Self.bytes())
    server = try await LoopbackServer { instead($0) ?? account.reply(to: $0) }
    folder = try ScratchFolder()
    tokenFile = try folder.write(Self.token + "\n", to: "token")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: tokenFile)
  }

  /// The bytes of the shipped recording.
  static func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: recording))) }

  /// A command over the project's own knowledge.
  func run(
    _ arguments: [String], token: [String]? = nil, input: String? = nil, environment: [String: String] = [:]
  ) throws
    -> Child.Result
  {
    let live = ["--waba", Self.waba, "--graph-url", server.address] + (token ?? ["--token-file", tokenFile])
    return try Self.plain(arguments + live, input: input, environment: environment)
  }

  /// A command that asks nobody.
  static func plain(_ arguments: [String], input: String? = nil, environment: [String: String] = [:]) throws
    -> Child.Result
  {
    let knowledge = ["WABADOCTOR_KNOWLEDGE": KnowledgeFixture.projectFolder.path]
    return try Child(arguments, input: input, environment: knowledge.merging(environment) { $1 }).run()
  }
}
