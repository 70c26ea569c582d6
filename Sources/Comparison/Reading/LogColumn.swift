/// The columns of a log, and the keys of its objects.
enum LogColumn: Int, CaseIterable {
  case messageID
  case campaign
  case api
  case recipient
  case templateID
  case templateName
  case templateLanguage
  case status
  case timestamp
  case errorCode
  case country
  case pricingCategory
  case acceptedAt
  case callbackData

  /// How many there are.
  static let count = 14

  /// The name as the contract spells it.
  var name: String {
    switch self {
    case .messageID: "message_id"
    case .campaign: "campaign"
    case .api: "api"
    case .recipient: "recipient"
    case .templateID: "template_id"
    case .templateName: "template_name"
    case .templateLanguage: "template_language"
    case .status: "status"
    case .timestamp: "timestamp"
    case .errorCode: "error_code"
    case .country: "country"
    case .pricingCategory: "pricing_category"
    case .acceptedAt: "accepted_at"
    case .callbackData: "biz_opaque_callback_data"
    }
  }

  /// The column a header means, whatever its case and whatever stands between its words; nil for one that is not read.
  init?(header: String) {
    guard let column = Self.byLetters[Self.letters(of: header)] else { return nil }
    self = column
  }

  private static let byLetters = Dictionary(
    uniqueKeysWithValues: LogColumn.allCases.map { (letters(of: $0.name), $0) })

  private static func letters(of name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " && $0 != "\t" }
  }

  /// The column of an object's key, spelled exactly.
  static func of(key: Field) -> LogColumn? {
    switch key.count {
    case 3: key.says("api") ? .api : nil
    case 6: key.says("status") ? .status : nil
    case 7: key.says("country") ? .country : nil
    case 8: key.says("campaign") ? .campaign : nil
    case 9: key.says("timestamp") ? .timestamp : key.says("recipient") ? .recipient : nil
    case 10: key.says("message_id") ? .messageID : key.says("error_code") ? .errorCode : nil
    case 11: key.says("template_id") ? .templateID : key.says("accepted_at") ? .acceptedAt : nil
    case 13: key.says("template_name") ? .templateName : nil
    case 16: key.says("pricing_category") ? .pricingCategory : nil
    case 17: key.says("template_language") ? .templateLanguage : nil
    case 24: key.says("biz_opaque_callback_data") ? .callbackData : nil
    default: nil
    }
  }
}
