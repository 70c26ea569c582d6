/// The entities of a case: which instance stands for each `id`, and what keeps it known.
struct EntityRoll {
  private struct Entry {
    let instance: Int
    /// Place among the entities that were made known by name; `nil` for one that only facts speak of.
    var declared: Int?
    /// How many claims speak of it.
    var claims = 0
  }

  /// Entities by id, for each scope.
  private var entries: [[String: Entry]]
  /// The id of each instance; empty for the case.
  private var names: [String] = [""]
  private var declarations = 0

  init(scopes: Int) { entries = Array(repeating: [:], count: scopes) }

  /// The instance of an entity; `nil` for one that is not known.
  func instance(of id: String, scope: Int) -> Int? { entries[scope][id]?.instance }

  /// The id of an instance; `nil` for the case.
  func name(of instance: Int) -> String? { instance == 0 ? nil : names[instance] }

  /// Enters an entity that was not known.
  mutating func add(_ id: String, scope: Int, instance: Int) {
    entries[scope][id] = Entry(instance: instance)
    while names.count <= instance { names.append("") }
    names[instance] = id
  }

  /// Strikes out an entity.
  mutating func remove(_ id: String, scope: Int) { entries[scope][id] = nil }

  /// Notes that an entity was made known by name; the first time counts.
  mutating func declare(_ id: String, scope: Int) {
    guard let entry = entries[scope][id], entry.declared == nil else { return }
    declarations += 1
    entries[scope][id]?.declared = declarations
  }

  /// Notes that so many more claims speak of an entity; says whether anything still makes it known.
  mutating func count(_ claims: Int, of id: String, scope: Int) -> Bool {
    guard var entry = entries[scope][id] else { return false }
    entry.claims += claims
    entries[scope][id] = entry
    return entry.claims > 0 || entry.declared != nil
  }

  /// Instances of a scope: first those made known by name, in the order they came, then those that only facts speak of, by id, so
  /// that the order of facts does not matter; ids that are numbers in numeric order.
  func ordered(scope: Int) -> [Int] {
    entries[scope].map { (key: Key(id: $0.key, declared: $0.value.declared), instance: $0.value.instance) }
      .sorted { $0.key < $1.key }.map(\.instance)
  }

  private struct Key: Comparable {
    let declared: Int
    /// How many digits a number has; the largest for an id that is no number.
    let digits: Int
    let id: String

    init(id: String, declared: Int?) {
      self.id = id
      self.declared = declared ?? .max
      digits = id.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? id.utf8.count : .max
    }

    static func < (left: Key, right: Key) -> Bool { (left.declared, left.digits, left.id) < (right.declared, right.digits, right.id) }
  }
}
