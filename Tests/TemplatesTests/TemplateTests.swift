import Testing

@testable import Templates

/// What the braces of a template do.
@Suite struct TemplateTests {
  /// A shop with its goods, for templates to be filled with.
  private struct Shop: TemplateModel {
    struct Good: TemplateModel {
      let name: String
      let price: String?

      static var names: [TemplateName<Good>] {
        [
          .text("name", "What it is.", \.name), .text("price", "What it costs.", \.price),
        ]
      }
    }

    var name = "Bakery"
    var isOpen = true
    var goods = [Good(name: "roll", price: "3"), Good(name: "loaf", price: nil)]
    var best: Good?
    var drawing: String?

    static var names: [TemplateName<Shop>] {
      [
        .text("name", "Who.", \.name), .flag("open", "Whether.", \.isOpen), .list("goods", "What.", \.goods),
        .object("best", "The best.", \.best), .markup("drawing", "How it looks.", \.drawing),
        .texts("days", "When.") { _ in ["Mo", "Tu"] },
      ]
    }
  }

  private func text(_ template: String, _ shop: Shop = Shop(), as name: String = "shop.txt", _ more: [String: String] = [:])
    throws -> String
  {
    try TemplateLibrary(more.merging([name: template]) { $1 }).text(of: name, filledWith: shop)
  }

  /// The fault of a template, as `line:column: message`.
  private func fault(_ template: String, as name: String = "shop.txt", _ more: [String: String] = [:]) throws -> String {
    let fault = try #require(throws: TemplateFault.self) { try text(template, as: name, more) }
    let all = TemplateLibrary(more.merging([name: template]) { $1 }).faults(of: [(name, Shop.shape)])
    #expect(all.contains(fault), "what stops a report is what the check tells")
    return "\(fault.template):\(fault.line):\(fault.column): \(fault.message)"
  }

  @Test(arguments: [
    ("{{name}}, {{ name }}", "Bakery, Bakery"),
    ("{{#goods}}{{name}} {{/goods}}", "roll loaf "),
    ("{{#goods}}{{name}}{{#price}} at {{price}}{{/price}}{{^price}} for nothing{{/price}}; {{/goods}}", "roll at 3; loaf for nothing; "),
    ("{{#days}}{{.}},{{/days}}", "Mo,Tu,"),
    ("{{#open}}open{{/open}}{{^open}}closed{{/open}}", "open"),
    ("{{^best}}none{{/best}}{{#best}}{{best.name}}{{/best}}", "none"),
    ("a{{! a remark\nof two lines }}b", "ab"),
    ("<ul>\n{{#goods}}\n  <li>{{name}}</li>\n{{/goods}}\n</ul>\n", "<ul>\n  <li>roll</li>\n  <li>loaf</li>\n</ul>\n"),
    ("a\n  {{! alone on its line }}  \nb", "a\nb"),
    ("{{#goods}}{{#days}}{{name}}{{.}} {{/days}}{{/goods}}", "rollMo rollTu loafMo loafTu "),
    ("no braces } } { {", "no braces } } { {"), ("", ""),
  ])
  func aTemplateIsFilled(_ template: String, _ expected: String) throws {
    #expect(try text(template) == expected)
  }

  @Test func aPathLeadsIntoAThing() throws {
    var shop = Shop()
    shop.best = Shop.Good(name: "cake", price: nil)
    #expect(try text("{{best.name}}{{#best}} {{name}}{{/best}}", shop) == "cake cake")
  }

  @Test func anotherTemplateIsPutIn() throws {
    let parts = ["good": "[{{name}}]\n"]
    #expect(try text("{{#goods}}\n{{> good}}\n{{/goods}}\n", as: "shop.txt", parts) == "[roll]\n[loaf]\n")
  }

