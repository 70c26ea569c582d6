/// Finds the name that was probably meant.
package enum NearMiss {
  /// `; did you mean "…"?` with the nearest of the names, or nothing when none is near.
  package static func suggestion(for word: String, among names: some Sequence<String>) -> String {
    guard let nearest = nearest(to: word, among: names) else { return "" }
    return "; did you mean \"\(nearest)\"?"
  }

  /// The name with the fewest edits, if they are at most a third of the longer one.
  package static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    var best: (name: String, distance: Int)?
    let target = Array(word.lowercased().utf8)
    guard target.count <= 200 else { return nil }
    for name in names where abs(target.count - name.utf8.count) <= max(target.count, name.utf8.count) / 3 {
      let other = Array(name.lowercased().utf8)
      let longest = max(target.count, other.count)
      let distance = distance(target, other)
      if distance <= max(1, longest / 3), distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours (Boytsov 2011, section 2).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
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
