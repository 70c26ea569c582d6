import NIOCore

/// What a server answers, well or badly.
package enum ServerReply: Sendable {
  /// A whole answer.
  case answer(status: Int, headers: [(String, String)], body: [UInt8])
  /// Nothing, ever.
  case stall
  /// Status and headers at once, then a byte of the body at a time, with so many milliseconds between.
  case drip(body: [UInt8], milliseconds: Int)
  /// The whole length is promised; the connection closes after so many bytes.
  case breakOff(body: [UInt8], after: Int)
  /// So many bytes of blanks without a promise of the length.
  case flood(bytes: Int)
  /// Another length is promised than is sent; the connection stays open.
  case misstated(length: Int, body: [UInt8])
  /// The connection closes without a word.
  case hangUp
  /// Bytes that are no HTTP.
  case garbage([UInt8])

  /// JSON with status 200, unless said otherwise.
  package static func json(_ text: String, status: Int = 200, headers: [(String, String)] = []) -> ServerReply {
    .answer(
      status: status, headers: [("content-type", "application/json; charset=UTF-8")] + headers,
      body: Array(text.utf8))
  }

  /// Meta's envelope of an error.
  package static func refusal(
    _ code: Int, _ message: String, status: Int = 400, subcode: Int? = nil, headers: [(String, String)] = []
  ) -> ServerReply {
    let more = subcode.map { #", "error_subcode": \#($0)"# } ?? ""
    return .json(
      #"{ "error": { "message": "(#\#(code)) \#(message)", "type": "OAuthException", "code": \#(code)\#(more) } }"#,
      status: status, headers: headers)
  }
}
