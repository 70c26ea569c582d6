/// Dialling prefixes, a digit at a time.
struct PrefixTree {
  /// Ten children a node; 0 for none.
  private var children: [Int32] = Array(repeating: 0, count: 10)
  /// The country code of each node, -1 where no prefix ends.
  private var countries: [Int32] = [-1]

  /// A tree of prefixes.
  init(_ prefixes: DiallingPrefixes, names: NameBook) {
    for (prefix, country) in prefixes.countries
    where !prefix.isEmpty && prefix.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
      var node = 0
      for digit in prefix.utf8 {
        let slot = node * 10 + Int(digit - 0x30)
        if children[slot] == 0 {
          children[slot] = Int32(countries.count)
          countries.append(-1)
          children.append(contentsOf: repeatElement(0, count: 10))
        }
        node = Int(children[slot])
      }
      countries[node] = Int32(names.country(country))
    }
  }

  /// The country of the longest prefix of a number; 0 when none is known.
  func country(of number: UInt64) -> UInt16 {
    var unit: UInt64 = 1
    while number / unit >= 10 { unit *= 10 }
    var rest = number
    var node = 0
    var found: UInt16 = 0
    while unit > 0 {
      node = Int(children[node * 10 + Int(rest / unit)])
      guard node > 0 else { break }
      if countries[node] >= 0 { found = UInt16(countries[node]) }
      rest %= unit
      unit /= 10
    }
    return found
  }
}
