/// The templates of a knowledge base, each by its file's name without `.mustache`: `report.html`.
package struct TemplateLibrary: Sendable {
  private let templates: [String: Template]
  /// What is wrong with the tags of each, one for a template.
  private let unreadable: [String: TemplateFault]

  /// Reads the templates.
  ///
  /// - Parameter texts: the texts by name.
  package init(_ texts: [String: String]) {
    var templates: [String: Template] = [:]
    var unreadable: [String: TemplateFault] = [:]
    for (name, text) in texts {
      do throws(TemplateFault) {
        templates[name] = try Template(text, named: name)
      } catch {
        unreadable[name] = error
      }
    }
    self.templates = templates
    self.unreadable = unreadable
  }

  /// Everything wrong with some templates, what they put in, and the templates that nothing puts in.
  ///
  /// - Parameter roots: the templates that are filled, and the shape of what each is filled with.
  package func faults(of roots: [(name: String, shape: TemplateShape)]) -> [TemplateFault] {
    var faults = unreadable.keys.sorted().compactMap { unreadable[$0] }
    var used: Set<String> = []
    for root in roots where unreadable[root.name] == nil {
      if templates[root.name] == nil { faults.append(Self.missing(root.name)) }
      let check = checked(root.name, root.shape)
      faults += check.faults
      used.formUnion(check.used)
    }
    if unreadable.isEmpty {
      faults += templates.keys.filter { !used.contains($0) }.sorted().map {
        TemplateFault(template: $0, line: 1, column: 1, message: "nothing is written with this template; rename or remove it")
      }
    }
    var seen: Set<TemplateFault> = []
    return faults.filter { seen.insert($0).inserted }
  }

  /// A template filled.
  ///
  /// - Throws: `TemplateFault` when it is not there, or it or what it puts in has a mistake: nothing is ever written by half.
  package func text(of name: String, filledWith model: some TemplateModel) throws(TemplateFault) -> String {
    try text(of: name, filledWith: model.templateValue, shape: type(of: model).shape)
  }

  /// A template filled with values of a shape.
  ///
  /// - Throws: `TemplateFault`, as above.
  package func text(of name: String, filledWith value: TemplateValue, shape: TemplateShape) throws(TemplateFault) -> String {
    if let fault = unreadable[name] { throw fault }
    guard let template = templates[name] else { throw Self.missing(name) }
    if let fault = checked(name, shape).faults.first { throw fault }
    var renderer = TemplateRenderer(templates: templates, escape: TemplateEscape(template: name))
    renderer.render(template.nodes, [value])
    return renderer.text
  }

  private func checked(_ name: String, _ shape: TemplateShape) -> TemplateCheck {
    var check = TemplateCheck(templates, unreadable: unreadable, escape: TemplateEscape(template: name))
    check.check(name, [shape])
    return check
  }

  private static func missing(_ name: String) -> TemplateFault {
    TemplateFault(template: name, line: 1, column: 1, message: "this template is missing; a report is written with it")
  }
}
