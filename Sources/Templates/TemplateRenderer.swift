/// Writes a template that was checked.
struct TemplateRenderer {
  let templates: [String: Template]
  let escape: TemplateEscape
  private(set) var text = ""

  init(templates: [String: Template], escape: TemplateEscape) {
    self.templates = templates
    self.escape = escape
  }

  /// Writes nodes, names being looked up in the innermost thing first.
  mutating func render(_ nodes: [Template.Node], _ stack: [TemplateValue]) {
    for node in nodes {
      switch node {
      case .text(let text): self.text += text
      case .value(let path): write(Self.value(path, stack))
      case .partial(let path): render(templates[path.text]?.nodes ?? [], stack)
      case .section(let path, let isInverted, let nodes):
        let value = Self.value(path, stack)
        if isInverted {
          if !value.isThere { render(nodes, stack) }
        } else if case .list(let elements) = value {
          for element in elements { render(nodes, stack + [element]) }
        } else if value.isThere {
          render(nodes, stack + [value])
        }
      }
    }
  }

  private mutating func write(_ value: TemplateValue) {
    switch value {
    case .text(let text): self.text += escape.escaped(text)
    case .markup(let markup): text += markup
    case .flag, .list, .object, .nothing: break
    }
  }

  private static func value(_ path: TemplatePath, _ stack: [TemplateValue]) -> TemplateValue {
    guard let first = path.parts.first else { return stack.last ?? .nothing }
    for value in stack.reversed() {
      guard case .object(let members) = value, let found = members[first] else { continue }
      return path.parts.dropFirst().reduce(found) { value, part in
        if case .object(let members) = value { members[part] ?? .nothing } else { .nothing }
      }
    }
    return .nothing
  }
}
