/// Which values of a fact satisfy some comparisons of it: a finite set, or an interval with holes.
///
/// What it says of emptiness and inclusion is always right when it says yes; it says no when it cannot tell.
struct AllowedValues {
  /// One end of an interval.
  struct Bound {
    var value: FactValue
    var isInclusive: Bool
  }

  /// The only values, when they can be counted out; then nothing else matters.
  private var only: Set<FactValue>?
  private var excluded: Set<FactValue> = []
  private var lower: Bound?
  private var upper: Bound?
  /// Whether there is nothing between a whole number and the next.
  private let isWhole: Bool

  /// Every value a fact of that definition can have.
  init(of definition: FactDefinition) {
    isWhole = definition.kind == .count || definition.kind == .wholeNumber
    switch definition.kind {
    case .yesNo: only = [.yesNo(true), .yesNo(false)]
    case .choice: only = Set(definition.options.map(FactValue.choice))
    case .count: lower = Bound(value: .whole(0), isInclusive: true)
    case .duration: lower = Bound(value: .duration(TimeSpan(seconds: 0)), isInclusive: true)
    default: break
    }
  }

  /// Every age, in seconds before now; negative for what lies ahead.
  static let ages = AllowedValues()

  private init() { isWhole = false }

  /// Whether no value is left.
  var isEmpty: Bool {
    if let only { return only.isEmpty }
    guard let lower, let upper, let sign = FactValue.order(lower.value, upper.value) else { return false }
    if sign > 0 { return true }
    if sign == 0 { return !lower.isInclusive || !upper.isInclusive || excluded.contains(lower.value) }
    guard isWhole, case .whole(let low) = lower.value, case .whole(let high) = upper.value, high - low < 64
    else {
      return false
    }
    return (low...high).allSatisfy { excluded.contains(.whole($0)) }
  }

  /// Leaves only these values.
  mutating func restrict(to values: Set<FactValue>) {
    only = values.filter(admits)
    simplify()
  }

  /// Takes values away.
  mutating func exclude(_ values: Set<FactValue>) {
    excluded.formUnion(values)
    simplify()
  }

  /// Takes away the values below a bound.
  mutating func cut(below bound: Bound) {
    let bound = whole(bound, step: 1)
    let sign = lower.map { FactValue.order(bound.value, $0.value) } ?? 1
    if let sign, sign > 0 || (sign == 0 && !bound.isInclusive) { lower = bound }
    simplify()
  }

  /// Takes away the values above a bound.
  mutating func cut(above bound: Bound) {
    let bound = whole(bound, step: -1)
    let sign = upper.map { FactValue.order(bound.value, $0.value) } ?? -1
    if let sign, sign < 0 || (sign == 0 && !bound.isInclusive) { upper = bound }
    simplify()
  }

  /// Leaves only values that the other allows too.
  mutating func formIntersection(_ other: AllowedValues) {
    if let values = other.only { return restrict(to: values) }
    exclude(other.excluded)
    if let bound = other.lower { cut(below: bound) }
    if let bound = other.upper { cut(above: bound) }
  }

  /// Whether the other surely allows every value that this allows.
  func isSubset(of other: AllowedValues) -> Bool {
    if let only { return only.allSatisfy(other.admits) }
    guard other.only == nil else { return false }
    if let bound = other.lower {
      guard let lower, let sign = FactValue.order(lower.value, bound.value),
        sign > 0 || (sign == 0 && (bound.isInclusive || !lower.isInclusive))
      else { return false }
    }
    if let bound = other.upper {
      guard let upper, let sign = FactValue.order(upper.value, bound.value),
        sign < 0 || (sign == 0 && (bound.isInclusive || !upper.isInclusive))
      else { return false }
    }
    return other.excluded.allSatisfy { !admits($0) }
  }

  /// Whether a value is allowed.
  private func admits(_ value: FactValue) -> Bool {
    if let only { return only.contains(value) }
    guard !excluded.contains(value) else { return false }
    return (lower.map { Self.isInside(value, lower: $0) } ?? true)
      && (upper.map { Self.isInside(value, upper: $0) } ?? true)
  }

  /// A finite set needs neither bounds nor holes.
  private mutating func simplify() {
    guard let values = only else { return }
    only = nil
    only = values.filter(admits)
    excluded = []
    lower = nil
    upper = nil
  }

  /// An open bound of whole numbers as the closed one beside it.
  private func whole(_ bound: Bound, step: Int64) -> Bound {
    guard isWhole, !bound.isInclusive, case .whole(let number) = bound.value else { return bound }
    let (next, overflow) = number.addingReportingOverflow(step)
    return overflow ? bound : Bound(value: .whole(next), isInclusive: true)
  }

  private static func isInside(_ value: FactValue, lower: Bound) -> Bool {
    guard let sign = FactValue.order(value, lower.value) else { return true }
    return sign > 0 || (sign == 0 && lower.isInclusive)
  }

  private static func isInside(_ value: FactValue, upper: Bound) -> Bool {
    guard let sign = FactValue.order(value, upper.value) else { return true }
    return sign < 0 || (sign == 0 && upper.isInclusive)
  }
}
