import JSONText

/// Who was met in a case, and what stands for each of them.
struct ContactBook {
  /// Keys under which a phone number stands, with or without a plus sign; of a fact's name the last part counts.
  private static let phoneKeys: Set<String> = [
    "display_phone_number", "phone_number", "phone", "phone_numbers", "wa_id", "recipient_id", "recipient",
    "from", "to",
    "input", "customer_phone_number", "requester", "participant",
  ]

  /// Digits of phone numbers that are known without a plus sign.
  private var known: Set<[UInt8]> = []
  /// Numbers as written with blanks and brackets but without a plus sign.
  private var written: [[UInt8]] = []
  private var phones: [[UInt8]: [UInt8]] = [:]
  private var mails: [[UInt8]: [UInt8]] = [:]
  /// The last number that was given to a phone number, and to an address.
  private var lastPhone = 0
  private var lastMail = 0
  private var met: [(kind: String, standIn: [UInt8], count: Int)] = []
  private var positions: [[UInt8]: Int] = [:]

  /// Every stand-in that was given, in order.
  var replacements: [Redaction.Replacement] {
    met.map { .init(kind: $0.kind, standIn: String(decoding: $0.standIn, as: UTF8.self), count: $0.count) }
  }

  // MARK: Learning

  /// Notes phone numbers that stand under keys which hold them.
  mutating func learn(_ json: JSONValue) {
    var open = [json]
    while let value = open.popLast() {
      switch value.kind {
      case .array: open += value.elements.map { $0 }.reversed()
      case .object:
        for member in value.members {
          if Self.phoneKeys.contains(String(member.key.split(separator: ".").last ?? "")) {
            learn(number: member.value)
          }
          open.append(member.value)
        }
      default: continue
      }
    }
  }

  private mutating func learn(number value: JSONValue) {
    if value.kind == .array { return value.elements.forEach { learn(number: $0) } }
    guard let text = value.string ?? (value.kind == .number ? value.text : nil) else { return }
    let bytes = Array(text.utf8)
    let digits = bytes.filter(ByteSearch.isDigit)
    guard (7...15).contains(digits.count), bytes.allSatisfy({ ByteSearch.isDigit($0) || Self.isSign($0) }),
      !PhoneStandIn.isStandIn(digits)
    else { return }
    known.insert(digits)
    if bytes != digits, bytes.first != UInt8(ascii: "+"), !written.contains(bytes) { written.append(bytes) }
  }

  /// Leaves out the numbers of the stand-ins that stand in the bytes, so that nobody else gets them.
  mutating func reserve(standInsIn bytes: [UInt8]) {
    var index = 0
    while let plus = ByteSearch.first("+", in: bytes, from: index) {
      index = plus + 1
      guard let end = Self.endOfNumber(after: plus, in: bytes) else { continue }
      let digits = bytes[plus..<end].filter(ByteSearch.isDigit)
      if let number = PhoneStandIn.number(of: digits) { lastPhone = max(lastPhone, number) }
    }
    let words = "person-"
    index = 0
    while let start = ByteSearch.first("person-", in: bytes, from: index) {
      index = start + words.utf8.count
      let digits = bytes[index...].prefix(while: ByteSearch.isDigit)
      if let number = Int(String(decoding: digits, as: UTF8.self)), number < PhoneStandIn.mostPeople { lastMail = max(lastMail, number) }
    }
  }

  // MARK: Finding

  /// Every contact in the bytes; a number that stands here with its plus sign is known without it from now on.
  mutating func finds(in bytes: [UInt8]) -> [Find] {
    let plain = phones(in: bytes) + messageIDs(in: bytes)
    for find in plain {
      switch find.what {
      case .contact(.phone(let written)): known.insert(written.filter(ByteSearch.isDigit))
      case .contact(.messageID(let bytes, let number)): known.insert(Array(bytes[number]))
      default: continue
      }
    }
    return mails(in: bytes) + plain + knownDigits(in: bytes) + writtenNumbers(in: bytes)
  }

