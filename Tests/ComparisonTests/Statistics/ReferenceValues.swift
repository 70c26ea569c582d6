import Comparison
import FoundationEssentials
import JSONText

/// The values of `Reference/statistics.json`, made at 60 digits by `Reference/reference-values.py`.
struct ReferenceValues {
  let root: JSONValue

  static let shared: ReferenceValues = {
    let file = "\(#filePath)".split(separator: "/").dropLast(2).joined(separator: "/")
    let bytes = try! Data(contentsOf: URL(filePath: "/\(file)/Reference/statistics.json"))
    return ReferenceValues(root: try! JSONDocument([UInt8](bytes), file: "statistics.json").root)
  }()

  /// The entries under a key.
  static subscript(key: String) -> [JSONValue] { Array(shared.root[key]!.elements) }
}

extension JSONValue {
  /// A number, written as one or as a text with 25 digits; nil for null.
  var value: Double? { string.map { Double($0)! } ?? number.map { Double($0.text)! } }
  var values: [Double?] { elements.map(\.value) }
  var counts: [Int] { elements.map { Int($0.integer!) } }

  /// Four counts as a contrast.
  var contrast: Contrast {
    let counts = counts
    return Contrast(Proportion(counts[0], of: counts[1])!, Proportion(counts[2], of: counts[3])!)
  }
}

/// Whether a value is the expected one to 12 digits of it, or of the scale of the subtraction that made it.
func agrees(_ value: Double, _ expected: Double, scale: Double = 0) -> Bool {
  abs(value - expected) <= 1e-12 * max(abs(expected), abs(scale))
}
