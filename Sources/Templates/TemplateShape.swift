/// What may stand in a place of a template: every name that there is, so that one that is none is found before anything is written.
package indirect enum TemplateShape: Sendable {
  case text
  /// Ready markup, for pages only.
  case markup
  case flag
  case list(TemplateShape)
  case object([Member])

  /// A name and what stands behind it.
  package struct Member: Sendable {
    package let name: String
    /// One line for whoever edits a template.
    package let about: String
    package let shape: TemplateShape
  }

  /// The names right inside it, a list's being those of its elements.
  var members: [Member] {
    switch self {
    case .object(let members): members
    case .list(let element): element.members
    case .text, .markup, .flag: []
    }
  }
}
