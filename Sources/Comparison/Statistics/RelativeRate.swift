import Glibc

/// One rate as a multiple of the other.
package enum RelativeRate: Equatable, Sendable {
  /// The ratio with its limits.
  case between(ratio: Double, lower: Double, upper: Double)
  /// The second rate is 0: the ratio has a lower limit only.
  case atLeast(lower: Double)
  /// Both rates are 0: there is no ratio.
  case undefined

  /// The ratio of the first rate to the second: Katz's logarithmic interval, and the score interval where a cell is empty.
  ///
  /// Katz and others 1978, Biometrics 34:469; Miettinen & Nurminen 1985, Statistics in Medicine 4:213.
  package init(_ contrast: Contrast, _ level: ConfidenceLevel = .usual) {
    let (one, two) = (contrast.first, contrast.second)
    guard one.hits > 0 || two.hits > 0 else {
      self = .undefined
      return
    }
    guard one.hits > 0, two.hits > 0, one.misses > 0, two.misses > 0 else {
      self = RatioScore(contrast: contrast).limits(level)
      return
    }
    let ratio = Self.ratio(contrast)
    let square =
      one.missRate / Double(one.hits) + two.missRate / Double(two.hits)
    let factor = exp(level.z * square.squareRoot())
    self = .between(ratio: ratio, lower: ratio / factor, upper: ratio * factor)
  }

  /// The ratio from exact integers; the second rate is above 0.
  static func ratio(_ contrast: Contrast) -> Double {
    Double(Int128(contrast.first.hits) * Int128(contrast.second.total))
      / Double(Int128(contrast.second.hits) * Int128(contrast.first.total))
  }
}

/// The score interval of a ratio of rates.
///
/// Miettinen & Nurminen 1985, Statistics in Medicine 4:213, section 4; every root is written as a sum of what is not negative.
private struct RatioScore {
  let contrast: Contrast

  func limits(_ level: ConfidenceLevel) -> RelativeRate {
    guard contrast.second.hits > 0 else { return .atLeast(lower: lower(below: nil, level)) }
    let ratio = RelativeRate.ratio(contrast)
    return .between(ratio: ratio, lower: ratio > 0 ? lower(below: ratio, level) : 0, upper: upper(above: ratio, level))
  }

  private func lower(below ratio: Double?, _ level: ConfidenceLevel) -> Double {
    var high = ratio ?? 1
    while ratio == nil, distance(high) > level.z { high *= 2 }
    var low = high / 2
    while distance(low) < level.z { (low, high) = (low / 2, low) }
    return Bisection.root(from: low, to: high) { distance($0) > level.z }
  }

  private func upper(above ratio: Double, _ level: ConfidenceLevel) -> Double {
    var low = ratio > 0 ? ratio : 1
    while ratio == 0, distance(low) < -level.z { low /= 2 }
    var high = low * 2
    while distance(high) > -level.z { (low, high) = (high, high * 2) }
    return Bisection.root(from: low, to: high) { distance($0) > -level.z }
  }

  /// The score statistic of the hypothesis that the ratio is `ratio`.
  private func distance(_ ratio: Double) -> Double {
    let (one, two) = (contrast.first, contrast.second)
    let (n1, n2, f1, f2) = (Double(one.total), Double(two.total), Double(one.misses), Double(two.misses))
    let (x1, x2) = (Double(one.hits), Double(two.hits))
    let all = n1 + n2
    let (left, right) = (ratio * (n1 + x2), n2 + x1)
    let root = ((left - right) * (left - right) + 4 * ratio * f1 * f2).squareRoot()
    let middle = left + right
    let p2 = 2 * (x1 + x2) / (middle + root)
    let q2 = Self.complement(2 * all * ratio - middle, root, 2 * all * ratio, 2 * f2 * (1 - ratio))
    let q1 = Self.complement(2 * all - middle, root, 2 * all, 2 * f1 * (ratio - 1))
    let variance = (ratio * p2 * q1 / n1 + ratio * ratio * p2 * q2 / n2) * (all / (all - 1))
    let offset = one.rate - ratio * two.rate
    guard variance > 0 else { return offset == 0 ? 0 : offset > 0 ? .infinity : -.infinity }
    return offset / variance.squareRoot()
  }

  /// `(lean + root)/whole`, or the other form of the same root where the two would cancel.
  private static func complement(_ lean: Double, _ root: Double, _ whole: Double, _ product: Double) -> Double {
    if lean >= 0 { return (lean + root) / whole }
    return root - lean > 0 ? max(0, product / (root - lean)) : 0
  }
}
