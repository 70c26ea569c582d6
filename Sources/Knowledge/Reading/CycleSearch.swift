/// Finds circles among things that rest on one another, each named by a number.
struct CycleSearch {
  /// What each thing rests on directly.
  private let rests: [Int: [Int]]

  /// A search over what each thing rests on; things that rest on nothing may be left out.
  init(_ rests: [Int: [Int]]) { self.rests = rests }

  /// Circles that share nothing, each the shortest through its first thing, which stands at its end again.
  func cycles() -> [[Int]] {
    var remaining = withoutLooseEnds()
    var cycles: [[Int]] = []
    for start in remaining.sorted() where remaining.contains(start) {
      if let cycle = cycle(from: start, within: remaining) {
        cycles.append(cycle)
        remaining.subtract(cycle)
      } else {
        remaining.remove(start)
      }
    }
    return cycles
  }

  /// What is left when things that rest on nothing are taken away, again and again (Kahn 1962).
  private func withoutLooseEnds() -> Set<Int> {
    var waiting: [Int: Int] = [:]
    var resting: [Int: [Int]] = [:]
    for (thing, others) in rests {
      let others = others.filter { rests[$0] != nil }
      waiting[thing] = others.count
      for other in others { resting[other, default: []].append(thing) }
    }
    var loose = waiting.filter { $0.value == 0 }.map(\.key)
    var remaining = Set(rests.keys)
    while let thing = loose.popLast() {
      remaining.remove(thing)
      for dependent in resting[thing] ?? [] {
        waiting[dependent, default: 0] -= 1
        if waiting[dependent] == 0 { loose.append(dependent) }
      }
    }
    return remaining
  }

  /// Breadth first from a thing to what it rests on, until the way leads back to it.
  private func cycle(from start: Int, within remaining: Set<Int>) -> [Int]? {
    var cameFrom: [Int: Int] = [:]
    var queue = [start]
    var head = 0
    while head < queue.count {
      let thing = queue[head]
      head += 1
      for other in rests[thing] ?? [] where remaining.contains(other) {
        if other == start {
          var way = [thing]
          while let last = way.last, let before = cameFrom[last] { way.append(before) }
          return way.reversed() + [start]
        }
        guard cameFrom[other] == nil else { continue }
        cameFrom[other] = thing
        queue.append(other)
      }
    }
    return nil
  }
}
