/// What a template is filled with.
package enum TemplateValue: Sendable, Hashable {
  /// Text, escaped for where it goes.
  case text(String)
  /// Markup that is whole and safe already; it goes in as it stands.
  case markup(String)
  /// Yes or no: whether a section is written.
  case flag(Bool)
  /// Several, one after the other.
  case list([TemplateValue])
  /// Things by name.
  case object([String: TemplateValue])
  /// Nothing to say.
  case nothing

  /// Whether a section over it is written.
  var isThere: Bool {
    switch self {
    case .text(let text), .markup(let text): !text.isEmpty
    case .flag(let flag): flag
    case .list(let list): !list.isEmpty
    case .object: true
    case .nothing: false
    }
  }
}
