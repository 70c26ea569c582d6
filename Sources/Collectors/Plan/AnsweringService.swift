import Knowledge

/// Where answers come from after a while, as from the network; what goes wrong on the way is an answer too.
package protocol AnsweringService: Sendable {
  /// The answer to a request, or why there is none (`GraphAnswer.Content.failure`).
  func answer(to request: GraphRequest) async -> GraphAnswer
}

extension GraphCollector {
  /// How many requests of one account are under way at once.
  package static let requestsAtOnce = 4

  /// Asks a service everything, side by side what can be, and keeps each request with its answer.
  ///
  /// The exchanges come in the order of the knowledge, the pages and repetitions of a call in the order they were asked,
  /// whatever the order of the answers; so they read back as `collect(from:)` reads any recording.
  ///
  /// - Parameters:
  ///   - known: the ids that paths need, `waba.id` first of all.
  ///   - progress: told after each answer how many requests were answered and how many are known of so far.
  package func exchanges(
    with service: some AnsweringService, knowing known: [FactName: String],
    progress: (_ answered: Int, _ asked: Int) -> Void = { _, _ in }
  ) async -> [Recording.Exchange] {
    var plan = plan(knowing: known)
    var asked: [GraphRequest] = plan.requests()
    var answers: [Int: GraphAnswer] = [:]
    var next = 0
    await withTaskGroup(of: (Int, GraphAnswer).self) { group in
      var underway = 0
      while true {
        while underway < Self.requestsAtOnce, next < asked.count {
          let (position, request) = (next, asked[next])
          group.addTask { (position, await service.answer(to: request)) }
          next += 1
          underway += 1
        }
        guard let (position, answer) = await group.next() else { break }
        underway -= 1
        answers[position] = answer
        plan.accept(answer, to: asked[position])
        asked += plan.requests()
        progress(answers.count, asked.count)
      }
    }
    return inOrder(asked, answers)
  }

  private func inOrder(_ asked: [GraphRequest], _ answers: [Int: GraphAnswer]) -> [Recording.Exchange] {
    var ofCall: [String: [Recording.Exchange]] = [:]
    for (position, request) in asked.enumerated() {
      guard let answer = answers[position] else { continue }
      ofCall[request.call, default: []].append(Recording.Exchange(request, answer))
    }
    return callNames.flatMap { ofCall[$0] ?? [] }
  }
}
