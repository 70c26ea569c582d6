import JSONText
import Knowledge

/// What came back for one request: the raw answer, or why there is none.
package struct GraphAnswer: Sendable {
  /// The body of the answer.
  package enum Content: Sendable {
    /// A body that is sound JSON.
    case json(JSONValue)
    /// A body that is not: broken off, HTML, empty. Bytes that are no UTF-8 are replaced.
    case text(String)
    /// Nothing came back, and why: `timed out`.
    case failure(String)
    /// The recording is damaged here; what is wrong, with its place.
    case damaged(String)
  }

  /// The HTTP status, if it is known.
  package let status: Int?
  /// The headers worth keeping, in order, names in lower case.
  package let headers: [(name: String, value: String)]
  /// The body, or why there is none.
  package let content: Content
  /// When it came, if that is known.
  package let moment: Moment?
  /// The fields that were really asked for; `nil` when they are those of the request.
  package let fields: [String]?

  /// Where the body stands in a recording; `nil` when it was not read from one.
  package let place: JSONPlace?

  /// How deep a body may nest to be kept as JSON: it must still be readable inside a recording.
  private static let deepestBody = JSONCursor.maximumDepth - 16

  /// An answer from its parts.
  package init(
    status: Int? = 200, headers: [(name: String, value: String)] = [], content: Content,
    moment: Moment? = nil,
    fields: [String]? = nil, place: JSONPlace? = nil
  ) {
    self.status = status
    self.headers = headers
    self.content = content
    self.moment = moment
    self.fields = fields
    self.place = place
  }

  /// An answer from the bytes of its body, as they came over the wire.
  package init(
    status: Int?, headers: [(name: String, value: String)] = [], body: [UInt8], call: String, moment: Moment?
  ) {
    let document = try? JSONDocument(body, file: Self.file(of: call), maximumDepth: Self.deepestBody)
    self.init(
      status: status, headers: headers,
      content: document.map { .json($0.root) } ?? .text(String(decoding: body, as: UTF8.self)), moment: moment
    )
  }

  /// The same answer, of this moment if its own is not known.
  func dated(_ other: Moment?) -> GraphAnswer {
    GraphAnswer(
      status: status, headers: headers, content: content, moment: moment ?? other, fields: fields,
      place: place)
  }

  /// What stands in place of a file's name when a place in an answer is told.
  static func file(of call: String) -> String { "answer to \(call)" }
}
