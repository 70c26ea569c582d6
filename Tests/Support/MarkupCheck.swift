/// Looks whether the tags of a page fit one another, and what kinds there are.
package struct MarkupCheck {
  /// What does not fit, in words; empty for a sound page.
  package private(set) var problems: [String] = []
  /// The names of the elements.
  package private(set) var elements: Set<String> = []
  /// The names of the attributes.
  package private(set) var attributes: Set<String> = []

  private static let void: Set<String> = ["meta", "br", "hr", "img", "input", "link"]

  /// Reads a page; what stands in `<style>` is passed over.
  package init(_ page: String) {
    var open: [String] = []
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      guard let end = Self.end(of: rest) else {
        problems.append("a tag is not closed: <\(rest.prefix(30))")
        return
      }
      let tag = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") || tag.hasPrefix("?") { continue }
      let name = String(tag.drop { $0 == "/" }.prefix { !$0.isWhitespace && $0 != "/" }).lowercased()
      if tag.hasPrefix("/") {
        if open.popLast() != name { problems.append("</\(name)> closes something else") }
      } else if !Self.void.contains(name), tag.last != "/" {
        open.append(name)
        if name == "style" { rest = rest.range(of: "</style>").map { rest[$0.lowerBound...] } ?? "" }
      }
      elements.insert(name)
      attributes.formUnion(Self.attributes(of: tag.dropFirst(name.count)))
    }
    if !open.isEmpty { problems.append("never closed: \(open.joined(separator: ", "))") }
  }

  /// Where a tag ends, quoted text passed over.
  private static func end(of text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let sign = text[index]
      if quote != nil {
        if sign == quote { quote = nil }
      } else if sign == "\"" || sign == "'" {
        quote = sign
      } else if sign == ">" {
        return index
      }
    }
    return nil
  }

  private static func attributes(of text: Substring) -> [String] {
    var names: [String] = []
    var isQuoted = false
    var name = ""
    for sign in text {
      if sign == "\"" {
        isQuoted.toggle()
      } else if !isQuoted {
        if sign.isLetter || sign == "-" {
          name.append(sign)
        } else if !name.isEmpty {
          names.append(name.lowercased())
          name = ""
        }
      }
    }
    return name.isEmpty ? names : names + [name.lowercased()]
  }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
