import JSONText
import Synchronization

/// Hides access tokens and other secrets, phone numbers and e-mail addresses in bytes, so that no author of a text has to think of it.
///
/// It knows secrets by their shape and by their value: what the process holds (`hold`) and what answers told (`learn`). A phone
/// number or an address gets a stand-in, the same wherever it stands in this case, numbered in the order they were met; a
/// stand-in is left alone, so what passed here once passes again unchanged. Ids that Meta needs (accounts, numbers, templates,
/// `fbtrace_id`) stay. What a stand-in stood for is known to this object alone and never written.
package final class Redaction: Sendable {
  /// The one that everything written by this process passes.
  package static let process = Redaction()

  private struct State {
    var secrets = HeldSecrets()
    var contacts = ContactBook()
    var showsContacts = false
    var counts: [Secret: Int] = [:]
  }

  private let state: Mutex<State>

  package init() { state = Mutex(State()) }

  /// Keeps a secret of this process, which is hidden from now on whatever it looks like.
  package func hold(_ secret: String) { state.withLock { $0.secrets.add(Array(secret.utf8)) } }

  /// Another one for another case: it holds the same secrets, and numbers its stand-ins anew.
  package func forAnotherCase() -> Redaction {
    let other = Redaction()
    let (secrets, shows) = state.withLock { ($0.secrets, $0.showsContacts) }
    other.state.withLock { ($0.secrets, $0.showsContacts) = (secrets, shows) }
    return other
  }

  /// Leaves phone numbers and e-mail addresses as they are from now on; secrets stay hidden.
  package func showContacts() { state.withLock { $0.showsContacts = true } }

  /// Whether phone numbers and e-mail addresses are left as they are.
  package var showsContacts: Bool { state.withLock { $0.showsContacts } }

  /// Notes the phone numbers that stand under keys that hold them, so that they are known without a plus sign too.
  package func learn(_ json: JSONValue) { state.withLock { $0.contacts.learn(json) } }

  /// Leaves out the stand-ins that a kept case has given already: somebody else met later gets another.
  package func reserve(standInsIn bytes: [UInt8]) { state.withLock { $0.contacts.reserve(standInsIn: bytes) } }

  /// The same for a JSON object that stands within a text, as a request does in a note.
  package func learn(within text: String) {
    guard let open = text.firstIndex(of: "{"), let close = text.lastIndex(of: "}"), open < close,
      let root = try? JSONDocument(String(text[open...close]), file: "").root
    else { return }
    learn(root)
  }

  /// The bytes of a document, what its keys tell learned first; the very same when there is nothing to hide.
  package func redacted(document bytes: [UInt8]) -> [UInt8] {
    if let root = try? JSONDocument(bytes, file: "").root { learn(root) }
    return redacted(bytes) ?? bytes
  }

  /// The bytes of a log, what the JSON in its lines tells by its keys learned first.
  package func redacted(lines bytes: [UInt8]) -> [UInt8] {
    if (try? JSONDocument(bytes, file: "")) != nil { return redacted(document: bytes) }
    for line in bytes.split(separator: 0x0A) {
      guard let open = line.firstIndex(of: UInt8(ascii: "{")),
        let close = line.lastIndex(of: UInt8(ascii: "}")),
        open < close, let root = try? JSONDocument(Array(line[open...close]), file: "").root
      else { continue }
      learn(root)
    }
    return redacted(bytes) ?? bytes
  }

  /// The text with everything hidden that must not be seen.
  package func redacted(_ text: String) -> String {
    redacted(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// The bytes with everything hidden that must not be seen; `nil` when there is nothing of the kind.
  package func redacted(_ bytes: [UInt8]) -> [UInt8]? { state.withLock { Self.redact(bytes, &$0) } }

  /// What was hidden so far: each kind of secret with how often, each stand-in with how often; in the order they were met.
  package var replacements: [Replacement] {
    state.withLock { state in
      state.contacts.replacements
        + Secret.allCases.compactMap { kind in
          state.counts[kind].map { Replacement(kind: kind.title, standIn: kind.standIn, count: $0) }
        }
    }
  }

  /// One kind of thing that was hidden, or one thing.
  package struct Replacement: Hashable, Sendable {
    /// What it is: `phone number`.
    package let kind: String
    /// What stands in its place.
    package let standIn: String
    /// How often it was met.
    package let count: Int
  }

  /// Whether an access token stands in the text.
  package static func holdsToken(_ text: String) -> Bool {
    !Secret.tokens(in: Array(text.utf8)).isEmpty
  }

  /// Whether bytes may hold something to hide: quick, and wrong only in saying yes. Held secrets are not looked for.
  static func isSuspicious(_ bytes: [UInt8]) -> Bool {
    let marks: [StaticString] = ["@", "+", "|", "EAA", "wamid."]
    return marks.contains { ByteSearch.first($0, in: bytes, from: 0) != nil } || ByteSearch.mayHoldHex(bytes)
  }

  private static func redact(_ bytes: [UInt8], _ state: inout State) -> [UInt8]? {
    var finds = state.secrets.finds(in: bytes) + Secret.finds(in: bytes)
    if !state.showsContacts { finds += state.contacts.finds(in: bytes) }
    guard !finds.isEmpty else { return nil }
    finds.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for find in finds where find.range.upperBound > copied {
      // Of two that overlap the first is replaced, and what the second has beyond it is dropped.
      if find.range.lowerBound >= copied {
        result += bytes[copied..<find.range.lowerBound]
        result += replacement(of: find, &state)
      }
      copied = find.range.upperBound
    }
    result += bytes[copied...]
    return result
  }

  private static func replacement(of find: Find, _ state: inout State) -> [UInt8] {
    switch find.what {
    case .secret(let kind):
      state.counts[kind, default: 0] += 1
      return Array(kind.standIn.utf8)
    case .contact(let contact): return state.contacts.standIn(for: contact)
    }
  }
}

/// Something to hide and where it stands.
struct Find {
  /// What stands there.
  enum What {
    case secret(Secret)
    case contact(Contact)
  }

  let range: Range<Int>
  let what: What
}
