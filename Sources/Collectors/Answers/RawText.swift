import JSONText

/// The text of an answer that was not recognised as JSON when it came.
struct RawText {
  /// Why the text is no answer.
  struct Fault: Error {
    let message: String
  }

  let reading: Result<JSONValue, Fault>

  /// Reads the text again: a recording made by hand may hold sound JSON as text.
  init(_ text: String, of answer: GraphAnswer, to call: String) {
    let file = GraphAnswer.file(of: call)
    let place = answer.place?.description ?? file
    let status = answer.status.map { $0 == 200 ? "" : " (HTTP status \($0))" } ?? ""
    let start = text.unicodeScalars.first { !$0.properties.isWhitespace }
    if start == nil {
      reading = .failure(Fault(message: "\(place): the answer is empty\(status)"))
    } else if start == "<" {
      reading = .failure(Fault(message: "\(place): the answer is a web page, not JSON\(status)"))
    } else {
      do {
        reading = .success(try JSONDocument(text, file: file).root)
      } catch {
        let there = "line \(error.place.line), column \(error.place.column) of it"
        let message = "\(place): the answer breaks off or is no JSON: \(there): \(error.message)\(status)"
        reading = .failure(Fault(message: message))
      }
    }
  }
}
