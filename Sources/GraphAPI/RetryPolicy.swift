import JSONText

/// When the same request is sent again, and after how long: exponential back-off with full jitter.
///
/// The wait before try n is drawn evenly from 0 to `first` × 2ⁿ⁻¹ seconds, at most `longest` (M. Brooker, "Exponential Backoff
/// And Jitter", AWS Architecture Blog, 4 March 2015); what the server asks for in `Retry-After`, or Meta in its usage headers,
/// comes on top.
package struct RetryPolicy: Sendable {
  /// Codes of Meta's that pass: unknown error, service down, the three rate limits (Graph API, "Handling errors" and "Rate limits").
  package static let passing: Set<Int64> = [1, 2, 4, 17, 80007]
  /// Codes of Meta's that stay what they are: permission, parameter, token.
  package static let lasting: Set<Int64> = [10, 100, 190, 200]
  /// Codes that say that too much was asked.
  private static let throttling: Set<Int64> = [4, 17, 32, 613, 80007]

  /// Tries of one request in all.
  package var tries = 4
  /// The ceiling of the first wait, in seconds.
  package var first = 1.0
  /// The ceiling of every wait that we choose, in seconds.
  package var longest = 30.0
  private let passing: Set<Int64>
  private let lasting: Set<Int64>

  /// A policy; codes of the knowledge base go beside those that are named here, and `lasting` goes before `passing`.
  package init(passing: Set<Int64> = [], lasting: Set<Int64> = []) {
    self.lasting = lasting.subtracting(Self.passing).union(Self.lasting)
    self.passing = passing.union(Self.passing)
  }

  /// Seconds to wait before the next try of a request; `nil` when there is none to be made.
  ///
  /// - Parameters:
  ///   - tried: how many tries there were, from 1.
  ///   - chance: a number drawn from 0 up to 1.
  func wait(after outcome: Result<GraphReply, GraphTransportError>, tried: Int, chance: Double) -> Double? {
    guard tried < tries else { return nil }
    let drawn = min(longest, first * Double(1 << min(tried - 1, 20))) * chance
    switch outcome {
    case .failure(let error): return error.isPassing ? drawn : nil
    case .success(let reply):
      let code = Self.code(of: reply)
      guard isPassing(reply, code) else { return nil }
      let usage = UsageReading(reply)
      let isThrottled = reply.status == 429 || code.map(Self.throttling.contains) == true
      return drawn + max(usage.retryAfter ?? 0, isThrottled ? usage.minutesToRegain * 60 : 0)
    }
  }

  private func isPassing(_ reply: GraphReply, _ code: Int64?) -> Bool {
    if let code {
      if lasting.contains(code) { return false }
      if passing.contains(code) { return true }
    }
    return reply.status == 429 || (500...599).contains(reply.status)
  }

  /// The code of an error envelope; an envelope is short, so a long body is not read for one.
  private static func code(of reply: GraphReply) -> Int64? {
    guard reply.body.count <= 65_536, let root = try? JSONDocument(reply.body, file: "reply").root,
      root.kind == .object, let code = root["error"]?["code"]
    else { return nil }
    return code.integer ?? code.string.flatMap { Int64($0) }
  }
}
