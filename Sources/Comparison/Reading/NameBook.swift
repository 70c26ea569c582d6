import Synchronization

/// The names that a log chooses, each with a number: campaigns, templates, arms, countries, pricing categories.
///
/// Numbers are given in the order in which names come, so only their equality means something; threads share one book.
final class NameBook: Sendable {
  /// Kinds of names that are looked up by their text.
  enum Kind: Int, CaseIterable {
    case campaign
    case arm
    case country
    case pricing

    /// The most names of the kind that are told apart; the others are one.
    var limit: Int {
      switch self {
      case .campaign: Int(UInt32.max)
      case .arm, .pricing: 250
      case .country: 60_000
      }
    }
  }

  /// The name of everything beyond the limit of a kind.
  static let others = "others"
  /// Numbers of countries of two letters come before those of other names.
  private static let letterCodes = 26 * 26

  private struct Pages {
    var numbers: [[String: UInt32]] = Array(repeating: [:], count: Kind.allCases.count)
    var names: [[String]] = Array(repeating: [""], count: Kind.allCases.count)
    var templateNumbers: [LogTemplate: UInt32] = [:]
    var templates: [LogTemplate] = [LogTemplate()]
  }

  private let pages: Mutex<Pages>

  /// A book in which 1 is Marketing Messages API and 2 is Cloud API.
  init() {
    pages = Mutex(Pages())
    _ = number("marketing_messages", .arm)
    _ = number("cloud_api", .arm)
  }

  /// The number of a name, from 1.
  func number(_ name: String, _ kind: Kind) -> UInt32 {
    pages.withLock { pages in
      if let known = pages.numbers[kind.rawValue][name] { return known }
      if pages.names[kind.rawValue].count >= kind.limit {
        if let rest = pages.numbers[kind.rawValue][Self.others] { return rest }
        return Self.add(Self.others, kind, to: &pages)
      }
      return Self.add(name, kind, to: &pages)
    }
  }

  private static func add(_ name: String, _ kind: Kind, to pages: inout Pages) -> UInt32 {
    let number = UInt32(pages.names[kind.rawValue].count)
    pages.names[kind.rawValue].append(name)
    pages.numbers[kind.rawValue][name] = number
    return number
  }

  /// The name of a number.
  func name(_ number: UInt32, _ kind: Kind) -> String {
    pages.withLock { $0.names[kind.rawValue][Int(number)] }
  }

  /// Every name of a kind by its number; the first is empty.
  func names(_ kind: Kind) -> [String] { pages.withLock { $0.names[kind.rawValue] } }

  /// The number of a template: the same for the same id, else for the same name and language.
  func template(_ template: LogTemplate) -> UInt32 {
    let key = template.id.isEmpty ? template : LogTemplate(id: template.id)
    return pages.withLock { pages in
      if let known = pages.templateNumbers[key] {
        let kept = pages.templates[Int(known)]
        if (template.name, template.language) < (kept.name, kept.language) {
          pages.templates[Int(known)] = template
        }
        return known
      }
      let number = UInt32(pages.templates.count)
      pages.templates.append(template)
      pages.templateNumbers[key] = number
      return number
    }
  }

  /// Every template by its number; the first is empty.
  var templates: [LogTemplate] { pages.withLock { $0.templates } }

  /// The number of a country: 1 to 676 for two letters, more for other names, 0 for none.
  func country(_ name: String) -> UInt16 {
    let letters = Array(name.utf8)
    if letters.isEmpty { return 0 }
    if letters.count == 2, let code = Self.country(letters[0], letters[1]) { return code }
    return UInt16(Self.letterCodes) + UInt16(number(name, .country))
  }

  /// The number of a country of two letters, whatever their case.
  @inline(__always)
  static func country(_ first: UInt8, _ second: UInt8) -> UInt16? {
    let (left, right) = ((first | 0x20) &- 0x61, (second | 0x20) &- 0x61)
    guard left < 26, right < 26 else { return nil }
    return UInt16(left) * 26 + UInt16(right) + 1
  }

  /// The name of a country's number.
  func country(_ number: UInt16) -> String {
    guard number > 0 else { return "" }
    guard number > Self.letterCodes else {
      let code = (number - 1).quotientAndRemainder(dividingBy: 26)
      return String(decoding: [UInt8(code.quotient) + 0x41, UInt8(code.remainder) + 0x41], as: UTF8.self)
    }
    return name(UInt32(number) - UInt32(Self.letterCodes), .country)
  }

  /// The lesser of two names of a kind, in the order of their texts, which does not depend on who came first.
  func lesser(_ left: UInt32, _ right: UInt32, _ kind: Kind) -> UInt32 {
    pages.withLock { pages in
      let names = pages.names[kind.rawValue]
      return names[Int(left)] <= names[Int(right)] ? left : right
    }
  }

  /// The lesser of two templates by id, name and language.
  func lesserTemplate(_ left: UInt32, _ right: UInt32) -> UInt32 {
    pages.withLock { pages in
      let (one, other) = (pages.templates[Int(left)], pages.templates[Int(right)])
      return (one.id, one.name, one.language) <= (other.id, other.name, other.language) ? left : right
    }
  }

  /// The lesser of two countries by name.
  func lesserCountry(_ left: UInt16, _ right: UInt16) -> UInt16 {
    country(left) <= country(right) ? left : right
  }
}
