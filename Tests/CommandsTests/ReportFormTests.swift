import JSONText
import TestSupport
import Testing

/// The forms of a report as the program writes them.
@Suite struct ReportFormTests {
  private static let forms = ["text", "json", "markdown", "html", "sarif", "junit"]

  @Test(arguments: forms)
  func everyFormEndsWithTheSameStatusAndSaysNothingElse(form: String) throws {
    let cases: [(arguments: [String], status: Int32)] = [
      ([], 1), (["--exit-zero"], 0), (["--fail-on", "blocking", "--allow-unknown"], 0),
      (["--fail-on", "advice", "--least", "blocking", "--allow-unknown"], 0), (["--only", "numbers"], 3),
    ]
    for (arguments, status) in cases {
      let result = try Child(small: ["diagnose", "--fact", "waba.quality=RED", "-o", form] + arguments).run()
      #expect(result.status == status, "\(arguments)")
      #expect(result.error == "" && !result.output.isEmpty)
    }
  }

  @Test(arguments: forms)
  func whatIsTooLightIsLeftOutEverywhere(form: String) throws {
    let facts = ["diagnose", "--fact", "waba.quality=RED", "--fact", "waba.is_test=yes", "-o", form]
    let (whole, filtered) = (try Child(small: facts).run(), try Child(small: facts + ["--least", "harming"]).run())
    #expect(whole.output.contains("It is a test account") && !filtered.output.contains("It is a test account"))
    let words = filtered.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("1 lighter finding not told here"))
    #expect(filtered.output.contains("The quality is low"))
  }

  @Test func aPageGoesIntoAFile() throws {
    let folder = try ScratchFolder()
    let file = folder.path + "/report.html"
    let result = try Child(small: ["diagnose", "--fact", "waba.status=RESTRICTED", "--output", "html", "--output-file", file]).run()
    #expect(result.status == 1 && result.output + result.error == "")
    #expect(folder.text("report.html").hasPrefix("<!doctype html>\n"))
    #expect(MarkupCheck(folder.text("report.html")).problems == [])
  }

  @Test(arguments: ["json", "markdown", "html", "sarif", "junit"])
  func aLengthIsForTextAlone(form: String) throws {
    let result = try Child(small: ["diagnose", "--fact", "waba.status=RESTRICTED", "-o", form, "--brief"]).run()
    #expect(result.status == 64)
    #expect(result.error.contains("are forms of text, and \(form) tells everything"))
  }

  @Test func otherWaysToRunRefuseFormsTheyDoNotHave() throws {
    for arguments in [
      ["--batch", "-", "-o", "html"], ["--dry-run", "--waba", "1", "-o", "sarif"], ["--batch", "-", "--least", "harming"],
    ] {
      #expect(try Child(small: ["diagnose"] + arguments, input: "").run().status == 64, "\(arguments)")
    }
  }

  @Test func aMistakeInATemplateIsNamedWithItsPlaceAndStopsTheReport() throws {
    let page = try #require(SmallKnowledge.templates["Templates/finding.mustache"])
    let wrong = page.replacing("{{about}}", with: "{{abuot}}")
    let folder = try SmallKnowledge.folder(SmallKnowledge.templates.merging(["Templates/finding.mustache": wrong]) { $1 })
    let line = try #require(wrong.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("abuot") }) + 1
    let place = "Templates/finding.mustache:\(line):4: there is nothing called \"abuot\" here; did you mean \"about\"?"
    let check = try Child(["kb", "check", "--knowledge", folder.path]).run()
    #expect(check.status == 78 && check.output.contains(place), "\(check.output)")
    let json = try Child(["kb", "check", "--knowledge", folder.path, "-o", "json"]).run()
    #expect(try OutputSchema.problems(in: json.output, by: "kb-check") == [])
    let diagnose = ["diagnose", "--fact", "waba.status=RESTRICTED", "--knowledge", folder.path, "-o"]
    let report = try Child(diagnose + ["html"]).run()
    #expect(report.status == 78 && report.output == "" && report.error.contains(place), "\(report.error)")
    #expect(try Child(diagnose + ["text"]).run().status == 1, "what needs no template is told")
  }

  @Test func aFolderOfOtherFilesAndAMissingTemplateAreNamed() throws {
    var files = SmallKnowledge.templates
    files["Templates/report.html.mustache"] = nil
    files["Templates/notes.txt"] = "x"
    let folder = try SmallKnowledge.folder(files)
    let check = try Child(["kb", "check", "--knowledge", folder.path]).run()
    #expect(check.status == 78)
    #expect(check.output.contains("Templates/notes.txt:1:1: only files named .mustache are read here"))
    #expect(check.output.contains("Templates/report.html.mustache:1:1: this template is missing"))
    #expect(check.output.contains("Templates/style.mustache:1:1: nothing is written with this template"))
  }

  @Test(arguments: forms)
  func numbersAreShownOnlyWithAWordFirst(form: String) throws {
    let arguments = ["diagnose", "--fact", "waba.name=+5215512345678", "--fact", "waba.status=RESTRICTED", "-o", form]
    let result = try Child(small: arguments + ["--unredacted"]).run()
    #expect(result.output.contains(form == "json" || form == "sarif" ? "\"unredacted\": true" : "UNREDACTED"))
    #expect(try !Child(small: arguments).run().output.lowercased().contains("unredacted"))
  }

  @Test func thePromptWritesEveryForm() throws {
    let folder = try ScratchFolder()
    let lines = Self.forms.map { "report --output \($0) --output-file \(folder.path)/report.\($0)" }
    let waive = "waive account.restricted --reason \"known\" --until 2099-01-01"
    let input = (["waba.status=RESTRICTED", waive] + lines).joined(separator: "\n") + "\n"
    let result = try Child(small: [], input: input, environment: ["HOME": folder.path]).run()
    #expect(result.status == 0 && result.error == "", "\(result.error)")
    for form in Self.forms { #expect(folder.text("report.\(form)").contains("The account is restricted"), "\(form)") }
    let log = try JSONDocument(folder.text("report.sarif"), file: "log").root
    let results = log.at(pointer: "/runs/0/results")?.elements.map(\.self) ?? []
    #expect(results.compactMap { $0.at(pointer: "/suppressions/0/kind")?.string } == ["external"])
  }
}
