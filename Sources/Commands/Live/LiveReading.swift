import Casework
import Collectors
import Dispatch
import GraphAPI
import JSONText
import Knowledge
import Synchronization

/// Reads one account of the Graph API into a recording, and says on a terminal how far it is.
struct LiveReading {
  let waba: String
  let live: LiveOptions
  let knowledge: KnowledgeBase
  /// The facts that are wanted; `nil` for all.
  let useful: Set<FactName>?

  /// The recording as its file has it, everything hidden that must not be seen.
  ///
  /// Whoever diagnoses reads these bytes and no others, so that the file gives the same report tomorrow.
  /// - Throws: `CaseworkError` when nothing at all was answered, or the token or the address cannot be used.
  func bundle() throws(CaseworkError) -> [UInt8] {
    let address = try live.address(knowledge)
    let client = try client(address)
    let recorded = Moment.present
    let exchanges = exchanges(of: client)
    try check(exchanges)
    let recording = Recording(
      recorded: recorded, graphVersion: address.version, waba: waba, exchanges: exchanges)
    return Redaction.process.redacted(document: JSONWriter.bytes(marked(recording.tree), layout: .canonical))
  }

  private func client(_ address: GraphAddress) throws(CaseworkError) -> GraphClient {
    let token = try live.token.token()
    do throws(GraphSetupError) {
      let proxy = try ProxyChoice(for: address, in: Environment.all)
      return GraphClient(address, token: token, proxy: proxy, policy: RetryPolicy(knowledge))
    } catch {
      throw CaseworkError(.usage, error.description)
    }
  }

  /// The recording, which says first when it holds people's numbers and addresses.
  private func marked(_ tree: JSONTree) -> JSONTree {
    guard Redaction.process.showsContacts, case .object(let fields) = tree else { return tree }
    return .object([JSONField("about", .string(ContactOptions.warning))] + fields)
  }

  private func exchanges(of client: GraphClient) -> [Recording.Exchange] {
    let collector = GraphCollector(knowledge: knowledge, useful: useful)
    let deadline = GraphSurroundings.machine.now() + live.seconds
    let service = GraphService(client, deadline: deadline) { .present }
    let progress = Progress(of: "Reading the account \(waba)")
    defer { progress.end() }
    return Waiting.value {
      let exchanges = await collector.exchanges(with: service, knowing: [FactName("waba.id"): waba]) {
        progress.show($0, of: $1)
      }
      await client.close()
      return exchanges
    }
  }

  /// An account of which nothing at all was learned is no account to be diagnosed.
  private func check(_ exchanges: [Recording.Exchange]) throws(CaseworkError) {
    let reasons = exchanges.compactMap { exchange -> String? in
      if case .failure(let reason) = exchange.answer.content { reason } else { nil }
    }
    guard reasons.count == exchanges.count, let reason = reasons.first else { return }
    throw CaseworkError(
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

/// Waits in a program that does not wait for anything else.
enum Waiting {
  /// What asynchronous work comes to.
  static func value<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Value?>(nil)
    Task.detached {
      let value = await work()
      result.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("signalled before the value was there")
    }
    return value
  }
}
