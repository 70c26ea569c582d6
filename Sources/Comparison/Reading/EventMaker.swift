/// Makes events of rows: reads times, numbers and words, and turns names into numbers. One for each thread.
struct EventMaker: ~Copyable {
  /// Why a row gives no event.
  enum Refusal: Equatable {
    case broken(BrokenKind)
    case unknownStatus
  }

  private let book: NameBook
  private let armWords: [String: Arm]
  private var times = TimeText()
  private var campaigns = NameCache()
  private var templates = NameCache()
  private var arms = NameCache()
  private var countries = NameCache()
  private var pricings = NameCache()

  /// A maker that shares its names with other threads.
  init(_ book: NameBook, armWords: [String: Arm]) {
    self.book = book
    self.armWords = Self.words.merging(armWords) { $1 }
  }

  /// Words for the arms beside Meta's own.
  private static let words: [String: Arm] = {
    var words: [String: Arm] = [:]
    for word in [
      "marketing_messages", "marketing_messages_api", "marketing_messages_lite", "mm_api", "mm_lite", "mm",
    ] {
      words[word] = .marketingMessages
      words[word.replacing("_", with: " ")] = .marketingMessages
    }
    for word in ["cloud_api", "cloud api", "cloud"] { words[word] = .cloud }
    return words
  }()

  /// The arm a word means; nil for one that is not known.
  func arm(of word: Field) -> Arm? { armWords[word.lowercased] }

  /// Fills an event from a row; says why it cannot.
  ///
  /// - Parameters:
  ///   - isSend: whether the row is a line of sends.
  ///   - marks: what is known of the row already.
  @inline(__always)
  mutating func make(
    _ event: inout LogEvent, of row: borrowing LogRow, isSend: Bool, marks: LogEvent.Marks
  ) -> Refusal? {
    let id = row[.messageID]
    guard id.count > 0 else { return .broken(.noMessageID) }
    event.marks = marks
    if let refusal = readKind(&event, row, isSend: isSend) { return refusal }
    if let refusal = readTime(&event, row, isSend: isSend) { return refusal }
    guard readCode(&event, row[.errorCode]) else { return .broken(.badCode) }
    (event.high, event.low) = ByteHash.wide(id)
    if id.count > 6, id[0] | 0x20 == UInt8(ascii: "w"), Field(id.start, 6).says("wamid.") {
      event.marks.insert(.plainID)
    }
    event.recipient = RecipientKey.read(row[.recipient]).bits
    readNames(&event, row)
    return nil
  }

  @inline(__always)
  private func readKind(_ event: inout LogEvent, _ row: borrowing LogRow, isSend: Bool) -> Refusal? {
    event.kind = .send
    guard !isSend else { return nil }
    let status = row[.status]
    guard status.count > 0 else { return .broken(.noStatus) }
    guard let kind = EventKind(status: status) else { return .unknownStatus }
    event.kind = kind
    return nil
  }

  @inline(__always)
  private mutating func readTime(_ event: inout LogEvent, _ row: borrowing LogRow, isSend: Bool) -> Refusal? {
    let text = isSend && row[.acceptedAt].count > 0 ? row[.acceptedAt] : row[.timestamp]
    event.instant = LogEvent.noTime
    guard text.count > 0 else { return isSend ? nil : .broken(.noTime) }
    switch times.read(text) {
    case .instant(let moment, let hasZone):
      event.instant = moment
      if !hasZone { event.marks.insert(.withoutZone) }
      return nil
    case .rounded: return .broken(.roundedTime)
    case .bad: return .broken(.badTime)
    }
  }

  /// Reads a whole number that fits; a missing one is 0.
  @inline(__always)
  private func readCode(_ event: inout LogEvent, _ text: Field) -> Bool {
    event.code = 0
    guard text.count > 0 else { return true }
    guard let number = DecimalText(text), case .exactly(let code) = number.whole, code <= UInt64(Int32.max)
    else {
      return false
    }
    event.code = Int32(code)
    return true
  }

  @inline(__always)
  private mutating func readNames(_ event: inout LogEvent, _ row: borrowing LogRow) {
    let book = book
    let campaign = row[.campaign]
    event.campaign =
      campaign.count == 0
      ? 0 : campaigns.number(ByteHash.narrow(campaign)) { book.number(campaign.text, .campaign) }
    event.template = template(row)
    let api = row[.api]
    event.arm = api.count == 0 ? 0 : arm(api)
    let country = row[.country]
    event.country = country.count == 0 ? 0 : self.country(country)
    let pricing = row[.pricingCategory]
    event.pricing =
      pricing.count == 0
      ? 0 : UInt8(pricings.number(ByteHash.narrow(pricing)) { book.number(pricing.lowercased, .pricing) })
  }

  @inline(__always)
  private mutating func template(_ row: borrowing LogRow) -> UInt32 {
    let (id, name, language) = (row[.templateID], row[.templateName], row[.templateLanguage])
    guard id.count > 0 || name.count > 0 else { return 0 }
    let book = book
    return templates.number(ByteHash.narrow(id, ByteHash.narrow(name, ByteHash.narrow(language)))) {
      book.template(LogTemplate(id: id.text, name: name.text, language: language.text))
    }
  }

  @inline(__always)
  private mutating func arm(_ api: Field) -> UInt8 {
    let (book, words) = (book, armWords)
    return UInt8(
      arms.number(ByteHash.narrow(api)) {
        switch words[api.lowercased] {
        case .marketingMessages: 1
        case .cloud: 2
        case .other(let name): book.number(name, .arm)
        case nil: book.number(api.lowercased, .arm)
        }
      })
  }

  @inline(__always)
  private mutating func country(_ text: Field) -> UInt16 {
    if text.count == 2, !text.says("uk"), let code = NameBook.country(text[0], text[1]) { return code }
    let book = book
    return UInt16(
      countries.number(ByteHash.narrow(text)) {
        UInt32(book.country(text.says("uk") ? "GB" : text.text.uppercased()))
      })
  }
}
