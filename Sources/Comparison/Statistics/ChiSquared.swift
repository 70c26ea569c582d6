import Glibc

/// The upper tail of the χ² distribution.
package enum ChiSquared {
  /// The probability of a statistic at least so large.
  ///
  /// One degree of freedom by erfc, two by exp; more by the finite sum of the incomplete gamma function of a half or whole order, from its
  /// largest term and in logarithms, or by the series of its complement below the mean (Abramowitz & Stegun 6.5.22, 6.5.29).
  ///
  /// - Parameters:
  ///   - statistic: at least 0.
  ///   - degrees: degrees of freedom, at least 1.
  package static func tail(_ statistic: Double, degrees: Int) -> Significance {
    guard statistic > 0 else { return Significance(p: 1, lnP: 0) }
    switch degrees {
    case 1: return .twoSided(statistic.squareRoot())
    case 2: return Significance(p: exp(-statistic / 2), lnP: -statistic / 2)
    default:
      let (order, x) = (Double(degrees) / 2, statistic / 2)
      return x < order ? complement(order, x) : sum(order, x)
    }
  }

  /// `x^power · e^−x / Γ(power + 1)` in logarithms.
  private static func lnTerm(_ power: Double, _ x: Double) -> Double {
    var sign: Int32 = 0
    return power * log(x) - x - lgamma_r(power + 1, &sign)
  }

  private static func sum(_ order: Double, _ x: Double) -> Significance {
    var (term, sum, power) = (1.0, 0.0, order - 1)
    while power >= 0 {
      sum += term
      term *= power / x
      power -= 1
    }
    var ln = lnTerm(order - 1, x) + log(sum)
    if order != order.rounded() {
      let base = Significance.lnErfc((2 * x).squareRoot())
      ln += log1p(exp(base - ln))
    }
    return Significance(p: exp(ln), lnP: ln)
  }

  private static func complement(_ order: Double, _ x: Double) -> Significance {
    var (term, sum, power) = (1.0, 1.0, order)
    while term > sum * 1e-18 {
      power += 1
      term *= x / power
      sum += term
    }
    let below = exp(lnTerm(order, x)) * sum
    return Significance(p: 1 - below, lnP: log1p(-below))
  }
}
