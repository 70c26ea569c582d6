import Comparison
import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

/// The HTML report in a real browser.
@Suite(
  .serialized,
  .enabled(if: Browser.executable != nil, "there is no chromium; make test-tools tells how to get it"))
struct PageTests {
  /// A long word, a hostile name, every kind of part: what could break a page.
  private static func pages() throws -> [String] {
    let sample = SampleDiagnosis.context(SampleDiagnosis.everything)
    let long = SampleDiagnosis.hostile(
      String(repeating: "W", count: 180) + "<img src=x onerror=document.title='hurt'>")
    let chart = ComparisonChart.chart(
      ComparisonFigures(
        totals: Contrast(try #require(Proportion(800, of: 1000)), try #require(Proportion(830, of: 1000))),
        ComparisonSettings()),
      of: "log.csv")
    let drawn = ReportContext(
      diagnosis: sample.diagnosis, knowledge: sample.knowledge, header: sample.header, charts: [chart],
      entities: sample.entities,
      proof: sample.proof)
    let document = ReportDocument(.html, warning: "UNREDACTED", toolVersion: "0.1.0")
    let severe = try WorkedReports.context("all-sends-fail-no-other-number")
    return try [sample, drawn, long, severe].map {
      try document.text(of: [document.piece(of: Report($0))], in: SampleDiagnosis.knowledge)
    }
  }

  private static let openAll =
    "document.querySelectorAll('details').forEach(d => d.open = true), document.querySelectorAll('details').length"

  /// Elements that stick out of the window; a drawing may be wider inside its own scrolling box.
  private static let sticking = """
    [...document.body.querySelectorAll('*')].filter(e => !e.closest('.chart') && e.getBoundingClientRect().right > innerWidth + 1)
      .map(e => e.tagName + '.' + e.className).concat(document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : [])
    """

  /// Texts whose contrast with what is behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3).
  private static let faint = """
    (() => {
      const parts = c => c.match(/[0-9.]+/g).map(Number)
      const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0)
      const behind = e => { for (; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor)
        if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
      for (let node; node = walker.nextNode();) {
        const e = node.parentElement
        if (!node.data.trim() || !e.checkVisibility()) continue
        const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x)
        const ratio = (a + 0.05) / (b + 0.05)
        if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40))
      }
      return found
    })()
    """

  private func list(_ value: JSONValue) -> [String] { value.elements.compactMap(\.string) }

  @Test func nothingSticksOutOnAPhoneOrADesktop() throws {
    let browser = try Browser()
    for page in try Self.pages() {
      try browser.open(html: page)
      for width in [320, 390, 768, 1280] {
        try browser.show(width: width, isPhone: width < 500)
        #expect(list(try browser.evaluate(Self.sticking)) == [], "folded, \(width)")
        #expect(try browser.evaluate("innerWidth").integer == Int64(width))
      }
      #expect(try browser.evaluate(Self.openAll).integer ?? 0 > 1)
      for width in [320, 390, 1280] {
        try browser.show(width: width, isPhone: width < 500)
        #expect(list(try browser.evaluate(Self.sticking)) == [], "opened, \(width)")
      }
    }
  }

  @Test(arguments: [("screen", "light"), ("screen", "dark"), ("print", "light"), ("print", "dark")])
  func everyWordCanBeReadInLightDarkAndPrint(medium: String, scheme: String) throws {
    let browser = try Browser()
    var papers: Set<String> = []
    for page in try Self.pages() {
      try browser.open(html: page)
      try browser.show(medium: medium, scheme: scheme)
      _ = try browser.evaluate(Self.openAll)
      #expect(list(try browser.evaluate(Self.faint)) == [])
      papers.insert(try browser.evaluate("getComputedStyle(document.body).backgroundColor").string ?? "")
    }
    let isDark = medium == "screen" && scheme == "dark"
    #expect(papers == [isDark ? "rgb(21, 23, 26)" : "rgb(255, 255, 255)"])
  }

  @Test func aFaintWordWouldBeSeen() throws {
    let browser = try Browser()
    try browser.open(html: "<p style='color:#999'>faint</p><p style='width:9000px'>wide</p>")
    #expect(list(try browser.evaluate(Self.faint)) == ["2.85 faint"])
    #expect(list(try browser.evaluate(Self.sticking)).contains("P."))
  }

  @Test func whatIsFoldedIsPrinted() throws {
    let browser = try Browser()
    try browser.open(html: try Self.pages()[0])
    let proof =
      "document.querySelector('.proof').getBoundingClientRect().height > 0 && document.querySelector('.proof').checkVisibility({contentVisibilityAuto: true})"
    #expect(try browser.evaluate(proof).boolean == false, "folded on the screen")
    try browser.show(medium: "print", scheme: "light")
    #expect(try browser.evaluate(proof).boolean == true)
  }

  /// Tab goes from fold to fold and link to link in the order of the page, one can see where it is, and Enter opens.
  @Test func thePageIsUsedFromTheKeyboard() throws {
    let browser = try Browser()
    try browser.open(html: try Self.pages()[0])
    let summaries = try browser.evaluate("document.querySelectorAll('summary').length").integer ?? 0
    #expect(summaries > 4)
    let focus = """
      (e => [e.tagName, [...document.querySelectorAll('*')].indexOf(e), getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth) >= 2])
        (document.activeElement)
      """
    var last: Int64 = -1
    for number in 0..<summaries {
      try browser.press("Tab")
      let here = Array(try browser.evaluate(focus).elements)
      #expect(here[0].string == "SUMMARY", "stop \(number): \(here.map(\.text))")
      #expect((here[1].integer ?? 0) > last, "in the order of the page")
      #expect(here[2].string == "solid" && here[3].boolean == true, "one sees where one is")
      last = here[1].integer ?? last
      if number == 0 {
        #expect(try browser.evaluate("document.activeElement.parentElement.open").boolean == false)
        try browser.press("Enter")
        #expect(try browser.evaluate("document.activeElement.parentElement.open").boolean == true)
        try browser.press("Enter")
        #expect(try browser.evaluate("document.activeElement.parentElement.open").boolean == false)
      }
    }
  }

  @Test func nothingInItRunsOrIsFetched() throws {
    let browser = try Browser()
    for page in try Self.pages() {
      try browser.open(html: page)
      #expect(try browser.evaluate("document.scripts.length + document.images.length").integer == 0)
      #expect(try browser.evaluate("document.title !== 'hurt'").boolean == true)
      #expect(try browser.evaluate("performance.getEntriesByType('resource').length").integer == 0)
      #expect(try browser.evaluate("document.documentElement.lang").string == "en")
      let handlers =
        "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length"
      #expect(try browser.evaluate(handlers).integer == 0)
    }
  }
}
