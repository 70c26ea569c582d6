import Inference
import Knowledge

/// What stands beside findings: what could not be read, what contradicts itself, what we have no word for.
extension TextReport {
  mutating func writeGaps() {
    guard !diagnosis.gaps.isEmpty else { return }
    writeTitle("Could not be read")
    for gap in diagnosis.gaps.prefix(Self.restShown) {
      let (what, loss) = words.gap(gap)
      page.paragraph(what, indent: 2, hanging: 2)
      if !loss.isEmpty { page.paragraph(loss, indent: 4, hanging: 2) }
    }
    writeRemaining(diagnosis.gaps.count)
  }

  mutating func writeContradictions() {
    guard !diagnosis.contradictions.isEmpty else { return }
    writeTitle("Contradictions")
    for contradiction in diagnosis.contradictions.prefix(Self.restShown) {
      let (what, lines) = words.contradiction(contradiction)
      page.paragraph(what, indent: 2, hanging: 2)
      for line in lines { page.paragraph(line, indent: 4, hanging: 2) }
    }
    writeRemaining(diagnosis.contradictions.count)
  }

  mutating func writeUnlisted() {
    guard !diagnosis.unlisted.isEmpty else { return }
    writeTitle("Words unknown to us")
    for fact in diagnosis.unlisted.prefix(Self.restShown) {
      let (what, evidence) = words.unlisted(fact)
      page.paragraph(what, indent: 2, hanging: 2)
      page.paragraph(evidence, indent: 4, hanging: 2)
    }
    writeRemaining(diagnosis.unlisted.count)
    page.paragraph(ReportWords.unlistedNote, indent: 2, hanging: 2)
  }

  mutating func writeRuledOut() {
    let number = context.ruledOut.count
    guard number > 0 else { return }
    page.gap()
    page.paragraph(
      "Ruled out: \(CountWords.count(number, "finding")); -o json lists \(number == 1 ? "it" : "them")",
      hanging: 2)
  }

  mutating func writeForecast() {
    if let line = context.forecastWords.line { page.paragraph(line, hanging: 2) }
  }

  /// What else there is, in a line each, for reports that do not open it.
  mutating func writeCounts() {
    for words in counts { page.paragraph(words, hanging: 2) }
  }

  /// `Could not be read: business-users: …`, `2 contradictions`, `1 word unknown to us`.
  var counts: [String] {
    var parts: [String] = []
    if let first = diagnosis.gaps.first {
      let more = diagnosis.gaps.count > 1 ? "; and \(diagnosis.gaps.count - 1) more" : ""
      parts.append("Could not be read: \(GapWords.short(first))\(more)")
    }
    if !diagnosis.contradictions.isEmpty { parts.append("Contradictions: \(diagnosis.contradictions.count)") }
    if !diagnosis.unlisted.isEmpty { parts.append("Words unknown to us: \(diagnosis.unlisted.count)") }
    if let line = context.forecastWords.line { parts.append(line) }
    return parts
  }

  /// Entries of each of these sections that are told; the rest are counted.
  private static let restShown = 10

  private mutating func writeTitle(_ title: String) {
    page.gap()
    page.paragraph(title, ink: .bold)
  }

  private mutating func writeRemaining(_ number: Int) {
    if number > Self.restShown {
      page.paragraph("…and \(number - Self.restShown) more; -o json lists them all", indent: 2, hanging: 2)
    }
  }
}
