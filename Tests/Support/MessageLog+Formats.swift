extension MessageLog {
  /// The columns of the flat format, in the order of its rows.
  package static let columns = [
    "message_id", "campaign", "api", "recipient", "template_id", "template_name", "template_language",
    "status",
    "timestamp", "error_code", "country", "pricing_category",
  ]

  /// The rows of the flat format, one status each, without header; times in seconds since 1970.
  package static func rows(_ messages: [Message]) -> [String] {
    messages.flatMap { message in
      message.events.map { event in
        let pricing = event.status == "failed" ? "" : message.pricing
        let code = event.code == 0 ? "" : String(event.code)
        return [
          message.id, message.campaign, message.api, message.recipient, message.templateID,
          message.templateName, "en",
          event.status, String(event.time), code, message.country, pricing,
        ].joined(separator: ",")
      }
    }
  }

  /// A file in the flat format.
  package static func csv(_ rows: [String]) -> [UInt8] {
    Array((([columns.joined(separator: ",")] + rows).joined(separator: "\n") + "\n").utf8)
  }

  /// The whole log in the flat format.
  package func csv() -> [UInt8] { Self.csv(Self.rows(messages())) }

  /// The lines of the flat format as objects.
  package static func objects(_ rows: [String]) -> [String] {
    rows.map { row in
      let values = row.split(separator: ",", omittingEmptySubsequences: false)
      let members = zip(columns, values).filter { !$1.isEmpty }.map { "\"\($0)\":\"\($1)\"" }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  /// A table of the sends, as it is joined with webhooks.
  package static func sends(_ messages: [Message]) -> [UInt8] {
    let header =
      "message_id,campaign,api,recipient,country,template_id,template_name,template_language,accepted_at\n"
    return Array(
      (header
        + messages.map { message in
          [
            message.id, message.campaign, message.api, message.recipient, message.country, message.templateID,
            message.templateName, "en", String(message.accepted),
          ].joined(separator: ",") + "\n"
        }.joined()).utf8)
  }

  /// The statuses as the platform sends them, one object each; clicks are not among them, for no webhook tells them.
  package static func statuses(_ messages: [Message]) -> [String] {
    messages.flatMap { message in
      message.events.filter { $0.status != "clicked" }.map { event in
        var status = """
          {"id":"\(message.id)","status":"\(event.status)","timestamp":"\(event.time)",\
          "recipient_id":"\(message.recipient.drop { $0 == "+" })"
          """
        if event.status == "failed" {
          status += ",\"errors\":[{\"code\":\(event.code),\"title\":\"not delivered\"}]"
        } else if !message.pricing.isEmpty {
          status +=
            ",\"pricing\":{\"billable\":true,\"pricing_model\":\"PMP\",\"category\":\"\(message.pricing)\"}"
        }
        return status + "}"
      }
    }
  }

  /// A webhook body around statuses.
  package static func body(_ statuses: some Sequence<String>) -> String {
    """
    {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":\
    {"messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},\
    "statuses":[\(statuses.joined(separator: ","))]},"field":"messages"}]}]}
    """
  }
}
