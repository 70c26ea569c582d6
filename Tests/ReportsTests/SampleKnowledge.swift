import Knowledge
import TestSupport

/// A small knowledge base that has one of everything a report can show.
enum SampleKnowledge {
  static let base: KnowledgeBase = {
    guard let folder = try? KnowledgeFixture.folder(files) else { fatalError("no temporary folder") }
    var (knowledge, faults) = KnowledgeReader.read(folder)
    precondition(faults.isEmpty, "\(faults)")
    knowledge.templates = KnowledgeReader.read(KnowledgeFixture.projectFolder, parts: .templates).knowledge.templates
    return knowledge
  }()

  static let files = [
    "knowledge.json": KnowledgeFixture.settings,
    "Facts/waba.json": """
    {
      "marketing_messages_onboarding_status": {
        "title": "Marketing Messages onboarding status", "kind": "choice",
        "values": { "ELIGIBLE": "May onboard", "ONBOARDED": "Onboarded", "INELIGIBLE_ON_BEHALF_OF_WABA": "Run on behalf of its owner" },
        "cites": ["meta.onboarding#obo"]
      },
      "country": { "title": "Country", "kind": "country" },
      "status": { "title": "Status", "kind": "choice", "values": { "ACTIVE": "In use", "RESTRICTED": "Restricted" } },
      "name": { "title": "Name", "kind": "text" },
      "is_test": { "title": "A test account", "kind": "yes-no" }
    }
    """,
    "Facts/phone-number.json": """
    {
      "status": { "title": "Status", "kind": "choice", "values": { "CONNECTED": "Connected", "FLAGGED": "Flagged" } },
      "failures": { "title": "Failed sends", "kind": "count", "about": "In the last day." }
    }
    """,
    "Facts/user.json": """
    { "role": { "title": "Role", "kind": "choice", "values": { "ADMIN": "Full control", "EMPLOYEE": "Basic access" } } }
    """,
    "Tables/sanctioned-regions.json": """
    { "title": "Sanctioned regions", "kind": "country", "cites": ["meta.onboarding#regions"],
      "rows": { "CU": { "title": "Cuba" }, "UA-43": { "title": "Crimea" } } }
    """,
    "Questions/user.json": """
    { "role": { "ask": "Who has full control of the portfolio?", "who": "dashboard", "where": "Business settings, People",
      "about": "Only somebody with full control can accept the terms." } }
    """,
    "Findings/onboarding.json": """
    {
      "on-behalf-of": { "title": "The account is run on behalf of its owner", "impact": "blocking",
        "about": "The partner owns the account. An account that is run on behalf of somebody cannot be onboarded until it belongs to its owner.",
        "explains": ["onboarding.not-onboarded"], "remedies": ["partner.transfer-ownership", "partner.intent-api"], "cites": ["meta.onboarding#obo"] },
      "not-onboarded": { "title": "The account is not onboarded", "impact": "harming", "cites": ["meta.onboarding#obo"] },
      "no-full-control": { "title": "Nobody with full control can accept the terms", "impact": "blocking",
        "asks": "Whether anyone with full control can accept the terms", "cites": ["meta.onboarding#full-control"] },
      "sanctioned": { "title": "The business sits in a sanctioned region", "impact": "blocking", "cites": ["meta.onboarding#regions"] }
    }
    """,
    "Findings/numbers.json": """
    {
      "flagged": { "title": "The number is flagged for low quality", "impact": "harming", "remedies": ["sender.send-less"], "cites": ["vendor.notes#flagged"] },
      "throttled": { "title": "Meta limits how much the number may send", "impact": "harming", "cites": ["vendor.notes#flagged"] },
      "test-account": { "title": "This is a test account", "impact": "advice", "cites": ["vendor.notes#flagged"] }
    }
    """,
    "Rules/onboarding.json": """
    {
      "on-behalf-of": { "when": { "waba.marketing_messages_onboarding_status": "INELIGIBLE_ON_BEHALF_OF_WABA" },
        "find": "onboarding.on-behalf-of", "cites": ["meta.onboarding#obo"] },
      "not-onboarded": { "when": { "waba.marketing_messages_onboarding_status": { "not": "ONBOARDED" } }, "find": "onboarding.not-onboarded" },
      "no-full-control": { "when": { "no": "user", "where": { "user.role": "ADMIN" } }, "find": "onboarding.no-full-control" },
      "sanctioned": { "when": { "waba.country": { "in": { "table": "sanctioned-regions" } } }, "find": "onboarding.sanctioned",
        "since": "2024-05-15" }
    }
    """,
    "Rules/numbers.json": """
    {
      "flagged": { "when": { "phone_number.status": "FLAGGED" }, "find": "numbers.flagged" },
      "throttled": { "when": { "any": [ { "phone_number.failures": { "at least": 3 } }, { "waba.status": "RESTRICTED" } ] }, "suspect": "numbers.throttled" },
      "test-account": { "when": { "waba.is_test": true }, "find": "numbers.test-account" },
      "test-by-name": { "when": { "waba.name": { "contains": "test" } }, "infer": { "waba.is_test": true } }
    }
    """,
    "Remedies/partner.json": """
    {
      "transfer-ownership": { "title": "Transfer the account to its owner", "takes": "days",
        "steps": ["Ask the owner for the id of their portfolio.", "Start the transfer in Business settings, and let the owner accept it within the time that the mail names."] },
      "intent-api": { "title": "Onboard through the Intent API", "steps": ["Send the intent request."], "takes": "minutes" }
    }
    """,
    "Remedies/sender.json": """
    { "send-less": { "title": "Send less until the rating recovers", "steps": ["Halve the daily volume."], "takes": "a week" } }
    """,
    "Sources/meta.json": """
    {
      "onboarding": { "title": "Marketing Messages onboarding", "publisher": "Meta", "address": "https://developers.facebook.com/onboarding",
        "updated": "2025-12-10", "read": "2026-10-15", "confidence": "A",
        "statements": {
          "obo": { "says": "An account run on behalf of its owner cannot be onboarded.", "under": "Eligibility" },
          "full-control": { "says": "Only a user with full control can accept the terms." },
          "regions": { "says": "Businesses in sanctioned regions may not use the platform." } } }
    }
    """,
    "Sources/vendor.json": """
    {
      "notes": { "title": "Notes on quality", "publisher": "A partner", "address": "https://partner.example/notes",
        "updated": "undated", "read": "2026-10-15", "confidence": "C", "statements": { "flagged": { "says": "Flagged numbers send less." } } }
    }
    """,
    "Topics/onboarding.json": """
    { "title": "Onboarding", "symptoms": ["The button is grey"], "words": ["pending", "greyed out"], "findings": ["onboarding.*"] }
    """,
    "ErrorCodes/cloud-api.json": """
    {
      "131042": { "title": "Business eligibility: payment", "means": "No valid payment method.", "retry": "never",
        "findings": ["numbers.test-account"], "remedies": ["sender.send-less"], "cites": ["meta.onboarding#obo"] },
      "190": { "title": "Access token has expired", "means": "The token is not valid.", "subcodes": { "463": "expired", "460": "password changed" } }
    }
    """,
    "Collectors/graph-api.json": """
    { "version": "v24.0", "calls": {
      "waba": { "title": "Account", "path": "/102290129340398", "permissions": ["whatsapp_business_management"],
        "facts": { "waba.status": "/status", "waba.marketing_messages_onboarding_status": "/marketing_messages_onboarding_status" } },
      "business-users": { "title": "People", "path": "/1/business_users", "pages": true, "each": "user", "in": "/data", "id": "/id",
        "permissions": ["business_management"], "facts": { "user.role": "/role" } } } }
    """,
  ]
}
