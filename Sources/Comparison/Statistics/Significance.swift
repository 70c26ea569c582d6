import Glibc

/// A probability that chance alone does so much, and its logarithm, which still tells apart where the probability is 0 to a machine.
package struct Significance: Equatable, Sendable {
  /// The probability, 0 to 1.
  package let p: Double
  /// Its natural logarithm.
  package let lnP: Double

  /// Both sides of a normal statistic.
  package static func twoSided(_ z: Double) -> Significance {
    Significance(p: erfc(abs(z) / 2.0.squareRoot()), lnP: lnErfc(abs(z)))
  }

  /// The upper side of a normal statistic.
  package static func upper(_ z: Double) -> Significance {
    let p = erfc(z / 2.0.squareRoot()) / 2
    return Significance(p: p, lnP: z > 0 ? lnErfc(z) - M_LN2 : log1p(-erfc(-z / 2.0.squareRoot()) / 2))
  }

  /// The logarithm of `erfc(z/√2)` for z ≥ 0: the asymptotic series above 25 (Abramowitz & Stegun 7.1.23).
  static func lnErfc(_ z: Double) -> Double {
    let t = z / 2.0.squareRoot()
    if t < 0.5 { return log1p(-erf(t)) }
    guard z > 25 else { return log(erfc(t)) }
    let inverse = 1 / (z * z)
    var (term, sum) = (1.0, 0.0)
    for odd in stride(from: 1.0, through: 19, by: 2) {
      term *= -odd * inverse
      sum += term
    }
    return -z * z / 2 - log(z) + log(2 / Double.pi) / 2 + log1p(sum)
  }
}
