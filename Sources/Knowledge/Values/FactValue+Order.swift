extension FactValue {
  /// Negative, zero or positive as the first value is less than, equal to or more than the second; `nil` when they have no order.
  package static func order(_ a: FactValue, _ b: FactValue) -> Int? {
    switch (a, b) {
    case (.whole(let a), .whole(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.decimal(let a), .decimal(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.duration(let a), .duration(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.version(let a), .version(let b)): a < b ? -1 : b < a ? 1 : 0
    case (.date(let a), .date(let b)): a < b ? -1 : a > b ? 1 : 0
    case (.moment(let a), .moment(let b)): a < b ? -1 : a > b ? 1 : 0
    default: nil
    }
  }
}
