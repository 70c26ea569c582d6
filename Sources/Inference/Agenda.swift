/// Facts whose inferences are to be worked out, by how many inferences they rest on: the lowest rank first.
struct Agenda {
  private var slots: [[WorkingMemory.Slot]] = []
  private var waiting: Set<WorkingMemory.Slot> = []
  /// No rank below this one has slots.
  private var lowest = 0

  /// Adds a slot unless it waits already.
  mutating func add(_ slot: WorkingMemory.Slot, rank: Int32) {
    guard waiting.insert(slot).inserted else { return }
    while slots.count <= rank { slots.append([]) }
    slots[Int(rank)].append(slot)
    lowest = min(lowest, Int(rank))
  }

  /// Takes a slot of the lowest rank.
  mutating func next() -> WorkingMemory.Slot? {
    guard !waiting.isEmpty else { return nil }
    while slots[lowest].isEmpty { lowest += 1 }
    guard let slot = slots[lowest].popLast() else { return nil }
    waiting.remove(slot)
    return slot
  }
}
