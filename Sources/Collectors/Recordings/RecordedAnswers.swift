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
    let fitting = exchanges(fitting: request)
    if let cursor = request.value(of: "after") {
      if let page = fitting.first(where: { $0.cursor == cursor }) { return page.answer }
      guard request.page <= fitting.count, fitting[request.page - 1].cursor == nil else { return nil }
      return fitting[request.page - 1].answer
    }
    return (fitting.first { $0.cursor == nil } ?? fitting.first)?.answer
  }

  /// The pages of one asking: for just these fields, or else for those that the recording asked for first.
  private func exchanges(fitting request: GraphRequest) -> [Recording.Exchange] {
    let own = (positions[request.call] ?? []).map { recording.exchanges[$0] }
      .filter { $0.request.path == nil || $0.request.path == request.path }
    let exact = own.filter { $0.fields == request.value(of: "fields") }
    if !exact.isEmpty || request.repeats { return exact }
    return own.filter { $0.fields == own.first?.fields }
  }
}

extension Recording.Exchange {
  /// The cursor that it asked for; `nil` for a first page, or when the recording does not tell.
  fileprivate var cursor: String? { request.query?.first { $0.name == "after" }?.value }
  /// The fields that it asked for, as they stand in the query.
  fileprivate var fields: String? { request.query?.first { $0.name == "fields" }?.value }
}
