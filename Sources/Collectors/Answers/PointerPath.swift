import JSONText

/// A JSON pointer (RFC 6901) in which a segment `*` stands for every element of an array.
struct PointerPath: Sendable {
  /// Where the pointer led.
  struct Walk {
    /// What was found, in order; nulls are left out.
    var matches: [JSONValue] = []
    /// Whether the first step led somewhere: the field itself is in the answer.
    var foundField = false
    /// The first value that had no room for the next step, and what should have been there.
    var mismatch: (value: JSONValue, expected: String)?
  }

  let segments: [String]
  /// Whether it collects a list.
  var collects: Bool { segments.contains("*") }

  init(_ pointer: String) {
    segments = pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(Self.unescaped)
  }

  /// Follows the pointer from a value.
  func walk(from start: JSONValue) -> Walk {
    var walk = Walk()
    follow(start, 0, &walk)
    return walk
  }

  private func follow(_ value: JSONValue, _ depth: Int, _ walk: inout Walk) {
    guard !value.isNull else { return }
    if depth > 0 { walk.foundField = true }
    guard depth < segments.count else {
      walk.matches.append(value)
      return
    }
    let segment = segments[depth]
    switch (segment, value.kind) {
    case ("*", .array):
      for element in value.elements { follow(element, depth + 1, &walk) }
    case ("*", _):
      if walk.mismatch == nil { walk.mismatch = (value, JSONKind.array.name) }
    case (_, .object):
      if let member = value[segment] { follow(member, depth + 1, &walk) }
    case (_, .array):
      guard let position = Int(segment), position >= 0, position < value.elements.count else { return }
      for (index, element) in value.elements.enumerated() where index == position {
        follow(element, depth + 1, &walk)
      }
    default:
      if walk.mismatch == nil { walk.mismatch = (value, JSONKind.object.name) }
    }
  }

  /// A segment with `~1` and `~0` resolved.
  private static func unescaped(_ segment: Substring) -> String {
    guard segment.contains("~") else { return String(segment) }
    return segment.split(separator: "~1", omittingEmptySubsequences: false)
      .map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
      .joined(separator: "/")
  }
}
