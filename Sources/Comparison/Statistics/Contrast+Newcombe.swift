extension Contrast {
  /// The interval of the difference from the score intervals of both rates: the main interval of every comparison here.
  ///
  /// Newcombe 1998, Statistics in Medicine 17:873, method 10.
  package func newcombe(_ level: ConfidenceLevel = .usual) -> ConfidenceInterval {
    let (one, two) = (first.wilsonArms(level), second.wilsonArms(level))
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return ConfidenceInterval(
      lower: max(-1, difference - length(one.below, two.above)),
      upper: min(1, difference + length(one.above, two.below)))
  }
}