  private func mails(in bytes: [UInt8]) -> [Find] {
    var finds: [Find] = []
    var index = 0
    while let sign = ByteSearch.first("@", in: bytes, from: index) {
      var (start, end) = (sign, sign + 1)
      while start > index, Self.isOfName(bytes[start - 1]) { start -= 1 }
      while start < sign, !ByteSearch.beginsWord(at: start, in: bytes) || bytes[start] == UInt8(ascii: ".") {
        start += 1
      }
      start = Self.afterEscape(start, sign, in: bytes)
      while end < bytes.count, Self.isOfDomain(bytes[end]) { end += 1 }
      while end > sign, !ByteSearch.isAlphanumeric(bytes[end - 1]), bytes[end - 1] < 0x80 { end -= 1 }
      index = max(end, sign + 1)
      let domain = bytes[(sign + 1)..<max(end, sign + 1)]
      guard start < sign, domain.contains(UInt8(ascii: ".")), !domain.elementsEqual(Contact.hiddenDomain.utf8)
      else {
        continue
      }
      finds.append(Find(range: start..<end, what: .contact(.mail(Array(bytes[start..<end])))))
    }
    return finds
  }

  /// Numbers with a plus sign.
  private func phones(in bytes: [UInt8]) -> [Find] {
    var finds: [Find] = []
    var index = 0
    while let plus = ByteSearch.first("+", in: bytes, from: index) {
      index = plus + 1
      guard ByteSearch.beginsWord(at: plus, in: bytes), let end = Self.endOfNumber(after: plus, in: bytes)
      else {
        continue
      }
      let digits = bytes[plus..<end].filter(ByteSearch.isDigit)
      index = end
      guard digits.count >= 7, digits.first != 0x30, !PhoneStandIn.isStandIn(digits) else { continue }
      finds.append(Find(range: plus..<end, what: .contact(.phone(written: Array(bytes[plus..<end])))))
    }
    return finds
  }

  /// Known numbers as bare digits.
  private func knownDigits(in bytes: [UInt8]) -> [Find] {
    guard !known.isEmpty else { return [] }
    var finds: [Find] = []
    var index = 0
    while index < bytes.count {
      guard ByteSearch.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, ByteSearch.isDigit(bytes[index]) { index += 1 }
      guard (7...15).contains(index - start),
        index == bytes.count || !ByteSearch.isAlphanumeric(bytes[index]),
        ByteSearch.beginsWord(at: start, in: bytes), known.contains(Array(bytes[start..<index]))
      else { continue }
      finds.append(Find(range: start..<index, what: .contact(.phone(written: Array(bytes[start..<index])))))
    }
    return finds
  }

  private func writtenNumbers(in bytes: [UInt8]) -> [Find] {
    written.flatMap { number in
      bytes.ranges(of: number).map { Find(range: $0, what: .contact(.phone(written: number))) }
    }
  }

  private func messageIDs(in bytes: [UInt8]) -> [Find] {
    var finds: [Find] = []
    var index = 0
    while let start = ByteSearch.first("wamid.", in: bytes, from: index) {
      var end = start + 6
      while end < bytes.count, Base64.isLetter(bytes[end]) { end += 1 }
      index = end
      let decoded = Base64.decoded(bytes[(start + 6)..<end])
      guard let number = Self.number(in: decoded), !PhoneStandIn.isStandIn(Array(decoded[number])) else {
        continue
      }
      finds.append(Find(range: start..<end, what: .contact(.messageID(bytes: decoded, number: number))))
    }
    return finds
  }

