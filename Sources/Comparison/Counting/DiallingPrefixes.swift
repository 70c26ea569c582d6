/// Which country a phone number was assigned in, by the longest prefix it begins with.
package struct DiallingPrefixes: Hashable, Sendable {
  /// Country by prefix, both as they are looked up.
  let countries: [String: String]

  /// Prefixes without plus, with the ISO 3166 alpha-2 codes of their countries, the largest first, separated by spaces, as the
  /// knowledge's table of dialling prefixes has them; of several the first is taken. A prefix whose value is empty is of no
  /// known country. Area codes under +1 are rows of their own (`1416` → `CA`); without them +1 is of no known country.
  package init(_ rows: [String: String]) {
    var countries = rows.mapValues { $0.prefix { $0 != " " }.uppercased() }
    countries["1"] = ""
    self.countries = countries
  }
}
