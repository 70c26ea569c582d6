import JSONText

/// Where a conversation starts: what customers say, and the findings it is about.
package struct Topic: Entry {
  package let address: String
  package let json: JSONValue

  package init(address: String, json: JSONValue) {
    self.address = address
    self.json = json
  }

  /// What an agent hears.
  package var symptoms: [String] { texts("symptoms") }
  /// Words that customers use.
  package var words: [String] { texts("words") }
  /// Addresses of findings; `onboarding.*` is every finding of a file.
  package var findings: [String] { texts("findings") }

  /// Whether a finding's address belongs to the topic.
  package func covers(_ finding: String) -> Bool {
    findings.contains { $0 == finding || ($0.hasSuffix(".*") && finding.hasPrefix($0.dropLast())) }
  }
}

/// One of Meta's error codes.
package struct ErrorCode: Entry {
  package let address: String
  package let json: JSONValue

  package init(address: String, json: JSONValue) {
    self.address = address
    self.json = json
  }

  /// The number, as text.
  package var code: String { String(address.drop { $0 != "." }.dropFirst()) }
}

/// A whole story with its expected outcome.
package struct WorkedCase: Entry {
  package let address: String
  package let json: JSONValue

  package init(address: String, json: JSONValue) {
    self.address = address
    self.json = json
  }
}
