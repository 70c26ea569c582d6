import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Asks the Graph API: one GET at a time or several side by side, patiently, within bounds of time and memory.
///
/// The token goes into the `Authorization` header (and, when it is what is asked about, into that one query). Redirects are
/// reported and never followed, so the token reaches no other host. Certificates are always checked.
package final class GraphClient: Sendable {
  private let address: GraphAddress
  private let token: AccessToken
  private let limits: GraphLimits
  private let policy: RetryPolicy
  private let surroundings: GraphSurroundings
  private let budget: RateBudget
  private let http: HTTPClient

  /// A client for one address and one token; to be closed when all is asked.
  ///
  /// - Parameter proxy: the proxy to go through; `nil` for none.
  package init(
    _ address: GraphAddress, token: AccessToken, proxy: ProxyChoice? = nil,
    limits: GraphLimits = GraphLimits(),
    policy: RetryPolicy = RetryPolicy(), surroundings: GraphSurroundings = .machine
  ) {
    self.address = address
    self.token = token
    self.limits = limits
    self.policy = policy
    self.surroundings = surroundings
    budget = RateBudget(surroundings)
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: .seconds(of: limits.connecting), read: .seconds(of: limits.silence)),
      proxy: proxy.map { .server(host: $0.host, port: $0.port) }, decompression: .disabled)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Nobody has to remember to close it: what fails before anything is asked would otherwise end the program.
  deinit { try? http.syncShutdown() }

  /// Lets go of all connections; nothing can be asked afterwards.
  package func close() async { try? await http.shutdown() }

  /// The reply to a query, asked again when that may help (`RetryPolicy`), however bad the reply is.
  ///
  /// - Parameter deadline: when to give up, on the clock of the surroundings; a wait that would end later is not begun.
  /// - Throws: `GraphTransportError` when no reply came.
  package func reply(to query: GraphQuery, by deadline: Double) async throws(GraphTransportError)
    -> GraphReply
  {
    var tried = 0
    while true {
      await wait(until: try await budget.place(before: deadline))
      let outcome = await attempt(query, seconds: min(limits.reply, deadline - surroundings.now()))
      tried += 1
      if case .success(let reply) = outcome { await budget.note(UsageReading(reply)) }
      guard let seconds = policy.wait(after: outcome, tried: tried, chance: surroundings.chance()),
        surroundings.now() + seconds < deadline
      else { return try outcome.get() }
      await wait(until: surroundings.now() + seconds)
    }
  }

  private func wait(until moment: Double) async {
    let seconds = moment - surroundings.now()
    if seconds > 0 { await surroundings.sleep(seconds) }
  }

  /// One try; whatever comes first, the reply or the end of its time.
  private func attempt(_ query: GraphQuery, seconds: Double) async -> Result<GraphReply, GraphTransportError> {
    guard seconds > 0 else {
      return .failure(
        GraphTransportError(.timeIsUp, "the time for this reading was over before it was asked"))
    }
    return await withTaskGroup(of: Result<GraphReply, GraphTransportError>?.self) { group in
      group.addTask {
        do { return .success(try await self.send(query, seconds: seconds)) } catch {
          return .failure(.init(error))
        }
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      for await outcome in group {
        return outcome ?? .failure(GraphTransportError(.tooSlow, "the reply was not whole in time"))
      }
      return .failure(GraphTransportError(.tooSlow, "the reply was not whole in time"))
    }
  }

  private func send(_ query: GraphQuery, seconds: Double) async throws -> GraphReply {
    var request = HTTPClientRequest(url: address.url(of: query, token: token))
    request.headers.add(name: "authorization", value: "Bearer " + token.secret)
    request.headers.add(name: "accept", value: "application/json")
    request.headers.add(name: "user-agent", value: "wabadoctor")
    let response = try await http.execute(request, deadline: .now() + .seconds(of: seconds))
    let status = Int(response.status.code)
    guard !(300...399).contains(status) else {
      throw GraphTransportError(
        .sentElsewhere,
        "the server sends us to another address (HTTP status \(status)), which is not followed")
    }
    return GraphReply(
      status: status, headers: Self.kept(response.headers), body: try await body(of: response))
  }

  /// The whole body; what is too large is left as soon as that is known.
  private func body(of response: HTTPClientResponse) async throws -> [UInt8] {
    let promised = response.headers.first(name: "content-length").flatMap { Int($0) } ?? 0
    var bytes: [UInt8] = []
    guard promised <= limits.body else { throw tooLarge }
    bytes.reserveCapacity(promised)
    for try await part in response.body {
      guard bytes.count + part.readableBytes <= limits.body else { throw tooLarge }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }

  private var tooLarge: GraphTransportError {
    let size = limits.body >> 20 > 0 ? "\(limits.body >> 20) MB" : "\(limits.body) bytes"
    return GraphTransportError(.tooLarge, "the reply is larger than \(size), and was left")
  }

  private static func kept(_ headers: HTTPHeaders) -> [(name: String, value: String)] {
    headers.compactMap { name, value in
      let name = name.lowercased()
      return GraphReply.kept.contains(name) ? (name, value) : nil
    }
  }
}

extension TimeAmount {
  /// So many seconds, fractions too.
  fileprivate static func seconds(of seconds: Double) -> TimeAmount {
    .nanoseconds(Int64(min(max(seconds, 0), 1e9) * 1e9))
  }
}
