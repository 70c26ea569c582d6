import JSONText
import Knowledge

/// The whole knowledge base as one Markdown book: a contents page, then every entry as `explain` shows it.
package struct KnowledgeBook {
  /// A chapter: entries of one kind that stand in one file.
  private struct Chapter {
    let title: String
    let pages: [EntryPage]
  }

  private let knowledge: KnowledgeBase
  private let pages: EntryPages

  /// A book of a knowledge base that was read whole.
  package init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    pages = EntryPages(knowledge)
  }

  /// The book's text.
  package func text() -> String {
    let parts = parts()
    var lines = ["# What wabadoctor knows", "", "Edition \(knowledge.edition).", "", "## Contents", ""]
    for part in parts {
      lines.append("- [\(part.title)](#\(Self.anchor(part.title)))")
      for chapter in part.chapters {
        lines.append("  - [\(chapter.title)](#\(Self.anchor("\(part.title) \(chapter.title)"))): \(chapter.pages.count) entries")
      }
    }
    for part in parts {
      lines += ["", "<a id=\"\(Self.anchor(part.title))\"></a>", "", "## \(part.title)"]
      for chapter in part.chapters {
        lines += ["", "<a id=\"\(Self.anchor("\(part.title) \(chapter.title)"))\"></a>", "", "### \(chapter.title)"]
        for page in chapter.pages { lines += section(page) }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The book for a program, as `KnowledgeBase/Schemas/kb-docs.schema.json` describes it: entries as `explain` gives them.
  package func json() -> JSONTree {
    let parts = parts().map { part -> JSONTree in
      [
        "title": .string(part.title),
        "chapters": .array(
          part.chapters.map { ["title": .string($0.title), "entries": .array($0.pages.map(\.json))] }),
      ]
    }
    return [
      "schema": "wabadoctor/knowledge-book", "version": 1, "edition": .string(knowledge.edition),
      "parts": .array(parts),
    ]
  }

  // MARK: Order

  private func parts() -> [(title: String, chapters: [Chapter])] {
    [
      ("Topics", [Chapter(title: "all", pages: knowledge.topics.map(pages.page))]),
      ("Findings", chapters(knowledge.findings.indices) { (knowledge.findings[$0].address, pages.page(finding: $0)) }),
      ("Rules", chapters(knowledge.rules.indices) { (knowledge.rules[$0].address, pages.page(rule: $0)) }),
      ("Remedies", chapters(knowledge.remedies) { ($0.address, pages.page($0)) }),
      ("Error codes", chapters(knowledge.errorCodes) { ($0.address, pages.page($0, subcode: nil)) }),
      ("Facts", chapters(knowledge.facts.indices) { (knowledge.facts[$0].address, pages.page(fact: $0)) }),
      ("Tables", [Chapter(title: "all", pages: knowledge.tables.map(pages.page))]),
      ("Calls", chapters(knowledge.calls) { ($0.address, pages.page($0)) }),
      ("Tickets", chapters(knowledge.tickets) { ($0.address, pages.page($0)) }),
      ("Sources", chapters(knowledge.sources) { ($0.address, pages.page($0)) }),
    ].map { (title: $0.0, chapters: $0.1.filter { !$0.pages.isEmpty }) }.filter { !$0.chapters.isEmpty }
  }

  /// One chapter for each file, in file order.
  private func chapters<Entries: Collection>(
    _ entries: Entries, _ page: (Entries.Element) -> (address: String, page: EntryPage)
  ) -> [Chapter] {
    var chapters: [Chapter] = []
    var title = ""
    var gathered: [EntryPage] = []
    for entry in entries {
      let (address, page) = page(entry)
      let file = String(address.prefix { $0 != "." })
      if file != title, !gathered.isEmpty {
        chapters.append(Chapter(title: title, pages: gathered))
        gathered = []
      }
      title = file
      gathered.append(page)
    }
    return gathered.isEmpty ? chapters : chapters + [Chapter(title: title, pages: gathered)]
  }

  // MARK: Entries

  private func section(_ page: EntryPage) -> [String] {
    var lines = ["", "<a id=\"\(Self.anchor("\(page.kind.rawValue) \(page.name)"))\"></a>", "", "#### \(Self.plain(page.title))", ""]
    lines.append("`\(page.name)`")
    if let about = page.about { lines += ["", Self.plain(about)] }
    var label = ""
    for row in page.rows {
      if row.label != label, row.depth == 0 {
        label = row.label
        lines += ["", "**\(label)**", ""]
      }
      lines.append(String(repeating: "  ", count: row.depth) + "- " + Self.plain(row.text) + link(row.link))
    }
    if !page.sources.isEmpty {
      lines += ["", "**source**", ""]
      var seen: Set<String> = []
      for source in page.sources where seen.insert(source.line).inserted { lines.append("- \(Self.plain(source.line))") }
    }
    return lines
  }

  private func link(_ link: EntryPage.Link?) -> String {
    guard let link, link.kind != .value, link.kind != .statement, link.kind != .row else { return "" }
    return " ([\(link.name)](#\(Self.anchor("\(link.kind.rawValue) \(link.name)"))))"
  }

  /// Letters and digits, the rest as hyphens.
  private static func anchor(_ text: String) -> String {
    String(text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// Text in which Markdown sees no marks of its own.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in HarmlessText.shown(text) {
      if "\\`*_<>[]|#".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
