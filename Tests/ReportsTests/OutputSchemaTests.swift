import JSONText
import TestSupport
import Testing

@Suite struct OutputSchemaTests {
  /// Outputs as the schemas describe them, by the schema's name.
  static let samples: [(schema: String, text: String)] = [
    (
      "batch-diagnosis",
      """
      {"line":1,"case":"Bakery","found":["onboarding.on-behalf-of",{"finding":"numbers.not-connected","phone_number":["106"]}],\
      "suspected":[],"unknown":{"blocking":3,"harming":2,"advice":1},"contradictions":["waba.status"],"coverage":{"decided":36,"waiting":5}}
      """
    ),
    (
      "batch-diagnosis",
      #"{"line":2,"found":[],"suspected":[],"unknown":{"blocking":0,"harming":0,"advice":0},"coverage":{"decided":0,"waiting":0}}"#
    ),
    (
      "batch-error",
      #"{"schema":"wabadoctor/batch-error","version":1,"line":7,"column":12,"message":"unknown fact \"waba.contry\"","case":"Bakery"}"#
    ),
    (
      "batch-error",
      #"{"schema":"wabadoctor/batch-error","version":1,"line":7,"column":12,"message":"expected a comma"}"#
    ),
    (
      "kb-check",
      """
      {"schema":"wabadoctor/knowledge-check","version":1,"edition":"2026-11-21","entries":{"facts":3,"rules":2},\
      "faults":[{"kind":"unknown-fact","file":"Rules/delivery.json","line":14,"column":9,"message":"unknown fact"}]}
      """
    ),
    (
      "kb-test",
      """
      {"schema":"wabadoctor/knowledge-test","version":1,"examples":12,"cases":3,"failed":1,\
      "failures":[{"kind":"failed-case","file":"Cases/x.json","line":1,"column":1,"message":"expected found: a.b, but it is not"}]}
      """
    ),
    (
      "kb-stats",
      """
      {"schema":"wabadoctor/knowledge-statistics","version":1,"entries":{"facts":3},"rules_in_cases":1,"rules_in_no_case":["a.b"],\
      "findings_in_cases":1,"healthy_cases":0,"mutants":4,\
      "unnoticed":[{"rule":"a.b","place":"Rules/a.json:3:4","change":"is turned into is not"}]}
      """
    ),
    (
      "kb-map",
      """
      {"schema":"wabadoctor/knowledge-map","version":1,"topics":[{"topic":"country","facts":["waba.country"],"untried":[],\
      "complete":true,"counts":{"decided":1,"contested":0,"no rule":1,"open":0},\
      "witnesses":[{"outcome":"decided","facts":{"waba.country":"CU","app.scopes":["a"]},"findings":["country.sanctioned"]}]}]}
      """
    ),
    (
      "kb-docs",
      """
      {"schema":"wabadoctor/knowledge-book","version":1,"edition":"2026-11-21","parts":[{"title":"Topics","chapters":[{"title":"all",\
      "entries":[{"kind":"topic","name":"country","title":"Country","about":null,\
      "details":[{"label":"words","text":"cuba","depth":0,"link":null}],"sources":[]}]}]}]}
      """
    ),
    (
      "search",
      """
      {"schema":"wabadoctor/search","version":1,"edition":"2026-11-21","query":"paid","results":[{"kind":"error code",\
      "name":"cloud-api.131042","title":"Payment","matched":["paid"]}]}
      """
    ),
    (
      "dry-run",
      """
      {"schema":"wabadoctor/dry-run","version":1,"tool":{"name":"wabadoctor","version":"0.1.0"},"edition":"2026-11-21",\
      "graph_version":"v24.0","calls":[{"call":"waba","method":"GET","path":"/{waba.id}","query":[{"name":"fields","value":"status"}],\
      "asks_about_token":false,"permissions":["whatsapp_business_management"],"facts":["waba.status"],"needs":[]}]}
      """
    ),
    (
      "ticket",
      """
      {"schema":"wabadoctor/ticket","version":1,"tool":{"name":"wabadoctor","version":"0.1.0"},"edition":"2026-11-21",\
      "as_of":"2026-11-21T09:14:00Z","for":"meta","ready":false,"heading":"NOT READY, 1 thing missing: ticket for Meta: Billing",\
      "type":{"name":"account.billing","title":"Billing","matter":"billing","question_type":null,"chosen":null},"stopped":null,\
      "missing":[{"title":"Transaction id","facts":["incident.transaction_id"],"ask":"Which?","who":"dashboard","where":null}],\
      "before_sending":[],"severity":null,"routes":[{"route":"partner","title":"The partner","place":null}],\
      "sections":{"found":[{"label":null,"text":"Nothing","notes":[]}]},"coverage":"Ran 1 rule: 1 decided"}
      """
    ),
  ]