  /// The first run of digits as long as a phone number.
  private static func number(in bytes: [UInt8]) -> Range<Int>? {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, ByteSearch.isDigit(bytes[end]) { end += 1 }
      if (7...15).contains(end - start) { return start..<end }
      start = max(end, start) + 1
    }
    return nil
  }

  // MARK: Standing in

  /// What stands for a contact, the same each time.
  mutating func standIn(for contact: Contact) -> [UInt8] {
    switch contact {
    case .phone(let written): return note("phone number", phone(written), of: written)
    case .mail(let address):
      if mails[address] == nil { lastMail += 1 }
      let standIn = mails[address] ?? Array("person-\(lastMail)@\(Contact.hiddenDomain)".utf8)
      mails[address] = standIn
      return note("e-mail address", standIn, of: standIn)
    case .messageID(let bytes, let number):
      var changed = bytes
      let digits = digits(for: Array(bytes[number]))
      changed.replaceSubrange(number, with: digits.prefix(number.count))
      let standIn = Array("wamid.".utf8) + Base64.encoded(changed)
      return note("message id", standIn, of: standIn)
    }
  }

  /// The digits of the stand-in put where the number's own stood, if they are as many.
  private mutating func phone(_ written: [UInt8]) -> [UInt8] {
    let own = written.filter(ByteSearch.isDigit)
    let digits = digits(for: own)
    guard digits.count == own.count else {
      return (written.first == UInt8(ascii: "+") ? [0x2B] : []) + digits
    }
    var rest = digits[...]
    return written.map { ByteSearch.isDigit($0) ? rest.removeFirst() : $0 }
  }

  private mutating func digits(for own: [UInt8]) -> [UInt8] {
    if let digits = phones[own] { return digits }
    lastPhone += 1
    let digits = PhoneStandIn.digits(for: own, count: lastPhone)
    phones[own] = digits
    known.insert(own)
    return digits
  }

  private mutating func note(_ kind: String, _ standIn: [UInt8], of written: [UInt8]) -> [UInt8] {
    let key = kind == "phone number" ? standIn.filter(ByteSearch.isDigit) : standIn
    if let position = positions[key] {
      met[position].count += 1
    } else {
      positions[key] = met.count
      met.append((kind, kind == "phone number" ? [0x2B] + key : standIn, 1))
    }
    return standIn
  }

  // MARK: Shapes

  /// Where a number that begins with a plus sign ends: at once behind 8 digits in a row, else behind its last group.
  private static func endOfNumber(after plus: Int, in bytes: [UInt8]) -> Int? {
    var index = plus + 1
    var (end, digits) = (plus, 0)
    while index < bytes.count {
      let start = index
      while index < bytes.count, ByteSearch.isDigit(bytes[index]) { index += 1 }
      guard index > start, digits + index - start <= 15 else { break }
      digits += index - start
      end = index
      guard index - start < 8 else { break }
      var signs = 0
      while index < bytes.count, isSign(bytes[index]), bytes[index] != 0x2B, signs < 2 {
        index += 1
        signs += 1
      }
      guard signs > 0 else { break }
    }
    guard digits > 0, end == bytes.count || !ByteSearch.isAlphanumeric(bytes[end]) else { return nil }
    return end
  }

  /// Blank, hyphen, brackets, dot, plus.
  private static func isSign(_ byte: UInt8) -> Bool { " -().+".utf8.contains(byte) }

  private static func isOfName(_ byte: UInt8) -> Bool {
    ByteSearch.isAlphanumeric(byte) || byte >= 0x80 || "._%+-'".utf8.contains(byte)
  }

  private static func isOfDomain(_ byte: UInt8) -> Bool {
    ByteSearch.isAlphanumeric(byte) || byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  /// The same place, or behind the escape that it stands in.
  private static func afterEscape(_ start: Int, _ limit: Int, in bytes: [UInt8]) -> Int {
    guard start > 0, bytes[start - 1] == UInt8(ascii: "\\"), start < limit else { return start }
    return min(limit, start + (bytes[start] == UInt8(ascii: "u") ? 5 : 1))
  }
}
