import FoundationEssentials
import JSONText
import Knowledge
import Testing
import TestSupport

/// What `ticket` does in the shell, over the project's own knowledge.
@Suite struct TicketCommandTests {
  private static let facts = """
    {
      "waba.id": "102290129340398", "incident.asker": "solution provider", "portfolio.id": "204118560098512",
      "incident.business_impact": "No invoices can be paid; ask ada@example.com or +4915112345678",
      "incident.transaction_id": "T-1", "incident.amount": "12 EUR", "incident.wanted": "A refund"
    }
    """

  private func ticket(_ arguments: String..., input: String = facts) throws -> (output: String, error: String, status: Int32) {
    let result = try Child(
      ["ticket", "--facts", "-"] + arguments, input: input,
      environment: ["WABADOCTOR_KNOWLEDGE": KnowledgeFixture.projectFolder.path]
    ).run()
    return (result.output, result.error, result.status)
  }

  @Test func aWholeTicketIsReadyAndOneThatIsNotSaysSoFirst() throws {
    let whole = try ticket("--type", "billing")
    #expect(whole.error == "")
    #expect(whole.status == 0)
    #expect(whole.output.hasPrefix("Ticket for Meta: Payment, invoices, transactions\n"))
    let less = try ticket("--type", "billing", input: Self.facts.replacing("incident.amount", with: "incident.notice"))
    #expect(less.status == 3)
    #expect(less.output.hasPrefix("NOT READY, 1 thing missing: ticket for Meta: Payment, invoices, transactions\n- missing: Amount"))
  }

  @Test func theJSONIsAsItsSchemaSays() throws {
    for (type, ready) in [("billing", true), ("lock", false)] {
      for voice in ["meta", "partner", "customer"] {
        let result = try ticket("--type", type, "--for", voice, "-o", "json")
        #expect(try OutputSchema.problems(in: result.output, by: "ticket").map(\.description) == [])
        let root = try JSONDocument(result.output, file: "ticket").root
        #expect(root["for"]?.string == voice)
        if voice != "customer" { #expect(root["ready"]?.boolean == ready) }
        #expect(root["type"]?["name"]?.string == "account.\(type)")
      }
    }
  }

  @Test func aKnownOutageStopsIt() throws {
    let result = try ticket("--type", "outage", "-o", "json", "--fact", "incident.status_page=outage")
    #expect(result.status == 1)
    let root = try JSONDocument(result.output, file: "ticket").root
    #expect(root["ready"]?.boolean == false)
    #expect(root["stopped"]?["finding"]?.string == "availability.outage")
  }

  @Test func whatIsHiddenIsToldByKind() throws {
    let text = try ticket("--type", "billing").output
    #expect(!text.contains("ada@example.com") && !text.contains("15112345678"))
    let preview = try ticket("--type", "billing", "--preview").output
    #expect(preview.contains("e-mail address: "))
    #expect(preview.contains("phone number: +49"))
    #expect(preview.split(separator: "\n").count == 2)
    let shown = try ticket("--type", "billing", "--unredacted").output
    #expect(shown.hasPrefix("UNREDACTED"))
    #expect(shown.contains("+4915112345678"))
  }

  @Test func aNumberInAPastedRequestIsHiddenThoughItHasNoSign() throws {
    let request = #"{\"to\":\"4915112345678\",\"type\":\"text\"}"#
    let text = try ticket(
      "--type", "api-error", input: #"{ "waba.id": "1", "incident.request": "\#(request)", "incident.asker": "developer" }"#
    ).output
    #expect(text.contains("The request, without its token: "))
    #expect(!text.contains("4915112345678"), "\(text)")
  }

  @Test func aNoteIsAStepAndAFileIsWritten() throws {
    let scratch = try ScratchFolder()
    let file = scratch.path + "/ticket.md"
    let result = try ticket("--type", "billing", "--note", "09:10 UTC: asked the bank", "-o", "markdown", "--output-file", file)
    #expect(result.output == "")
    let text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
    #expect(text.hasPrefix("# Ticket for Meta"))
    #expect(text.contains("## What was tried") && text.contains("asked the bank"))
  }

  @Test func anUnknownTypeHasANearMiss() throws {
    let result = try ticket("--type", "biling")
    #expect(result.status == 64)
    #expect(result.error.contains("there is no ticket type \"biling\"") && result.error.contains("billing"))
  }
}
