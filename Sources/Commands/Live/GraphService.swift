import Collectors
import GraphAPI
import Knowledge

/// The Graph API as a place where answers come from: what a plan asks is sent, what comes back is kept as it came.
package struct GraphService: AnsweringService {
  private let client: GraphClient
  private let deadline: Double
  private let log: @Sendable (GraphRequest, GraphAnswer, Duration) -> Void
  private let clock: @Sendable () -> Moment

  /// A service that asks a client.
  ///
  /// - Parameters:
  ///   - deadline: when to give up, on the clock of the client's surroundings.
  ///   - log: told of every request with its answer and the time it took, waits included.
  ///   - clock: the moment that an answer is dated with.
  package init(
    _ client: GraphClient, deadline: Double,
    log: @escaping @Sendable (GraphRequest, GraphAnswer, Duration) -> Void = { _, _, _ in },
    clock: @escaping @Sendable () -> Moment
  ) {
    self.client = client
    self.log = log
    self.deadline = deadline
    self.clock = clock
  }

  /// The answer, or why none came.
  package func answer(to request: GraphRequest) async -> GraphAnswer {
    let start = ContinuousClock.now
    let answer = await asked(request)
    log(request, answer, ContinuousClock.now - start)
    return answer
  }

  private func asked(_ request: GraphRequest) async -> GraphAnswer {
    let query = GraphQuery(
      path: request.path, items: request.query.map { .init($0.name, $0.value) },
      asksAboutToken: request.asksAboutToken)
    do throws(GraphTransportError) {
      let reply = try await client.reply(to: query, by: deadline)
      return GraphAnswer(
        status: reply.status, headers: reply.headers, body: reply.body, call: request.call, moment: clock())
    } catch {
      return GraphAnswer(status: nil, content: .failure(error.description), moment: clock())
    }
  }
}
