import Collectors
import JSONText
import Knowledge
import TestSupport

/// A small knowledge base with a call of every shape, and recordings beside this file or made on the spot.
enum Fixture {
  static let knowledge: KnowledgeBase = {
    do {
      let (knowledge, faults) = KnowledgeReader.read(try KnowledgeFixture.folder(files), parts: .collectors)
      precondition(faults.isEmpty, "\(faults)")
      return knowledge
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// A collector for all of its calls.
  static let collector = GraphCollector(knowledge: knowledge)

  /// A recording of `Recordings/`.
  static func recording(_ name: String) throws -> Recording {
    try Recording(path: "\(folder)/\(name).json", name: "\(name).json")
  }

  /// What is learned from a recording of `Recordings/`.
  static func collected(_ name: String) throws -> Collected {
    collector.collect(from: try recording(name))
  }

  /// What is learned when one call is answered with this and no other call is answered at all.
  static func collected(_ call: String, answer body: String, status: Int = 200) -> Collected {
    collected([(call, body)], status: status)
  }

  /// What is learned from these bodies; bodies of one call are its pages.
  static func collected(_ bodies: [(call: String, body: String)], status: Int = 200) -> Collected {
    collector.collect(from: recording(bodies, status: status))
  }

  static func recording(_ bodies: [(call: String, body: String)], status: Int = 200) -> Recording {
    var recording = Recording(
      recorded: Moment("2026-11-21T09:14:00Z"), graphVersion: "v24.0", waba: "102290129340398")
    recording.exchanges = bodies.map { call, body in
      let answer = GraphAnswer(status: status, body: Array(body.utf8), call: call, moment: recording.recorded)
      return Recording.Exchange(call: call, request: .init(path: nil, query: nil), answer: answer)
    }
    return recording
  }

  private static let folder =
    (#filePath).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Recordings"

  private static let files = [
    "knowledge.json": """
    {
      "edition": "2026-11-21",
      "language": "en",
      "subjects": {
        "waba": { "title": "WhatsApp Business Account" },
        "portfolio": { "title": "Business portfolio" },
        "access_token": { "title": "Access token" },
        "phone_number": { "title": "Phone number", "many": true },
        "user": { "title": "Person", "many": true },
        "health_entity": { "title": "Entity of a health status", "many": true },
        "granted_scope": { "title": "Scope", "many": true }
      },
      "impacts": { "blocking": "Blocks", "harming": "Harms", "advice": "Advice" },
      "actors": { "sender": "Sender" },
      "trust": ["health-status", "graph-api", "facts-file", "agent", "customer", "rule"]
    }
    """,
    "Facts/waba.json": """
    {
      "id": { "title": "Id", "kind": "text" },
      "name": { "title": "Name", "kind": "text" },
      "status": { "title": "Status", "kind": "choice", "values": { "ACTIVE": "In use", "DISABLED": "Off" } },
      "business_verification_status": { "title": "Verification", "kind": "choice", "values": { "verified": "Yes" } },
      "country": { "title": "Country", "kind": "country" },
      "currency_set": { "title": "A currency is set", "kind": "yes-no" },
      "funding_missing": { "title": "No funding id", "kind": "yes-no" },
      "is_enabled_for_insights": { "title": "Insights", "kind": "yes-no" },
      "creation_time": { "title": "Created", "kind": "moment" },
      "health_can_send_message": { "title": "Verdict at the root", "kind": "choice",
        "values": { "AVAILABLE": "Yes", "LIMITED": "Partly", "BLOCKED": "No" } }
    }
    """,
    "Facts/portfolio.json": """
    {
      "id": { "title": "Id", "kind": "text" },
      "name": { "title": "Name", "kind": "text" },
      "terms": { "title": "Terms", "kind": "choice", "values": { "REQUEST_SENT": "Waits", "TERM_OF_SERVICE_SIGNED": "Signed" } },
      "terms_date": { "title": "Day of the terms", "kind": "date" },
      "user_count": { "title": "People", "kind": "count" }
    }
    """,
    "Facts/access-token.json": """
    {
      "is_valid": { "title": "Alive", "kind": "yes-no" },
      "expires_at": { "title": "Expires", "kind": "moment" },
      "scopes": { "title": "Permissions", "kind": "list", "of": "text" },
      "error_subcode": { "title": "Subcode", "kind": "whole number" },
      "reads_phone_numbers": { "title": "Reads the numbers", "kind": "yes-no" }
    }
    """,
    "Facts/phone-number.json": """
    {
      "status": { "title": "Status", "kind": "choice", "values": { "CONNECTED": "Works", "PENDING": "Not registered" } },
      "throughput_level": { "title": "Throughput", "kind": "choice", "values": { "STANDARD": "80", "HIGH": "1000" } },
      "quality_rating": { "title": "Quality", "kind": "choice", "values": { "GREEN": "High", "RED": "Low" } },
      "health_error_codes": { "title": "Codes", "kind": "list", "of": "whole number" },
      "webhook_application": { "title": "Callback", "kind": "text" }
    }
    """,
    "Facts/user.json": """
    {
      "name": { "title": "Name", "kind": "text" },
      "role": { "title": "Role", "kind": "choice", "values": { "ADMIN": "Full control", "EMPLOYEE": "Partial" } }
    }
    """,
    "Facts/health-entity.json": """
    {
      "entity_type": { "title": "Kind", "kind": "choice", "values": { "WABA": "Account", "BUSINESS": "Portfolio", "APP": "App", "PHONE_NUMBER": "Number" } },
      "can_send_message": { "title": "Verdict", "kind": "choice",
        "values": { "AVAILABLE": "Yes", "LIMITED": "Partly", "BLOCKED": "No" } },
      "can_receive_call_sip": { "title": "Calls", "kind": "choice",
        "values": { "AVAILABLE": "Yes", "LIMITED": "Partly", "BLOCKED": "No" } },
      "error_codes": { "title": "Codes", "kind": "list", "of": "whole number" },
      "additional_info": { "title": "More", "kind": "list", "of": "text" }
    }
    """,
    "Facts/granted-scope.json": """
    {
      "names_targets": { "title": "Limited to accounts", "kind": "yes-no" },
      "target_count": { "title": "Accounts", "kind": "count" }
    }
    """,
    "Collectors/graph-api.json": """
    {
      "version": "v24.0",
      "calls": {
        "debug-token": { "title": "Token", "path": "/debug_token", "token": true, "fields": false,
          "each": "granted_scope", "in": "/data/granular_scopes", "id": "/scope",
          "facts": {
            "granted_scope.names_targets": { "at": "/target_ids", "as": "present" },
            "granted_scope.target_count": { "at": "/target_ids", "as": "size" },
            "access_token.is_valid": "/data/is_valid",
            "access_token.expires_at": { "at": "/data/expires_at", "as": "epoch seconds", "unless": 0 },
            "access_token.scopes": "/data/scopes/*" },
          "when refused": { "190": { "access_token.is_valid": false },
            "190/463": { "access_token.error_subcode": 463 } } },
        "waba": { "title": "Account", "path": "/{waba.id}", "permissions": ["whatsapp_business_management"],
          "facts": {
            "waba.id": "/id",
            "waba.name": "/name",
            "waba.status": "/status",
            "waba.business_verification_status": { "at": "/business_verification_status", "as": "lower case" },
            "waba.country": { "at": "/country", "as": "upper case" },
            "waba.currency_set": { "at": "/currency", "as": "present" },
            "waba.funding_missing": { "at": "/primary_funding_id", "as": "absent", "unless": "" },
            "waba.is_enabled_for_insights": "/is_enabled_for_insights",
            "waba.creation_time": { "at": "/creation_time", "as": "epoch seconds" },
            "portfolio.id": "/owner_business_info/id",
            "portfolio.name": "/owner_business_info/name" } },
        "health": { "title": "Health", "path": "/{waba.id}", "permissions": ["whatsapp_business_management"],
          "origin": "health-status", "each": "health_entity", "in": "/health_status/entities", "id": "/id",
          "facts": {
            "waba.health_can_send_message": "/health_status/can_send_message",
            "health_entity.entity_type": { "at": "/entity_type", "field": "health_status" },
            "health_entity.can_send_message": "/can_send_message",
            "health_entity.can_receive_call_sip": "/can_receive_call_sip",
            "health_entity.error_codes": "/errors/*/error_code",
            "health_entity.additional_info": "/additional_info" } },
        "phone-numbers": { "title": "Numbers", "path": "/{waba.id}/phone_numbers",
          "permissions": ["whatsapp_business_management"], "pages": true, "limit": 100,
          "each": "phone_number", "in": "/data", "id": "/id",
          "facts": {
            "access_token.reads_phone_numbers": { "fixed": true },
            "phone_number.status": "/status",
            "phone_number.throughput_level": "/throughput/level",
            "phone_number.quality_rating": { "at": "/quality_rating", "unless": "NA" },
            "phone_number.webhook_application": "/webhook_configuration/application",
            "phone_number.health_error_codes": "/health_status/entities/*/errors/*/error_code" },
          "when refused": { "200": { "access_token.reads_phone_numbers": false } } },
        "portfolio": { "title": "Portfolio", "path": "/{portfolio.id}", "permissions": ["business_management"],
          "facts": {
            "portfolio.name": "/name",
            "portfolio.terms": "/marketing_messages_onboarding_status/status",
            "portfolio.terms_date": { "at": "/marketing_messages_onboarding_status/time", "as": "date of time" } } },
        "business-users": { "title": "People", "path": "/{portfolio.id}/business_users",
          "permissions": ["business_management"], "pages": true, "each": "user", "in": "/data", "id": "/id",
          "facts": { "user.name": "/name", "user.role": "/role", "portfolio.user_count": { "at": "/summary/total_count", "field": "summary" } } },
        "assigned-users": { "title": "Assigned", "path": "/{waba.id}/assigned_users",
          "query": { "business": "{portfolio.id}" }, "pages": true, "each": "user", "in": "/data", "id": "/id",
          "facts": { "user.name": "/name" } }
      }
    }
    """,
  ]
}

extension Collected {
  /// The values of a fact, in order.
  func values(_ name: String, of entity: String? = nil) -> [FactValue] {
    facts.filter { $0.name.description == name && $0.entity == entity }.map(\.value)
  }

  /// The one value of a fact, when there is just one.
  func value(_ name: String, of entity: String? = nil) -> FactValue? {
    let values = values(name, of: entity)
    return values.count == 1 ? values[0] : nil
  }

  /// The gaps of a call.
  func gaps(of call: String) -> [Gap] { gaps.filter { $0.call == call } }

  /// Ids of a subject's entities, in order.
  func ids(of subject: String) -> [String] { entities.filter { $0.subject == subject }.map(\.id) }
}

extension Gap {
  /// The words of the cause.
  var words: String {
    switch cause {
    case .refused(_, let message, _): message
    case .unreadable(let text), .missing(let text), .wrongKind(let text): text
    case .needs(let name): name.description
    }
  }
}
