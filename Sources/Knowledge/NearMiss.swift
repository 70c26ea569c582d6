/// Finds the name that was probably meant.
package enum NearMiss {
  /// `; did you mean "…"?` with the nearest of the names, or nothing when none is near.
  package static func suggestion(for word: String, among names: some Sequence<String>) -> String {
    guard let nearest = nearest(to: word, among: names) else { return "" }
    return "; did you mean \"\(nearest)\"?"
  }

  /// The suggestion, or all of the few names there are when none is near: `; they are …`.
  package static func choice(for word: String, among names: [String]) -> String {
    let near = suggestion(for: word, among: names)
    return near.isEmpty ? "; they are \(names.joined(separator: ", "))" : near
  }

  /// The name with the fewest edits, if they are at most a third of what comes after a shared beginning up to a dot; else the
  /// nearest that holds the word.
  package static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    var best: (name: String, distance: Int)?
    var holding: (name: String, distance: Int)?
    let target = Array(word.lowercased().utf8)
    guard target.count <= 200 else { return nil }
    for name in names {
      let other = Array(name.lowercased().utf8)
      let (a, b) = withoutShared(target, other)
      let allowed = max(1, max(a.count, b.count) / 3)
      if abs(a.count - b.count) <= allowed {
        let distance = distance(a, b)
        if distance <= allowed, distance < best?.distance ?? .max { best = (name, distance) }
      } else if isWithin(a, b), b.count < holding?.distance ?? .max {
        holding = (name, b.count)
      }
    }
    return (best ?? holding)?.name
  }

  /// Both without the beginning up to the last dot that they share.
  private static func withoutShared(_ a: [UInt8], _ b: [UInt8]) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    var start = 0
    for (index, pair) in zip(a, b).enumerated() {
      guard pair.0 == pair.1 else { break }
      if pair.0 == 0x2E { start = index + 1 }
    }
    return (a[start...], b[start...])
  }

  /// Whether a word of at least four letters stands within another.
  private static func isWithin(_ word: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 4, word.count < other.count else { return false }
    return (other.startIndex...other.endIndex - word.count).contains {
      other[$0..<$0 + word.count].elementsEqual(word)
    }
  }

  /// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours (Boytsov 2011, section 2).
  static func distance(_ first: some Sequence<UInt8>, _ second: some Sequence<UInt8>) -> Int {
    let (a, b) = (Array(first), Array(second))
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
