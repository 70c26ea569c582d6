/// The variance of a difference of two rates under the hypothesis that the true difference is another.
///
/// The rates that fit the hypothesis best move from the observed ones towards each other or apart: one rises by `e·(1−w)`, the other falls
/// by `e·w`, for an offset `e` between hypothesis and observation. The likelihood's derivative becomes the cubic
/// `n↑(1−w)·p↓q↓ − n↓·w·p↑q↑`, which falls through 0 once in the bracket where both rates lie between 0 and 1. Solving for `w` keeps every digit when
/// the offset is tiny (counts of 10⁹) and when a cell is empty; the closed form of the cubic does neither.
///
/// Miettinen & Nurminen 1985, Statistics in Medicine 4:213; Farrington & Manning 1990, Statistics in Medicine 9:1447.
struct ScoreVariance {
  let contrast: Contrast

  /// The variance when the true difference is the observed one plus `offset`, with the factor N/(N−1).
  func callAsFunction(at offset: Double) -> Double {
    let isRising = offset >= 0
    let rising = isRising ? contrast.first : contrast.second
    let falling = isRising ? contrast.second : contrast.first
    let step = abs(offset)
    let weight = step == 0 ? 0 : Self.weight(rising, falling, step)
    let up = Self.product(rising.rate + step * (1 - weight), rising.missRate - step * (1 - weight))
    let down = Self.product(falling.rate - step * weight, falling.missRate + step * weight)
    let all = Double(contrast.total)
    return (up / Double(rising.total) + down / Double(falling.total)) * (all / (all - 1))
  }

  /// `p·q`, with what rounding pushed below 0 put back.
  private static func product(_ p: Double, _ q: Double) -> Double { max(0, p) * max(0, q) }

  /// The part of the step that the falling rate takes, by Newton steps kept inside a bracket that shrinks.
  private static func weight(_ rising: Proportion, _ falling: Proportion, _ step: Double) -> Double {
    var low = max(0, 1 - rising.missRate / step)
    var high = min(1, falling.rate / step)
    guard low < high else { return min(max(low, 0), 1) }
    let (up, down) = (Double(rising.total), Double(falling.total))
    var weight = (low + high) / 2
    for _ in 0..<200 {
      let (pu, qu) = (rising.rate + step * (1 - weight), rising.missRate - step * (1 - weight))
      let (pd, qd) = (falling.rate - step * weight, falling.missRate + step * weight)
      let height = up * (1 - weight) * pd * qd - down * weight * pu * qu
      let slope =
        up * ((1 - weight) * step * (pd - qd) - pd * qd) - down * (pu * qu + weight * step * (pu - qu))
      if height > 0 { low = weight } else if height < 0 { high = weight } else { return weight }
      var next = weight - height / slope
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - weight) <= 2 * weight.ulp || next == low || next == high { return next }
      weight = next
    }
    return weight
  }
}
