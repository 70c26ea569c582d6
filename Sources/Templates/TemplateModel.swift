/// Something that a template can be filled with: the names it has, each with its meaning and its value.
package protocol TemplateModel {
  /// The names; read anew each time, so they may be made from one another.
  static var names: [TemplateName<Self>] { get }
}

/// A name of a model.
package struct TemplateName<Model> {
  let member: TemplateShape.Member
  let value: (Model) -> TemplateValue

  private init(_ name: String, _ about: String, _ shape: TemplateShape, _ value: @escaping (Model) -> TemplateValue) {
    member = TemplateShape.Member(name: name, about: about, shape: shape)
    self.value = value
  }

  /// A text; `nil` is nothing.
  package static func text(_ name: String, _ about: String, _ value: @escaping (Model) -> String?) -> TemplateName {
    TemplateName(name, about, .text) { value($0).map(TemplateValue.text) ?? .nothing }
  }

  /// Yes or no.
  package static func flag(_ name: String, _ about: String, _ value: @escaping (Model) -> Bool) -> TemplateName {
    TemplateName(name, about, .flag) { .flag(value($0)) }
  }

  /// Markup made by us, whole and with everything from outside escaped.
  package static func markup(_ name: String, _ about: String, _ value: @escaping (Model) -> String?) -> TemplateName {
    TemplateName(name, about, .markup) { value($0).map(TemplateValue.markup) ?? .nothing }
  }

  /// Several texts.
  package static func texts(_ name: String, _ about: String, _ value: @escaping (Model) -> [String]) -> TemplateName {
    TemplateName(name, about, .list(.text)) { .list(value($0).map(TemplateValue.text)) }
  }

  /// Several of another model.
  package static func list<Element: TemplateModel>(
    _ name: String, _ about: String, _ value: @escaping (Model) -> [Element]
  ) -> TemplateName {
    TemplateName(name, about, .list(Element.shape)) { .list(value($0).map(\.templateValue)) }
  }

  /// Several of another model, made into values before.
  package static func values<Element: TemplateModel>(
    _ name: String, _ about: String, of element: Element.Type, _ value: @escaping (Model) -> [TemplateValue]
  ) -> TemplateName {
    TemplateName(name, about, .list(Element.shape)) { .list(value($0)) }
  }

  /// One of another model; `nil` is nothing.
  package static func object<Part: TemplateModel>(
    _ name: String, _ about: String, _ value: @escaping (Model) -> Part?
  ) -> TemplateName {
    TemplateName(name, about, Part.shape) { value($0)?.templateValue ?? .nothing }
  }
}

extension TemplateModel {
  /// The names as templates are checked against.
  package static var shape: TemplateShape { .object(names.map(\.member)) }

  /// The values by name.
  package var templateValue: TemplateValue {
    .object(Dictionary(Self.names.map { ($0.member.name, $0.value(self)) }) { first, _ in first })
  }
}
