import JSONText
import Knowledge

/// Lists the accounts of a portfolio: those it owns and those that customers share with it, as `Collectors/portfolio.json` says.
package struct AccountListing: Sendable {
  /// What a listing gave.
  package struct Outcome: Sendable {
    /// The ids of the accounts, each once, in the order they came.
    package var accounts: [String] = []
    /// What could not be listed, and why; the rest is still there.
    package var troubles: [String] = []
  }

  /// Pages of one list that are read, at most; of 100 accounts each.
  private static let mostPages = 1000

  private let calls: [SelectedCall]
  private let statuses: [String]

  /// - Parameter statuses: onboarding statuses that are wanted; empty for all.
  package init(knowledge: KnowledgeBase, statuses: [String] = []) {
    calls = knowledge.calls.filter { $0.address.hasPrefix("portfolio.") && $0.retired == nil }.map {
      SelectedCall($0, facts: [])
    }
    self.statuses = statuses
  }

  /// Asks for every page of every list.
  package func accounts(of portfolio: String, with service: some AnsweringService) async -> Outcome {
    var outcome = Outcome()
    var seen: Set<String> = []
    for call in calls {
      var next: GraphRequest? = request(call, portfolio)
      var cursors: Set<String> = []
      while let request = next {
        next = nil
        switch Self.page(await service.answer(to: request)) {
        case .success(let page):
          for id in page.ids where seen.insert(id).inserted { outcome.accounts.append(id) }
          switch page.turn {
          case .last: break
          case .broken(let what): outcome.troubles.append("\(request.endpoint): \(what)")
          case .next(let cursor) where cursors.insert(cursor).inserted && cursors.count < Self.mostPages:
            next = request.following(cursor: cursor)
          case .next: outcome.troubles.append("\(request.endpoint): its pages go in a circle; the list may not be whole")
          }
        case .failure(let reason): outcome.troubles.append("\(request.endpoint): \(reason.text)")
        }
      }
    }
    return outcome
  }

  /// The first request of a list, with Meta's filter when only some statuses are wanted.
  private func request(_ call: SelectedCall, _ portfolio: String) -> GraphRequest {
    let request = call.request(with: [FactName("portfolio.id"): portfolio])
    guard !statuses.isEmpty else { return request }
    let filter: JSONTree = [
      [
        "field": "marketing_messages_onboarding_status", "operator": "IN",
        "value": .array(statuses.map(JSONTree.string)),
      ]
    ]
    return GraphRequest(
      call: request.call, path: request.path,
      query: request.query + [.init("filtering", JSONWriter.text(filter, layout: .compact))],
      permissions: request.permissions)
  }

  private struct Page {
    let ids: [String]
    let turn: PageTurn
  }
  private struct Reason: Error {
    let text: String
  }

  private static func page(_ answer: GraphAnswer) -> Result<Page, Reason> {
    switch answer.content {
    case .failure(let reason), .damaged(let reason): return .failure(Reason(text: reason))
    case .text: return .failure(Reason(text: "answered, but not with JSON"))
    case .json(let body):
      if let error = body["error"], error.kind == .object {
        let message = error["message"]?.string ?? "no reason given"
        let code = message.contains("(#") ? "" : error["code"].map { " (#\($0.text))" } ?? ""
        return .failure(Reason(text: "refused\(code): \(message)"))
      }
      guard let data = body["data"], data.kind == .array else {
        return .failure(Reason(text: "answered without a list of accounts"))
      }
      return .success(Page(ids: data.elements.compactMap { $0["id"]?.string }, turn: PageTurn(after: body)))
    }
  }
}