  @Test(arguments: [
    ("{{nam}}", #"shop.txt:1:1: there is nothing called "nam" here; did you mean "name"?"#),
    (
      "\n  {{#goods}}{{cost}}{{/goods}}",
      #"shop.txt:2:13: there is nothing called "cost" here; there are name, price, open, goods, best, drawing, days"#
    ),
    ("{{best.price.cents}}", #"shop.txt:1:1: there is no "cents" in "best.price.cents""#),
    ("{{#goods}}x", #"shop.txt:1:1: the section "goods" is never closed; write {{/goods}} where it ends"#),
    ("{{/goods}}", "shop.txt:1:1: {{/goods}} closes a section that was not opened"),
    ("{{#goods}}\n{{/good}}", "shop.txt:2:1: {{/good}} stands where {{/goods}} is expected, for the section of line 1"),
    ("é {{name", "shop.txt:1:3: the tag is not closed; write }}"),
    ("{{{name}}}", "shop.txt:1:1: text is always escaped; write two braces and the name alone"),
    ("{{&name}}", "shop.txt:1:1: text is always escaped; write two braces and the name alone"),
    ("{{=<% %>=}}", "shop.txt:1:1: {{= is not part of the template language here; KnowledgeBase/README.md tells what is"),
    ("{{goods}}", #"shop.txt:1:1: "goods" is not a text; write {{#goods}} … {{/goods}} and its names inside"#),
    ("{{open}}", #"shop.txt:1:1: "open" is yes or no; write {{#open}} … {{/open}}"#),
    ("{{drawing}}", #"shop.txt:1:1: "drawing" is a drawing, which only a page can hold"#),
    ("{{> god}}", #"shop.txt:1:1: there is no template "god"; did you mean "good"?"#),
    ("{{two words}}", "shop.txt:1:1: {{two words}} is no name; a name has letters, digits, _ and dots"),
    ("{{}}", "shop.txt:1:1: {{}} is no name; a name has letters, digits, _ and dots"),
  ])
  func aMistakeIsNamedWithItsPlace(_ template: String, _ expected: String) throws {
    #expect(try fault(template, as: "shop.txt", ["good": "x"]) == expected)
  }

  @Test func aMistakeInWhatIsPutInIsNamedThere() throws {
    #expect(try fault("{{> good}}", as: "shop.txt", ["good": "a\n{{nme}}"]).hasPrefix("good:2:1: there is nothing called"))
    #expect(try fault("{{> good}}", as: "shop.txt", ["good": "{{#name}}"]).hasPrefix("good:1:1: the section"))
    #expect(try fault("{{> good}}", as: "shop.txt", ["good": "{{> good}}"]).contains("without end"))
  }

  @Test func aTemplateThatIsMissingOrThatNothingUsesIsNamed() throws {
    let library = TemplateLibrary(["other": "x"])
    let faults = library.faults(of: [("shop.txt", Shop.shape)])
    #expect(faults.map(\.template) == ["shop.txt", "other"])
    #expect(faults.map(\.message).allSatisfy { $0.contains("missing") || $0.contains("nothing is written with") })
    #expect(throws: TemplateFault.self) { try library.text(of: "shop.txt", filledWith: Shop()) }
  }

  /// A quotation mark with an accent is one character to Swift, and two to a browser: it would end an attribute.
  @Test(arguments: ["\"\u{301} onclick=\"x", "'\u{20DD}", "<\u{301}b>", "</style><script>", "&lt;"])
  func nothingFromOutsideIsMarkup(_ name: String) throws {
    var shop = Shop()
    shop.name = name
    let page = try text("<p title=\"{{name}}\">{{name}}</p>", shop, as: "shop.html")
    let inside = page.dropFirst("<p title=\"".count).dropLast("</p>".count).unicodeScalars
    #expect(inside.count { $0 == "\"" } == 1 && inside.count { $0 == "<" } == 0 && inside.count { $0 == ">" } == 1)
    #expect(!inside.contains("'"))
    shop.drawing = "<svg/>"
    #expect(try text("{{drawing}}", shop, as: "shop.html") == "<svg/>", "our own markup stays")
  }

  @Test(arguments: [
    ("# no heading", "\\# no heading"), ("- no list", "\\- no list"), ("1. no list", "1\\. no list"),
    ("[a](http://x)", "\\[a\\](http://x)"), ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
    ("waba.marketing_messages_status", "waba.marketing_messages_status"), ("a\nb", "a b"), ("in 1.5 hours", "in 1.5 hours"),
  ])
  func nothingFromOutsideIsMarkdown(_ text: String, _ expected: String) {
    #expect(TemplateEscape.markdown.escaped(text) == expected)
  }
}
