import ArgumentParser
import Casework
import Comparison
import Knowledge

/// How message logs are read and what is stated before anybody looks.
struct LogOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The sends that webhooks belong to: message_id, campaign, api, recipient, country, template. May be repeated.",
      valueName: "file"),
    completion: .file())
  var sends: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("How people were meant to be divided, MM API first: 50:50, 1:2.", valueName: "a:b"))
  var split: String?

  @Option(
    name: .long,
    help: ArgumentHelp("How many points worse delivery may be and still pass as not worse.", valueName: "points"))
  var margin: String = "1"

  @Option(
    name: .long,
    help: ArgumentHelp("The same for clicks of intended messages.", valueName: "points"))
  var clickMargin: String = "0.1"

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Compare this campaign only; others still tell who was reached twice. May be repeated.", valueName: "name"))
  var campaign: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("What a word of the column api means: lite=mm, standard=cloud. May be repeated.", valueName: "word=side"))
  var arm: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("By which clock days and hours are cut: +05:30. Otherwise UTC.", valueName: "offset"))
  var utcOffset: String?

  /// What is stated first.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  func settings() throws(CaseworkError) -> ComparisonSettings {
    var settings = ComparisonSettings()
    settings.split = try split.map { text throws(CaseworkError) in try Self.weights(text) }
    settings.margin = try Self.points(margin, "--margin")
    settings.clickMargin = try Self.points(clickMargin, "--click-margin")
    return settings
  }

  /// How logs are counted.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  func counting(_ prefixes: DiallingPrefixes) throws(CaseworkError) -> CountingOptions {
    var options = CountingOptions(prefixes: prefixes)
    options.campaigns = Set(campaign)
    for text in arm {
      guard let equals = text.lastIndex(of: "="), let side = SideName.arm(text[text.index(after: equals)...]), equals > text.startIndex
      else { throw CaseworkError(.usage, "--arm takes a word of the column api and its side, such as lite=mm; there is \"\(text)\"") }
      options.armWords[text[..<equals].lowercased()] = side
    }
    if let utcOffset { options.dayOffset = try Self.offset(utcOffset) }
    return options
  }

  /// Two whole numbers of a ratio; percentages with a fraction become whole: `50.5:49.5` is 505 to 495.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  static func weights(_ text: String) throws(CaseworkError) -> [Int] {
    let parts = text.split(whereSeparator: { $0 == ":" || $0 == "/" }).map { $0.filter { $0 != "%" && $0 != " " } }
    let decimals = parts.compactMap { ExactDecimal($0) }
    let scale = decimals.map(\.scale).max() ?? 0
    guard parts.count == 2, decimals.count == 2, scale <= 6, decimals.allSatisfy({ $0.coefficient > 0 && $0.coefficient <= 1_000_000_000 })
    else {
      throw CaseworkError(.usage, "--split takes two numbers above 0, MM API first, such as 50:50; there is \"\(text)\"")
    }
    var weights = decimals.map { decimal in (0..<(scale - decimal.scale)).reduce(Int(decimal.coefficient)) { value, _ in value * 10 } }
    var (a, b) = (weights[0], weights[1])
    while b != 0 { (a, b) = (b, a % b) }
    weights = weights.map { $0 / a }
    return weights
  }

  /// A number of points as a share.
  private static func points(_ text: String, _ option: String) throws(CaseworkError) -> Double {
    let bare = text.filter { $0 != "%" && $0 != " " }
    guard let number = Double(bare), number > 0, number < 100 else {
      throw CaseworkError(.usage, "\(option) takes points of a percent above 0 and below 100, such as 1 or 0.5; there is \"\(text)\"")
    }
    return number / 100
  }

  /// Seconds east of UTC.
  private static func offset(_ text: String) throws(CaseworkError) -> Int {
    let sign = text.hasPrefix("-") ? -1 : 1
    let parts = text.drop { $0 == "+" || $0 == "-" }.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(parts.count), let hours = parts[0], (0...14).contains(hours),
      let minutes = parts.count == 2 ? parts[1] : 0, (0...59).contains(minutes)
    else { throw CaseworkError(.usage, "--utc-offset takes hours and minutes east of UTC, such as +05:30 or -3; there is \"\(text)\"") }
    return sign * (hours * 3600 + minutes * 60)
  }
}
