/// Reads the tags of a template, once from front to back.
struct TemplateReader {
  private let bytes: [UInt8]
  private let name: String
  private var position = 0
  /// The nodes of every section that is open, the text itself outermost, with the tag that opened it.
  private var open: [(tag: TemplatePath?, isInverted: Bool, nodes: [Template.Node])] = [(nil, false, [])]

  init(_ text: String, named name: String) {
    bytes = Array(text.utf8)
    self.name = name
  }

  /// The nodes of the whole text.
  mutating func nodes() throws(TemplateFault) -> [Template.Node] {
    while let start = find("{{", from: position) {
      let tag = try tag(at: start)
      let isAlone = tag.kind != .value && standsAlone(start, tag.end)
      add(text: position..<(isAlone ? lineStart(of: start) : start))
      position = isAlone ? afterLine(from: tag.end) : tag.end
      try add(tag)
    }
    add(text: position..<bytes.count)
    if let tag = open.last?.tag {
      throw tag.fault("the section \"\(tag.text)\" is never closed; write {{/\(tag.text)}} where it ends")
    }
    return open[0].nodes
  }

  // MARK: Tags

  private enum Kind { case value, section, inverted, end, remark, partial }

  private struct Tag {
    let kind: Kind
    let path: TemplatePath
    let end: Int
  }

  private mutating func add(_ tag: Tag) throws(TemplateFault) {
    switch tag.kind {
    case .remark: break
    case .value: append(.value(tag.path))
    case .partial: append(.partial(tag.path))
    case .section, .inverted: open.append((tag.path, tag.kind == .inverted, []))
    case .end:
      guard let opened = open.last?.tag else {
        throw tag.path.fault("{{/\(tag.path.text)}} closes a section that was not opened")
      }
      guard opened.text == tag.path.text else {
        throw tag.path.fault(
          "{{/\(tag.path.text)}} stands where {{/\(opened.text)}} is expected, for the section of line \(opened.line)")
      }
      let section = open.removeLast()
      append(.section(opened, isInverted: section.isInverted, section.nodes))
    }
  }

  private mutating func append(_ node: Template.Node) { open[open.count - 1].nodes.append(node) }

  private mutating func add(text range: Range<Int>) {
    if !range.isEmpty { append(.text(String(decoding: bytes[range], as: UTF8.self))) }
  }

  private func tag(at start: Int) throws(TemplateFault) -> Tag {
    let (line, column) = place(of: start)
    func path(_ parts: [String]) -> TemplatePath {
      TemplatePath(parts: parts, template: name, line: line, column: column)
    }
    guard let close = find("}}", from: start + 2) else { throw path([]).fault("the tag is not closed; write }}") }
    let inside = String(decoding: bytes[start + 2..<close], as: UTF8.self)
    let kind = try kind(of: inside, path([]))
    if kind == .remark { return Tag(kind: kind, path: path([]), end: close + 2) }
    let word = String((kind == .value ? inside[...] : inside.dropFirst()).trimmed)
    guard word != "." else { return Tag(kind: kind, path: path([]), end: close + 2) }
    let parts = kind == .partial ? [word] : word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isName) }) else {
      throw path([]).fault("{{\(inside)}} is no name; a name has letters, digits, _ and dots")
    }
    return Tag(kind: kind, path: path(parts), end: close + 2)
  }

  private func kind(of inside: String, _ path: TemplatePath) throws(TemplateFault) -> Kind {
    switch inside.first {
    case "#": return .section
    case "^": return .inverted
    case "/": return .end
    case "!": return .remark
    case ">": return .partial
    case "{", "&":
      throw path.fault("text is always escaped; write two braces and the name alone")
    case "=", "%", "<", "$":
      throw path.fault("{{\(inside.first ?? "=") is not part of the template language here; KnowledgeBase/README.md tells what is")
    default: return .value
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  // MARK: Places

  private func find(_ sign: StaticString, from start: Int) -> Int? {
    guard start + 2 <= bytes.count else { return nil }
    let byte = sign.utf8Start.pointee
    return (start..<bytes.count - 1).first { bytes[$0] == byte && bytes[$0 + 1] == byte }
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private func lineStart(of position: Int) -> Int {
    bytes[..<position].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  }

  private func afterLine(from position: Int) -> Int {
    bytes[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
  }

  /// Whether nothing else stands on the line of a tag.
  private func standsAlone(_ start: Int, _ end: Int) -> Bool {
    let line = lineStart(of: start)
    return line >= position && bytes[line..<start].allSatisfy(isBlank)
      && bytes[end...].prefix { $0 != 0x0A }.allSatisfy(isBlank)
  }

  /// The line and the column of a byte, from 1, in characters.
  private func place(of position: Int) -> (line: Int, column: Int) {
    let line = bytes[..<position].count { $0 == 0x0A } + 1
    return (line, String(decoding: bytes[lineStart(of: position)..<position], as: UTF8.self).count + 1)
  }
}

extension Substring {
  /// Without the white space at both ends.
  fileprivate var trimmed: Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
