import JSONText
import Knowledge

/// One reading of an account: each request to the Graph API and its raw answer, in one JSON file.
///
/// ```json
/// {
///   "schema": "wabadoctor/recording",
///   "version": 1,
///   "recorded": "2026-11-21T09:14:00Z",
///   "tool": "wabadoctor 0.1.0",
///   "edition": "2026-11-21",
///   "graph_version": "v24.0",
///   "waba": "102290129340398",
///   "exchanges": [
///     {
///       "call": "waba",
///       "request": { "method": "GET", "path": "/102290129340398", "query": { "fields": "id,name,status" } },
///       "time": "2026-11-21T09:14:01Z",
///       "answer": { "status": 200, "headers": { "x-app-usage": "…" }, "body": { "id": "102290129340398" } }
///     },
///     { "call": "phone-numbers", "request": { … }, "error": "timed out" }
///   ],
///   "facts": { "waba.tax_country": "CU" }
/// }
/// ```
///
/// `body` is an answer that is sound JSON; `text` is any other, as it came (broken off, a web page, doubled keys). The
/// pages of a list are exchanges of the same call, in order. `facts` are more facts in the form of a facts file. A recording
/// never holds a token. `KnowledgeBase/Schemas/recording.schema.json` describes the form to editors.
package struct Recording: Sendable {
  /// What a file of this form says in `schema`.
  package static let schema = "wabadoctor/recording"
  /// The version of the form that is read and written.
  package static let version: Int64 = 1

  /// What was asked.
  package struct Request: Sendable {
    /// The path without the version; `nil` when the recording does not tell.
    package let path: String?
    /// The query in order; `nil` when the recording does not tell.
    package let query: [GraphRequest.QueryItem]?

    /// A request from its parts.
    package init(path: String?, query: [GraphRequest.QueryItem]?) {
      self.path = path
      self.query = query
    }
  }

  /// One request and its answer.
  package struct Exchange: Sendable {
    /// The call of the plan, by name.
    package let call: String
    /// What was asked.
    package let request: Request
    /// What came back; its moment is that of the exchange.
    package let answer: GraphAnswer
    /// Where it stands; `nil` when it was not read from a file.
    package let place: JSONPlace?

    /// An exchange from its parts.
    package init(call: String, request: Request, answer: GraphAnswer, place: JSONPlace? = nil) {
      self.call = call
      self.request = request
      self.answer = answer
      self.place = place
    }

    /// An exchange that has just taken place.
    package init(_ request: GraphRequest, _ answer: GraphAnswer) {
      self.init(
        call: request.call, request: Request(path: request.path, query: request.query), answer: answer)
    }
  }

  /// The file's name, for places and gaps.
  package var file: String
  /// When the reading began, if that is known.
  package var recorded: Moment?
  /// The version of the Graph API that answered: `v24.0`; empty when it is not known.
  package var graphVersion: String
  /// The id of the account that was read, if that is known.
  package var waba: String?
  /// In the order they were made; the pages of a list follow one another.
  package var exchanges: [Exchange]
  /// More facts in the form of a facts file.
  package var facts: JSONValue?
  /// The program that wrote it: `wabadoctor 0.1.0`; `nil` when the recording does not tell.
  package var tool: String?
  /// The edition of the knowledge whose calls were asked; `nil` when the recording does not tell.
  package var edition: String?
  /// What was wrong with parts that were left out.
  package var faults: [RecordingError] = []

  /// A recording from its parts.
  package init(
    file: String = "recording", recorded: Moment?, graphVersion: String, waba: String?,
    exchanges: [Exchange] = [],
    facts: JSONValue? = nil
  ) {
    self.file = file
    self.recorded = recorded
    self.graphVersion = graphVersion
    self.waba = waba
    self.exchanges = exchanges
    self.facts = facts
  }
}
