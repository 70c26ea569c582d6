/// Several questions put to the same data.
///
/// Holm 1979, Scandinavian Journal of Statistics 6:65.
package enum Holm {
  /// The adjusted probabilities, in the order they came: each may be read as if it were the only one.
  package static func adjusted(_ probabilities: [Double]) -> [Double] {
    var adjusted = probabilities
    var largest = 0.0
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    for (position, index) in order.enumerated() {
      largest = max(largest, min(1, probabilities[index] * Double(probabilities.count - position)))
      adjusted[index] = largest
    }
    return adjusted
  }
}
