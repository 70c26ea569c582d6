import ArgumentParser
import Casework
import Comparison
import Crypto
import JSONText
import Reports

/// `compare plan`: the size of a fair test, what to heed, and who gets what.
struct ComparePlan: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Computes the size of a fair test, and divides a list of people at random.",
    discussion: """
      With --difference: how many people each side needs. With --size: the smallest difference that so many can show. With \
      --recipients: divides a list of numbers, the same way again for the same --seed, whatever its order.

      Examples:
        wabadoctor compare plan --base 80 --difference 0.5
        wabadoctor compare plan --base 95 --size 100000
        wabadoctor compare plan --base 80 --recipients people.csv --sides sides.csv
      """)

  @Option(
    name: .long, help: ArgumentHelp("The rate that Cloud API delivers, in percent.", valueName: "percent"))
  var base: Double = 80

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The loss that must not be missed, in points (default: 1, unless --size is given).", valueName: "points"
    ))
  var difference: Double?

  @Option(name: .long, help: ArgumentHelp("How many people the MM API side has.", valueName: "people"))
  var size: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("How often the difference is to be seen, in percent.", valueName: "percent"))
  var power: Double = 80

  @Option(name: .long, help: ArgumentHelp("How people are divided, MM API first.", valueName: "a:b"))
  var split: String = "50:50"

  @Option(
    name: .long,
    help: ArgumentHelp("Messages that can be sent in a day, both sides together.", valueName: "messages"))
  var daily: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A list of people to divide: a number a line, or the first column of a CSV.", valueName: "file"),
    completion: .file())
  var recipients: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where the divided list goes, as recipient,api; it holds the numbers as they are.", valueName: "file"),
    completion: .file())
  var sides: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A number that decides the division; otherwise one is drawn and told.", valueName: "number"))
  var seed: UInt64?

  @Flag(name: .long, help: "Write SHA-256 hashes of the digits in place of the numbers.")
  var hash = false

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Plans in the shell.
  func execute() throws -> ExitStatus {
    try tell(FairBounds(knowledge.read([.rules])), style: report.style)
    return .answered
  }

  /// Plans at the prompt.
  func run(in session: PromptSession) throws {
    try tell(FairBounds(session.knowledge), style: report.outputFile == nil ? session.style : report.style)
  }

  private func tell(_ bounds: FairBounds, style: TextStyle) throws {
    let weights = try LogOptions.weights(split)
    let divided = try divide(weights)
    let plan = try plan(weights, people: divided?.mm.count, bounds)
    let text = PlanText(plan: plan, weights: weights, people: divided, sides: sides, isHashed: hash)
    try report.write(text: text.text(style), json: text.json)
  }

  /// - Throws: `CaseworkError` of kind usage, `ComparisonError` for a difference that cannot be.
  private func plan(_ weights: [Int], people: Int?, _ bounds: FairBounds) throws -> TestPlan {
    guard base > 0, base < 100 else {
      throw CaseworkError(.usage, "--base takes a rate between 0 and 100 percent, such as 80")
    }
    guard power > 50, power < 100 else {
      throw CaseworkError(.usage, "--power takes a percentage between 50 and 100, such as 80 or 90")
    }
    guard (size ?? 2) >= 2, (size ?? 2) <= 1_000_000_000_000 else {
      throw CaseworkError(.usage, "--size takes a number of people, at least 2")
    }
    guard (daily ?? 1) >= 1 else { throw CaseworkError(.usage, "--daily takes a number of messages above 0") }
    guard size == nil || difference == nil else {
      throw CaseworkError(.usage, "--difference asks for a size, and --size gives one; leave one of them out")
    }
    if let difference, difference == 0 || abs(difference) >= 100 {
      throw CaseworkError(.usage, "--difference takes points of a percent above 0, such as 1 or 0.5")
    }
    let given = size ?? (difference == nil ? people : nil)
    // A loss is meant; a rise is asked for with a minus.
    let wanted = given == nil ? -(difference ?? 1) / 100 : nil
    return try TestPlan(
      base: base / 100, difference: wanted, size: given, weights: weights, power: power / 100, daily: daily,
      bounds: bounds)
  }

  private func divide(_ weights: [Int]) throws -> RecipientSplit? {
    guard let recipients else {
      guard sides == nil, seed == nil, !hash else {
        throw CaseworkError(
          .usage, "--sides, --seed and --hash are for a list of people; give --recipients FILE")
      }
      return nil
    }
    guard let sides else {
      throw CaseworkError(
        .usage, "--recipients divides a list; say with --sides FILE where the divided list goes")
    }
    let text = String(decoding: try InputFile.bytes(of: recipients), as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let seed = seed ?? UInt64.random(in: 1...999_999_999)
    let divided = RecipientSplit(lines: lines, weights: weights, seed: seed)
    guard !divided.mm.isEmpty, !divided.cloud.isEmpty else {
      throw CaseworkError(
        .unreadableInput,
        "\(InputFile.name(of: recipients)): holds too few people to divide; expected a number of 7 to 15 digits, or a SHA-256, at the beginning of each line"
      )
    }
    try write(divided, to: sides)
    return divided
  }

  /// Writes who is on which side. The list is the person's own and goes into a file only, so its numbers stay.
  private func write(_ divided: RecipientSplit, to file: String) throws(CaseworkError) {
    guard file != "-" else {
      throw CaseworkError(
        .usage, "--sides takes a file: the list holds people's numbers, which are hidden on standard output")
    }
    var bytes = Array("recipient,api\n".utf8)
    for (people, api) in [(divided.mm, "marketing_messages"), (divided.cloud, "cloud_api")] {
      for person in people { bytes += Array("\(hash ? Self.hashed(person) : person),\(api)\n".utf8) }
    }
    try Output.write(unredacted: bytes, to: file)
  }

  /// The SHA-256 of the digits; what is a hash already stays.
  private static func hashed(_ person: String) -> String {
    guard person.utf8.count < 64 else { return person }
    let digits = Array("0123456789abcdef")
    return SHA256.hash(data: Array(person.utf8)).reduce(into: "") { text, byte in
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }
}
