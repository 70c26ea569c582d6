import Casework
import Collectors
import Comparison
import FoundationEssentials
import Knowledge
import Reports

/// Logs, or bare totals, made into figures and facts.
struct LogComparison {
  let figures: ComparisonFigures
  let facts: Collected
  /// Where they come from, in words.
  let place: String
  /// The last moment that the logs speak of.
  let moment: Moment?
  /// The rates and their intervals, drawn.
  var chart: ReportChart { ComparisonChart.chart(figures, of: place) }
  /// Where the buttons lead, as far as that was told.
  var addresses: [Arm: ButtonAddress] = [:]

  /// Counts logs, and the sends beside them.
  ///
  /// - Parameters:
  ///   - known: facts told otherwise, which may say how people were meant to be divided.
  ///   - options: how they are read; `nil` for the usual way.
  /// - Throws: `ComparisonError` for logs that cannot be compared, `CaseworkError` for options.
  init(logs: [String], _ options: LogOptions?, _ knowledge: KnowledgeBase, known: Collected) throws {
    let paths = logs + (options?.sends ?? [])
    guard paths.count(where: { $0 == "-" }) <= 1 else {
      throw CaseworkError(.usage, "standard input (-) can be read once only")
    }
    let settings = Self.settings(try options?.settings() ?? ComparisonSettings(), known)
    let prefixes = DiallingPrefixes(knowledge)
    var counting = try options?.counting(prefixes) ?? CountingOptions(prefixes: prefixes)
    counting.workers = ProcessInfo.processInfo.activeProcessorCount
    let counter = LogCounter(counting)
    let bar = CountingBar()
    defer { bar.end() }
    let counts = try counter.count(paths.map { LogSource(path: $0) }) { bar.show($0) }
    let names = paths.map(InputFile.name)
    let place = names.count > 3 ? "\(names[0]) and \(names.count - 1) more" : names.joined(separator: ", ")
    self.init(
      try Self.figures(counts, settings), knowledge, place: place,
      moment: counts.lastEvent.map { Moment(seconds: $0 / 1000) })
  }

  /// The figures of counts; a log that cannot be compared is refused with what became of its lines.
  private static func figures(_ counts: LogCounts, _ settings: ComparisonSettings) throws -> ComparisonFigures {
    do {
      return try ComparisonFigures(counts, settings)
    } catch {
      let lines = counts.lines.read > 0 ? LogWords(counts).sentences : []
      throw CaseworkError(.unreadableInput, [error.description] + lines)
    }
  }

  /// Takes totals as typed: `mm=80412/120000` and `cloud=96390/120100`.
  ///
  /// - Throws: `CaseworkError` of kind usage.
  init(totals: [String], _ options: LogOptions, _ knowledge: KnowledgeBase, known: Collected) throws {
    let example = "mm=80412/120000 cloud=96390/120100"
    var rates: [Arm: Proportion] = [:]
    for text in totals {
      let (arm, value) = try SideName.parts(text, "--counts", example)
      let numbers = value.split(separator: "/", omittingEmptySubsequences: false).map {
        Int($0.filter { $0 != "," && $0 != "_" })
      }
      guard numbers.count == 2, let hits = numbers[0], let total = numbers[1],
        let rate = Proportion(hits, of: total)
      else {
        throw CaseworkError(
          .usage,
          "--counts takes delivered/sent as whole numbers, the first no larger than the second, such as \(example); there is \"\(text)\""
        )
      }
      guard rates.updateValue(rate, forKey: arm) == nil else {
        throw CaseworkError(.usage, "--counts names a side twice; give \(example)")
      }
    }
    guard let one = rates[.marketingMessages], let two = rates[.cloud] else {
      throw CaseworkError(.usage, "--counts needs both sides: \(example)")
    }
    let figures = ComparisonFigures(totals: Contrast(one, two), Self.settings(try options.settings(), known))
    self.init(figures, knowledge, place: "--counts \(totals.joined(separator: " "))", moment: nil)
  }

  private init(_ figures: ComparisonFigures, _ knowledge: KnowledgeBase, place: String, moment: Moment?) {
    self.figures = figures
    facts = ComparisonCollector(knowledge: knowledge).collect(from: figures, place: place)
    (self.place, self.moment) = (place, moment)
  }

  /// The settings; a split that somebody told as a fact counts like the option.
  private static func settings(_ stated: ComparisonSettings, _ known: Collected) -> ComparisonSettings {
    var settings = stated
    guard settings.split == nil,
      let told = known.facts.last(where: { $0.name.description == "comparison.intended_mm_share" }),
      case .decimal(let share) = told.value
    else { return settings }
    settings.split = try? LogOptions.weights("\(share):\(100 - share)")
    return settings
  }
}

extension ExactDecimal {
  /// A whole number minus a decimal.
  fileprivate static func - (left: Int64, right: ExactDecimal) -> ExactDecimal {
    var whole = left
    for _ in 0..<right.scale { whole *= 10 }
    return ExactDecimal(coefficient: whole - right.coefficient, scale: right.scale) ?? ExactDecimal(0)
  }
}
