import JSONText
import Knowledge

/// The answer of `explain` as text and as JSON.
extension EntryPages.Answer {
  /// The schema's name, and its version.
  package static let schema = "wabadoctor/explain"
  package static let version: Int64 = 1

  /// The pages for a person; when there are none, what was perhaps meant.
  package func text(style: TextStyle = TextStyle()) -> String {
    var page = TextPage(style)
    for entry in pages {
      page.gap()
      entry.write(to: &page)
    }
    if pages.isEmpty {
      page.paragraph("Nothing is known under \"\(HarmlessText.value(query, limit: 60))\".")
      if !nearMisses.isEmpty {
        page.paragraph("Perhaps you mean: \(nearMisses.joined(separator: ", "))", hanging: 2)
      }
      page.paragraph(
        "wabadoctor explains findings, rules, facts and their values, remedies, error codes, tables, topics and sources.",
        hanging: 2)
    }
    return page.text
  }

  /// The answer for a program, as `KnowledgeBase/Schemas/explain.schema.json` describes it.
  package func json(edition: String, toolVersion: String) -> JSONTree {
    [
      "schema": .string(Self.schema), "version": .integer(Self.version),
      "tool": ["name": "wabadoctor", "version": .string(toolVersion)], "edition": .string(edition),
      "query": .string(query),
      "entries": .array(pages.map(\.json)), "near_misses": .strings(nearMisses),
    ]
  }
}

extension EntryPage {
  /// Writes the page: a headline, then labelled lines, then the sources.
  func write(to page: inout TextPage) {
    let beside = max(TextReport.labels, (rows.map { TextWrap.columns($0.label) }.max() ?? 0) + 4)
    let headline = Headline(
      word: kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst(), title: title, note: name,
      ink: .bold)
    page.headline(headline, in: HeadlineColumns([headline], width: page.style.width, atLeast: beside))
    if let about { page.row("about", ReportWords.prose(about), column: beside) }
    var label = ""
    for row in rows {
      let isNew = row.label != label
      label = row.label
      let name = row.link.map { Self.isNamed($0, in: row) ? "" : " (\($0.name))" } ?? ""
      page.row(
        isNew ? label : "", ReportWords.prose(row.text) + name, column: beside + 2 * row.depth,
        hanging: row.label == "steps" ? 3 : 0)
    }
    var seen: Set<String> = []
    for source in sources where seen.insert(source.line).inserted {
      page.row(seen.count == 1 ? "source" : "", source.line, column: beside)
    }
  }

  /// The page as JSON.
  var json: JSONTree {
    let details: [JSONTree] = rows.map { row in
      [
        "label": .string(row.label), "text": .string(row.text), "depth": .integer(Int64(row.depth)),
        "link": row.link.map { ["kind": .string($0.kind.rawValue), "name": .string($0.name)] } ?? .null,
      ]
    }
    return [
      "kind": .string(kind.rawValue), "name": .string(name), "title": .string(title),
      "about": .optional(about),
      "details": .array(details), "sources": .array(sources.map(\.json)),
    ]
  }

  /// Whether the text of a line names what it leads to.
  private static func isNamed(_ link: Link, in row: Row) -> Bool {
    link.kind == .value || link.kind == .statement || row.text.contains(link.name)
  }
}
