import ArgumentParser
import CaseStore
import Casework

/// Which store of cases is meant.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file that keeps the cases.",
      discussion: """
        Otherwise WABADOCTOR_STORE, else wabadoctor/cases.sqlite in XDG_DATA_HOME, else in ~/.local/share.
        """,
      valueName: "file"),
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  /// The file that is meant; `nil` when there is no home to keep anything in.
  var path: String? { Self.path(store, environment: Terminal.environment) }

  /// The file by flag and environment.
  static func path(_ flag: String?, environment: [String: String]) -> String? {
    func told(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    if let flag = told(flag) ?? told(environment["WABADOCTOR_STORE"]) { return flag }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/wabadoctor/cases.sqlite" }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/share/wabadoctor/cases.sqlite" }
    return nil
  }

  /// Opens the store: the one that is named, else that of the conversation, else the usual one.
  ///
  /// - Throws: `CaseStoreError` when it cannot be opened; `CaseworkError` when there is no home.
  func opened(_ access: CaseStore.Access, in session: PromptSession?) throws -> CaseStore {
    guard let path = store ?? session?.keeper?.path ?? path else {
      throw CaseworkError(.usage, "there is no home folder to keep cases in; name a file: --store FILE")
    }
    if access == .writing { try StateFolder.makeFolders(of: path) }
    return try CaseStore(path: path, access: access)
  }
}

/// A command on kept cases, alike in the shell and at the prompt.
protocol KeptCaseCommand: CaseCommand {
  var place: StoreOptions { get }
  /// Does it; at the prompt with the conversation.
  func run(with session: PromptSession?) throws -> ExitStatus
}

extension KeptCaseCommand {
  func run(in session: PromptSession) throws { _ = try run(with: session) }

  func execute() throws -> ExitStatus { try run(with: nil) }

  /// The case that is meant: the one that is named, or the one that is talked through.
  ///
  /// - Throws: `CaseworkError` of kind usage when neither is there.
  func number(_ typed: Int64?, _ session: PromptSession?) throws(CaseworkError) -> Int64 {
    if let number = typed ?? session?.keeper?.number { return number }
    throw CaseworkError(
      .usage,
      session == nil ? "say which case: its number, as case list shows it" : "this case is not kept yet; say which one, by its number")
  }
}
