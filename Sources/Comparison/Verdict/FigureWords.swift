/// Numbers as a report writes them: commas between thousands, points of a percent, small probabilities with their power of ten.
package enum FigureWords {
  /// `96,390`.
  package static func count(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (number < 0 ? "-" : "") + ([rest] + groups).joined(separator: ",")
  }

  /// A number with so many digits behind the point, zeros kept: `0.50`; `-0.00` is `0.00`.
  package static func fixed(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard abs(scaled) < 9e15 else { return "\(value)" }
    let whole = Int(abs(scaled))
    let unit = Int(scale)
    let fraction = String(whole % unit)
    let tail = digits == 0 ? "" : "." + String(repeating: "0", count: digits - fraction.count) + fraction
    return (scaled < 0 ? "-" : "") + count(whole / unit) + tail
  }

  /// A share as a percentage: `80.33 %`; more digits where a rate is small.
  package static func percent(_ share: Double, _ digits: Int = 2) -> String { fixed(share * 100, digits) + " %" }

  /// A difference of shares in points with its sign: `-0.41`.
  package static func points(_ share: Double, _ digits: Int = 2) -> String {
    let text = fixed(share * 100, digits)
    return text.hasPrefix("-") || !text.contains { $0 != "0" && $0 != "." } ? text : "+" + text
  }

  /// A length in points, with its noun: `1 point`, `0.28 points`.
  package static func distance(_ share: Double, _ digits: Int = 2) -> String {
    var text = fixed(share * 100, digits)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    if text == "0", share > 0 { return "less than \(fixed(0.01, digits)) points" }
    return text == "1" ? "1 point" : text + " points"
  }

  /// A probability: `0.0016`, `4.2e-31`, and beyond what a machine holds `1e-412`.
  package static func probability(_ significance: Significance) -> String {
    if significance.p >= 0.000_95 { return fixed(significance.p, significance.p >= 0.1 ? 2 : 4) }
    let logarithm = significance.lnP / 2.302_585_092_994_046
    let exponent = Int(logarithm.rounded(.down))
    var mantissa = 1.0
    let rest = (logarithm - Double(exponent)) * 2.302_585_092_994_046
    // The exponential function of a number between 0 and 2.3, by its series.
    var term = 1.0
    for step in 1...40 {
      term *= rest / Double(step)
      mantissa += term
    }
    let rounded = fixed(mantissa, 1)
    return rounded == "10.0" ? "1.0e\(exponent + 1)" : "\(rounded)e\(exponent)"
  }
}
