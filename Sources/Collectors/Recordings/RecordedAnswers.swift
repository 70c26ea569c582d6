/// A recording as a place where answers come from.
package struct RecordedAnswers: AnswerSource {
  private let recording: Recording
  /// Positions of the exchanges of each call, in order.
  private var positions: [String: [Int]] = [:]

  /// The answers of a recording.
  package init(_ recording: Recording) {
    self.recording = recording
    for (position, exchange) in recording.exchanges.enumerated() {
      positions[exchange.call, default: []].append(position)
    }
  }

  /// The recorded answer: of the same call and path, and of the page that is asked for.
  ///
  /// A page is known by its cursor, or by its turn when the recording does not tell cursors. An answer without a time is as old as the recording.
  package func answer(to request: GraphRequest) -> GraphAnswer? { find(request)?.dated(recording.recorded) }

  private func find(_ request: GraphRequest) -> GraphAnswer? {
    let own = (positions[request.call] ?? []).map { recording.exchanges[$0] }
    let fitting = own.filter { $0.request.path == nil || $0.request.path == request.path }
    if let cursor = request.value(of: "after") {
      if let page = fitting.first(where: { $0.cursor == cursor }) { return page.answer }
      guard request.page <= fitting.count, fitting[request.page - 1].cursor == nil else { return nil }
      return fitting[request.page - 1].answer
    }
    return (fitting.first { $0.cursor == nil } ?? fitting.first)?.answer
  }
}

extension Recording.Exchange {
  /// The cursor that it asked for; `nil` for a first page, or when the recording does not tell.
  fileprivate var cursor: String? { request.query?.first { $0.name == "after" }?.value }
}
