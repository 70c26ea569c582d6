import Knowledge

/// For facts that are only compared in order with constants: all values between two of these constants do the same.
///
/// A value becomes a whole number that keeps the order, straight from its bytes, and is looked up among the constants; the
/// effect of each stretch is worked out when the first value falls there. Bare memory, owned by one `BatchEffects`.
struct OrderScale {
  /// How a value's bytes become a number that keeps the order.
  private enum Form: UInt8, BitwiseCopyable {
    /// A JSON number with at most six decimals, in millionths.
    case number
    /// A JSON number without decimals, 0 or more.
    case count
    /// A JSON number without decimals.
    case whole
    /// `"2026-11-21"`, in days.
    case date
    /// `"2.21.15.15"`, 31 bits a part.
    case version
  }
  private let form: Form
  private let points: RawList<Int128>
  /// The effect before, at, and after each point; -1 until one is met.
  private let effects: RawList<Int32>

  /// `nil` for a fact that is compared in another way, or with another fact, or that rules infer, so that its value itself counts.
  init?(_ fact: FactIndex, _ rules: CompiledRules) {
    guard rules.rulesInferring[fact].isEmpty else { return nil }
    switch rules.knowledge.facts[fact].kind {
    case .decimal: form = .number
    case .wholeNumber: form = .whole
    case .count: form = .count
    case .date: form = .date
    case .version: form = .version
    default: return nil
    }
    var points: Set<Int128> = []
    for index in rules.network.testsOfFact[fact] {
      let test = rules.network.tests[Int(index)].test
      guard case .values(let values) = test.operand, Self.keepsOrder(test.comparison, form) else { return nil }
      for value in values {
        guard let key = Self.key(value) else { return nil }
        points.insert(key)
      }
    }
    self.points = RawList(points.sorted())
    effects = RawList(Array(repeating: -1, count: 2 * points.count + 1))
  }

  /// Frees the memory.
  func deallocate() {
    points.deallocate()
    effects.deallocate()
  }

  private static func keepsOrder(_ comparison: Comparison, _ form: Form) -> Bool {
    switch comparison {
    case .is, .atLeast, .atMost, .above, .below, .before, .after: true
    case .olderThan: form == .version
    default: false
    }
  }

  private static func key(_ value: FactValue) -> Int128? {
    switch value {
    case .whole(let value): return Int128(value)
    case .decimal(let value):
      guard value.scale <= 6 else { return nil }
      return (value.scale..<6).reduce(Int128(value.coefficient)) { key, _ in key * 10 }
    case .date(let value): return Int128(value.days)
    case .version(let value):
      guard value.parts.count <= 4, value.parts.allSatisfy({ $0 < 1 << 31 }) else { return nil }
      return (0..<4).reduce(0) { key, part in key << 31 | Int128(part < value.parts.count ? value.parts[part] : 0) }
    default: return nil
    }
  }

  /// The place of a value as it stands in the text; -1 when the bytes need a closer look.
  @inline(__always)
  func place(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int {
    let key: Int128
    switch form {
    case .number: key = Self.number(bytes, length, decimals: 6)
    case .count, .whole:
      key = Self.number(bytes, length, decimals: 0)
      if form == .count, key < 0 { return -1 }
    case .date: key = Self.date(bytes, length)
    case .version: key = Self.version(bytes, length)
    }
    guard key != .min else { return -1 }
    var index = 0
    while index < points.count, points[index] < key { index &+= 1 }
    return 2 * index + (index < points.count && points[index] == key ? 1 : 0)
  }

  /// The effect at a place; -1 when none was met there.
  subscript(place: Int) -> Int32 {
    get { effects[place] }
    nonmutating set { effects[place] = newValue }
  }

  /// A number in units of the last of so many decimals; `.min` when it is written otherwise.
  private static func number(_ bytes: UnsafePointer<UInt8>, _ length: Int, decimals: Int) -> Int128 {
    guard length <= 15 else { return .min }
    let isNegative = bytes[0] == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    var value: Int64 = 0
    var point = -1
    while index < length {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit < 10 {
        value = value &* 10 &+ Int64(digit)
      } else if bytes[index] == UInt8(ascii: "."), point < 0 {
        point = index
      } else {
        return .min
      }
      index &+= 1
    }
    let written = point < 0 ? 0 : length &- point &- 1
    guard written <= decimals else { return .min }
    var key = Int128(isNegative ? -value : value)
    for _ in written..<decimals { key &*= 10 }
    return key
  }

  private static func date(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int128 {
    guard length == 12, bytes[5] == UInt8(ascii: "-"), bytes[8] == UInt8(ascii: "-") else { return .min }
    func digits(_ start: Int, _ count: Int) -> Int {
      var value = 0
      for index in start..<start + count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { return 99_999 }
        value = value &* 10 &+ Int(digit)
      }
      return value
    }
    guard let day = CalendarDate(year: digits(1, 4), month: digits(6, 2), day: digits(9, 2)) else { return .min }
    return Int128(day.days)
  }

  private static func version(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Int128 {
    guard length > 2, bytes[0] == UInt8(ascii: "\"") else { return .min }
    var key: Int128 = 0
    var parts = 0
    var value: UInt64 = 0
    var digits = 0
    for index in 1..<length {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit < 10 {
        value = value &* 10 &+ UInt64(digit)
        digits &+= 1
        guard digits < 10 else { return .min }
        continue
      }
      guard digits > 0, parts < 4, bytes[index] == UInt8(ascii: ".") || index == length - 1 else { return .min }
      key = key << 31 | Int128(value)
      parts &+= 1
      value = 0
      digits = 0
    }
    guard parts <= 4 else { return .min }
    return key << Int128(31 * (4 - parts))
  }
}
