/// The three truth values of strong Kleene logic.
package enum Truth: UInt8, Sendable, Hashable {
  /// Not decided: it waits on facts.
  case unknown = 0
  case holds = 1
  case fails = 2

  /// A truth value from a decided yes or no.
  package init(_ value: Bool) { self = value ? .holds : .fails }

  /// `not`: unknown stays unknown.
  package var negated: Truth {
    switch self {
    case .unknown: .unknown
    case .holds: .fails
    case .fails: .holds
    }
  }

  /// Whether it is known either way.
  package var isDecided: Bool { self != .unknown }

  /// `all`: fails if one fails, holds if every one holds, else unknown (Kleene 1952, section 64).
  package static func all(_ parts: some Sequence<Truth>) -> Truth {
    var result = Truth.holds
    for part in parts {
      if part == .fails { return .fails }
      if part == .unknown { result = .unknown }
    }
    return result
  }

  /// `any`: holds if one holds, fails if every one fails, else unknown.
  package static func any(_ parts: some Sequence<Truth>) -> Truth {
    all(parts.lazy.map(\.negated)).negated
  }
}
