import Comparison
import JSONText

/// A planned test, told to a person or a program.
package struct PlanText {
  /// The schema's name, and its version.
  static let schema = "wabadoctor/comparison-plan"
  static let version: Int64 = 1

  private let plan: TestPlan
  private let weights: [Int]
  private let people: RecipientSplit?
  private let sides: String?
  private let isHashed: Bool

  /// - Parameters:
  ///   - people: a list that was divided, if one was.
  ///   - sides: the file with who is on which side.
  ///   - isHashed: whether it holds hashes in place of numbers.
  package init(plan: TestPlan, weights: [Int], people: RecipientSplit?, sides: String?, isHashed: Bool) {
    self.plan = plan
    self.weights = weights
    self.people = people
    self.sides = sides
    self.isHashed = isHashed
  }

  private var times: String {
    FigureWords.fixed(plan.power * 10, plan.power * 10 == (plan.power * 10).rounded() ? 0 : 1)
  }

  /// What is computed, in sentences.
  private var sentences: [String] {
    var sentences: [String] = []
    if let needed = plan.needed, let difference = plan.difference {
      let kind = difference < 0 ? "drop" : "rise"
      sentences.append(
        "To see a \(kind) of \(FigureWords.distance(abs(difference), 3)) from \(FigureWords.percent(plan.base)) \(times) times in 10: \(FigureWords.count(needed.mm)) people for MM API, \(FigureWords.count(needed.cloud)) for Cloud API."
      )
      if plan.recipients.mm > needed.mm {
        sentences.append(
          "Meta asks for \(FigureWords.count(plan.bounds.leastMessages)) on each side, so take \(FigureWords.count(plan.recipients.mm)) and \(FigureWords.count(plan.recipients.cloud))."
        )
      }
    }
    let seen = [("drop", plan.smallestDrop), ("rise", plan.smallestRise)].compactMap { kind, size in
      size.map { "a \(kind) of \(FigureWords.distance($0, 3))" }
    }
    let sizes =
      "\(FigureWords.count(plan.recipients.mm)) and \(FigureWords.count(plan.recipients.cloud)) people"
    sentences.append(
      seen.isEmpty
        ? "With \(sizes) not even the largest difference would be seen \(times) times in 10."
        : "With \(sizes), \(CountWords.list(seen, joined: "or")) would be seen \(times) times in 10.")
    if min(plan.recipients.mm, plan.recipients.cloud) < plan.bounds.leastMessages {
      sentences.append(
        "Meta asks for \(FigureWords.count(plan.bounds.leastMessages)) on each side; with fewer the comparison does not count as fair."
      )
    }
    if let duration = plan.duration {
      let days = FigureWords.count(duration) + (duration == 1 ? " day" : " days")
      sentences.append(
        duration > plan.bounds.mostDays ?? .max
          ? "At this daily volume it takes \(days), and Meta asks for \(plan.bounds.leastDays) to \(plan.bounds.mostDays ?? duration): send more a day, or look for a larger difference."
          : "Send for \(days), the same days on both sides.")
    }
    return sentences + division
  }

  private var division: [String] {
    guard let people else { return [] }
    var sentences = [
      "Divided \(FigureWords.count(people.mm.count + people.cloud.count)) people \(weights[0]) to \(weights[1]): \(FigureWords.count(people.mm.count)) for MM API, \(FigureWords.count(people.cloud.count)) for Cloud API, into \(sides ?? ""). Seed \(people.seed): with it the same people are divided the same way again."
    ]
    if people.repeated > 0 {
      sentences.append("\(CountWords.count(people.repeated, "line")) named somebody a second time.")
    }
    if !people.unread.isEmpty {
      sentences.append(
        "\(CountWords.count(people.unread.count, "line")) named nobody and \(people.unread.count == 1 ? "is" : "are") left out: \(CountWords.some(people.unread.map { "\($0)" }, atMost: 5))."
      )
    }
    sentences.append(
      isHashed
        ? "The file holds SHA-256 hashes; a hash of a number can be guessed, so keep it like the numbers."
        : "The file holds the numbers as they are; keep it safe.")
    return sentences
  }

  /// The plan for a person.
  package func text(_ style: TextStyle) -> String {
    var page = TextPage(style)
    for sentence in sentences { page.paragraph(sentence, hanging: 2) }
    page.gap()
    page.paragraph("What a fair test needs", ink: .bold)
    for (number, line) in TestPlan.checklist(plan.bounds).enumerated() {
      page.row("\(number + 1).", line, column: 6)
    }
    return page.text
  }

  /// The plan for a program, as `KnowledgeBase/Schemas/comparison-plan.schema.json` describes it.
  package var json: JSONTree {
    func number(_ value: Double?) -> JSONTree { value.map { .number("\($0)") } ?? .null }
    func sides(_ mm: Int, _ cloud: Int) -> JSONTree {
      ["mm": .integer(Int64(mm)), "cloud": .integer(Int64(cloud))]
    }
    return [
      "schema": .string(Self.schema), "version": .integer(Self.version), "base": number(plan.base),
      "difference": number(plan.difference), "power": number(plan.power),
      "weights": .array(weights.map { .integer(Int64($0)) }),
      "needed": plan.needed.map { sides($0.mm, $0.cloud) } ?? .null,
      "recipients": sides(plan.recipients.mm, plan.recipients.cloud),
      "smallest_drop": number(plan.smallestDrop), "smallest_rise": number(plan.smallestRise),
      "days": plan.duration.map { .integer(Int64($0)) } ?? .null,
      "divided": people.map { people in
        [
          "mm": .integer(Int64(people.mm.count)), "cloud": .integer(Int64(people.cloud.count)),
          "seed": .string("\(people.seed)"),
          "repeated": .integer(Int64(people.repeated)), "unread": .integer(Int64(people.unread.count)),
        ]
      } ?? .null, "checklist": .strings(TestPlan.checklist(plan.bounds)), "said": .strings(sentences),
    ]
  }
}
