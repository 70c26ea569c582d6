/// Holds the names of a template against those there are.
struct TemplateCheck {
  private let templates: [String: Template]
  /// Templates that have a mistake in their tags.
  private let unreadable: [String: TemplateFault]
  private(set) var faults: [TemplateFault] = []
  /// Templates that are being looked at, outermost first.
  private var inside: [String] = []
  /// Templates that were put in.
  private(set) var used: Set<String> = []
  private let escape: TemplateEscape

  init(_ templates: [String: Template], unreadable: [String: TemplateFault], escape: TemplateEscape) {
    self.templates = templates
    self.unreadable = unreadable
    self.escape = escape
  }

  /// Looks at a template that is filled with what has a shape.
  mutating func check(_ name: String, _ shapes: [TemplateShape]) {
    guard let template = templates[name] else { return }
    used.insert(name)
    inside.append(name)
    check(template.nodes, shapes)
    inside.removeLast()
  }

  private mutating func check(_ nodes: [Template.Node], _ shapes: [TemplateShape]) {
    for node in nodes {
      switch node {
      case .text: break
      case .value(let path): checkValue(path, shapes)
      case .section(let path, let isInverted, let nodes):
        guard let shape = shape(path, shapes) else { continue }
        check(nodes, isInverted ? shapes : shapes + [Self.entered(shape)])
      case .partial(let path): checkPartial(path, shapes)
      }
    }
  }

  /// What `{{.}}` means inside a section.
  private static func entered(_ shape: TemplateShape) -> TemplateShape {
    if case .list(let element) = shape { element } else { shape }
  }

  private mutating func checkValue(_ path: TemplatePath, _ shapes: [TemplateShape]) {
    switch shape(path, shapes) {
    case .text?, nil: break
    case .markup?:
      if escape != .html { faults.append(path.fault("\"\(path.text)\" is a drawing, which only a page can hold")) }
    case .flag?: faults.append(path.fault("\"\(path.text)\" is yes or no; write {{#\(path.text)}} … {{/\(path.text)}}"))
    case .list?, .object?:
      faults.append(
        path.fault("\"\(path.text)\" is not a text; write {{#\(path.text)}} … {{/\(path.text)}} and its names inside"))
    }
  }

  private mutating func checkPartial(_ path: TemplatePath, _ shapes: [TemplateShape]) {
    if let fault = unreadable[path.text] { return faults.append(fault) }
    guard templates[path.text] != nil else {
      let near = Self.nearest(path.text, among: templates.keys.sorted())
      return faults.append(path.fault("there is no template \"\(path.text)\"\(near)"))
    }
    guard !inside.contains(path.text) else {
      return faults.append(path.fault("the template \"\(path.text)\" would put in itself without end"))
    }
    check(path.text, shapes)
  }

  /// What a name stands for: looked up in the innermost thing that has its first part.
  private mutating func shape(_ path: TemplatePath, _ shapes: [TemplateShape]) -> TemplateShape? {
    guard let first = path.parts.first else { return shapes.last }
    guard let found = shapes.reversed().lazy.compactMap({ Self.member(first, of: $0) }).first else {
      let known = shapes.reversed().flatMap(\.members).map(\.name)
      faults.append(path.fault("there is nothing called \"\(first)\" here\(Self.nearest(first, among: known))"))
      return nil
    }
    var shape = found
    for part in path.parts.dropFirst() {
      guard let next = Self.member(part, of: shape) else {
        faults.append(
          path.fault("there is no \"\(part)\" in \"\(path.text)\"\(Self.nearest(part, among: shape.members.map(\.name)))"))
        return nil
      }
      shape = next
    }
    return shape
  }

  private static func member(_ name: String, of shape: TemplateShape) -> TemplateShape? {
    guard case .object(let members) = shape else { return nil }
    return members.first { $0.name == name }?.shape
  }

  /// The names there are; the one that begins alike first.
  private static func nearest(_ name: String, among known: [String]) -> String {
    var seen: Set<String> = []
    let names = known.filter { seen.insert($0).inserted }
    guard !names.isEmpty else { return "" }
    func likeness(_ other: String) -> Int {
      zip(name, other).prefix { $0 == $1 }.count + zip(name.reversed(), other.reversed()).prefix { $0 == $1 }.count
    }
    let best = names.enumerated().max { (likeness($0.element), -$0.offset) < (likeness($1.element), -$1.offset) }
    if let best, likeness(best.element) * 2 > name.count { return "; did you mean \"\(best.element)\"?" }
    return "; there are \(names.prefix(12).joined(separator: ", "))" + (names.count > 12 ? ", …" : "")
  }
}
