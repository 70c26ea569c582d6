import CaseStore
import JSONText
import Knowledge
import TestSupport

/// Cases to keep, made up for tests.
enum Drafts {
  static let now = Moment(seconds: 1_795_252_440)

  /// A case of an account with an answer, a note and one finding.
  static func draft(
    _ label: String = "Bakery", waba: String = "102290129340398", finding: String = "account.restricted", note: String = "called twice",
    due: Moment? = nil
  ) -> CaseDraft {
    let digest = """
      {"time":"\(now)","edition":"2026-11-21","program":"0.1.0","knowledge":"abc","as_of":"\(now)",\
      "learned":["waba.status is RESTRICTED"],"withdrawn":[],"found":[{"finding":"\(finding)","entity":null,"rules":["\(finding)"]}],"suspected":[]}
      """
    return CaseDraft(
      document: document(label, waba: waba, note: note),
      diagnosis: (try? JSONDocument(digest, file: "digest")).flatMap { KeptDiagnosis(digest: $0.root) },
      headline: "The account is restricted", due: due.map { CaseDue($0, about: finding) },
      knowledge: KeptKnowledge(fingerprint: "abc", edition: "2026-11-21", entries: "rule \(finding) 1\n"))
  }

  /// A case file in the form that the prompt writes.
  static func document(_ label: String, waba: String, note: String) -> String {
    """
    {"schema":"wabadoctor/case","version":1,"tool":{"name":"wabadoctor","version":"0.1.0"},"edition":"2026-11-21","as_of":"\(now)",\
    "case":"\(label)","waba":"\(waba)","places":["--fact"],"topics":["account"],"facts":[{"fact":"waba.status","entity":null,\
    "value":"RESTRICTED","origin":"agent","detail":"answered at the prompt","time":"\(now)"}],"entities":[],"complete":[],"gaps":[],\
    "not_sure":[],"later":[],"supposed":[],"waived":[],"notes":[{"text":"\(note)","time":"\(now)"}],"attachments":[]}
    """
  }

  /// A store in a folder of its own.
  static func store(_ scratch: ScratchFolder) throws -> CaseStore {
    try CaseStore(path: scratch.path + "/cases.sqlite", access: .writing)
  }
}
