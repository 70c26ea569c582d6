import Collectors
import JSONText
import Reports

/// What `--verbose` tells on standard error: every request, what came back, and how long it took.
enum RequestLog {
  /// Writes a line about a request.
  static func note(_ request: GraphRequest, _ answer: GraphAnswer, _ time: Duration) {
    let outcome =
      switch answer.content {
      case .failure(let reason), .damaged(let reason): "no answer: \(reason)"
      case .text: "status \(answer.status ?? 0), no JSON"
      case .json(let body): "status \(answer.status ?? 0)" + (body["error"]?["code"].map { ", error \($0.text)" } ?? "")
      }
    let milliseconds = time / Duration.milliseconds(1)
    Terminal.error.write(
      "\(Failure.prefix)\(HarmlessText.shown(request.description)): \(HarmlessText.shown(outcome)), \(Int(milliseconds)) ms\n")
  }
}
