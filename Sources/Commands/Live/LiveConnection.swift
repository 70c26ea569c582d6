import Casework
import Collectors
import GraphAPI
import JSONText
import Knowledge

/// A connection to the Graph API through which accounts are read, one or many; they share its pace.
struct LiveConnection: Sendable {
  private let client: GraphClient
  private let version: String
  private let seconds: Double
  private let knowledge: KnowledgeBase
  private let isVerbose: Bool

  /// - Throws: `CaseworkError` when the token, the address or the proxy cannot be used.
  init(_ live: LiveOptions, knowledge: KnowledgeBase) throws(CaseworkError) {
    let address = try live.address(knowledge)
    let token = try live.token.token()
    do throws(GraphSetupError) {
      let proxy = try ProxyChoice(for: address, in: Environment.all)
      client = GraphClient(address, token: token, proxy: proxy, policy: RetryPolicy(knowledge))
    } catch {
      throw CaseworkError(.usage, error.description)
    }
    version = address.version
    seconds = live.seconds
    self.knowledge = knowledge
    isVerbose = live.verbose
  }

  /// The accounts of a portfolio.
  func list(_ listing: AccountListing, of portfolio: String) async -> AccountListing.Outcome {
    await listing.accounts(of: portfolio, with: service)
  }

  private var service: GraphService {
    let deadline = GraphSurroundings.machine.now() + seconds
    guard isVerbose else { return GraphService(client, deadline: deadline) { .present } }
    return GraphService(client, deadline: deadline, log: { RequestLog.note($0, $1, $2) }) { .present }
  }

  /// Lets go of all connections.
  func close() async { await client.close() }

  /// The recording of an account as its file has it, everything hidden that must not be seen.
  ///
  /// Whoever diagnoses reads these bytes and no others, so that the file gives the same report tomorrow. It fails when nothing at all was answered.
  func bundle(
    of waba: String, useful: Set<FactName>?, redaction: Redaction, facts: JSONValue? = nil,
    progress: @Sendable (_ answered: Int, _ asked: Int) -> Void = { _, _ in }
  ) async -> Result<[UInt8], CaseworkError> {
    let recorded = Moment.present
    let collector = GraphCollector(knowledge: knowledge, useful: useful)
    let service = self.service
    let exchanges = await collector.exchanges(
      with: service, knowing: [FactName("waba.id"): waba], progress: progress)
    if let failure = Self.failure(of: exchanges) { return .failure(failure) }
    var recording = Recording(
      recorded: recorded, graphVersion: version, waba: waba, exchanges: exchanges, facts: facts)
    recording.tool = "wabadoctor \(Program.version)"
    recording.edition = knowledge.edition
    let tree = Self.marked(recording.tree, redaction)
    return .success(redaction.redacted(document: JSONWriter.bytes(tree, layout: .canonical)))
  }

  /// The recording, which says first when it holds people's numbers and addresses.
  private static func marked(_ tree: JSONTree, _ redaction: Redaction) -> JSONTree {
    guard redaction.showsContacts, case .object(let fields) = tree else { return tree }
    return .object([JSONField("about", .string(ContactOptions.warning))] + fields)
  }

  /// An account of which nothing at all was learned is no account to be diagnosed.
  private static func failure(of exchanges: [Recording.Exchange]) -> CaseworkError? {
    let reasons = exchanges.compactMap { exchange -> String? in
      if case .failure(let reason) = exchange.answer.content { reason } else { nil }
    }
    guard reasons.count == exchanges.count, let reason = reasons.first else { return nil }
    return CaseworkError(
      .unavailable,
      [
        "the Graph API gave no answer to any request: \(reason)",
        "nothing was learned, so nothing is diagnosed",
      ])
  }
}

extension RetryPolicy {
  /// The policy with the codes that the knowledge says of whether they pass.
  init(_ knowledge: KnowledgeBase) {
    func codes(_ word: String) -> Set<Int64> {
      Set(
        knowledge.errorCodes.filter { $0.json["retry"]?.stringEquals(word) == true }.compactMap {
          Int64($0.address.drop { $0 != "." }.dropFirst())
        })
    }
    self.init(passing: codes("back off"), lasting: codes("never"))
  }
}
