import JSONText

/// The text of an answer that was not recognised as JSON when it came.
struct RawText {
  /// Why the text is no answer.
  struct Fault: Error {
    let message: String
  }

  let reading: Result<JSONValue, Fault>

  /// Reads the text again: a recording made by hand may hold sound JSON as text.
  init(_ text: String, call: String, status: Int?) {
    let file = GraphAnswer.file(of: call)
    let suffix = status.map { $0 == 200 ? "" : " (HTTP status \($0))" } ?? ""
    let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
    guard let start else {
      reading = .failure(Fault(message: "\(file):1:1: the answer is empty\(suffix)"))
      return
    }
    guard start != "<" else {
      reading = .failure(Fault(message: "\(file):1:1: the answer is a web page, not JSON\(suffix)"))
      return
    }
    do {
      reading = .success(try JSONDocument(text, file: file).root)
    } catch {
      reading = .failure(
        Fault(message: "\(error.place): the answer is not whole or not JSON: \(error.message)\(suffix)"))
    }
  }
}