  @Test(arguments: samples.indices)
  func aSampleIsAsItsSchemaSays(position: Int) throws {
    let sample = Self.samples[position]
    #expect(try OutputSchema.problems(in: sample.text, by: sample.schema) == [])
  }

  @Test(arguments: samples.indices)
  func aMemberTooManyOrTooFewIsRefused(position: Int) throws {
    let sample = Self.samples[position]
    let extra = sample.text.dropLast() + ",\"surprise\":1}"
    #expect(try !OutputSchema.problems(in: String(extra), by: sample.schema).isEmpty)
    let required = try OutputSchema.schema(sample.schema)["required"]?.elements.compactMap(\.string) ?? []
    let root = try JSONDocument(sample.text, file: "f").root
    for key in required {
      let rest = JSONTree.object(
        root.members.filter { $0.key != key }.map { JSONField($0.key, JSONTree($0.value)) })
      #expect(
        try !OutputSchema.problems(in: JSONWriter.text(rest, layout: .compact), by: sample.schema).isEmpty,
        "without \(key)")
    }
  }

  @Test(arguments: [
    #"{"line":0,"found":[],"suspected":[],"unknown":{"blocking":0,"harming":0,"advice":0},"coverage":{"decided":0,"waiting":0}}"#,
    #"{"line":1,"found":[{"finding":"a.b"}],"suspected":[],"unknown":{"blocking":0,"harming":0,"advice":0},"coverage":{"decided":0,"waiting":0}}"#,
    #"{"line":1,"found":[{"finding":"a.b","user":[]}],"suspected":[],"unknown":{"blocking":0,"harming":0,"advice":0},"coverage":{"decided":0,"waiting":0}}"#,
    #"{"line":1,"found":["no address"],"suspected":[],"unknown":{"blocking":0,"harming":0,"advice":0},"coverage":{"decided":0,"waiting":0}}"#,
    #"{"line":1,"found":[],"suspected":[],"unknown":{"blocking":0.5,"harming":0,"advice":0},"coverage":{"decided":0,"waiting":0}}"#,
  ])
  func aBatchLineThatIsNotOneIsRefused(text: String) throws {
    #expect(try !OutputSchema.problems(in: text, by: "batch-diagnosis").isEmpty)
  }

  @Test(arguments: OutputSchema.names)
  func everyObjectOfASchemaIsClosed(name: String) throws {
    func open(_ value: JSONValue) -> [JSONValue] {
      let isOpen = value["properties"] != nil && value["additionalProperties"] == nil
      return (isOpen ? [value] : []) + value.members.flatMap { open($0.value) } + value.elements.flatMap(open)
    }
    #expect(try open(OutputSchema.schema(name)).map(\.place.description) == [])
  }

  @Test(arguments: OutputSchema.names)
  func everySchemaIsLaidOutAsTheHouseDoes(name: String) throws {
    let file = "Schemas/\(name).schema.json"
    let bytes = try KnowledgeFixture.projectFolder.bytes(of: file)
    let tidy = JSONWriter.text(
      JSONTree(try KnowledgeFixture.projectFolder.document(file).root), layout: .canonical)
    #expect(String(decoding: bytes, as: UTF8.self) == tidy)
  }
}
