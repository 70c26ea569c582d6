/// A sum that keeps what rounding would drop: Neumaier 1974, Zeitschrift für Angewandte Mathematik und Mechanik 54:39.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum so far.
  var value: Double { sum + lost }

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
