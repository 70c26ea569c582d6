import JSONText
import Reports

extension JSONTree {
  /// What this report, as JSON, says that an earlier one did not.
  func change(since earlier: ReportDigest) -> ReportChange? {
    guard let document = try? JSONDocument(JSONWriter.bytes(self, layout: .compact), file: "report"),
      let digest = ReportDigest(document.root)
    else { return nil }
    return ReportChange(from: earlier, to: digest)
  }

  /// The report with the member `since`; as it is when there is no earlier one.
  func told(since earlier: ReportDigest?) -> JSONTree {
    guard let earlier, case .object(let fields) = self, let change = change(since: earlier) else { return self }
    return .object(fields + [JSONField("since", change.json)])
  }
}
