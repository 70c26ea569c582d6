/// A drawing that belongs to a case, ready for a page.
package struct ReportChart: Sendable, Hashable {
  /// Where the figures come from, in words, as the header of a report names it.
  package let place: String
  /// What it shows, in a line: its caption, and what stands for it where it cannot be drawn.
  package let title: String
  /// A whole `<svg>` element with everything from outside escaped; it names its colours by `currentColor` or CSS variables.
  package let svg: String

  package init(of place: String, title: String, svg: String) {
    self.place = place
    self.title = title
    self.svg = svg
  }
}
