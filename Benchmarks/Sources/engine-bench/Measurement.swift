import Glibc
import Inference
import JSONText
import Knowledge

/// The figures of one knowledge base.
struct Measurement {
  private let load: [Int]
  private let compile: [Int]
  private let rules: CompiledRules
  private let cases: [Collected]
  private let text: [UInt8]
  private static let now = CalendarDate("2026-11-21")!.start

  /// Loads the knowledge several times and reads the cases.
  init(knowledge folder: String, cases file: String) throws {
    var load: [Int] = []
    var compile: [Int] = []
    var rules: CompiledRules?
    for _ in 0..<5 {
      rules = nil
      let start = wallTime()
      let (knowledge, faults) = KnowledgeReader.read(KnowledgeFolder(path: folder), parts: .rules)
      load.append(wallTime() - start)
      guard faults.isEmpty else { fatalError("\(folder): \(faults[0])") }
      let read = wallTime()
      rules = CompiledRules(knowledge, now: Self.now)
      compile.append(wallTime() - read)
    }
    self.load = load
    self.compile = compile
    self.rules = rules!
    text = try Self.bytes(of: file)
    cases = try Self.read(text, rules!.knowledge)
  }

  private static func bytes(of file: String) throws -> [UInt8] {
    let slash = file.lastIndex(of: "/").map(file.index(after:)) ?? file.startIndex
    let folder = slash == file.startIndex ? "." : String(file[..<slash])
    return try KnowledgeFolder(path: folder).bytes(of: String(file[slash...]))
  }

  private static func read(_ text: [UInt8], _ knowledge: KnowledgeBase) throws -> [Collected] {
    try text.split(separator: 0x0A).map { line in
      let outcome = FactsReader.read(
        try JSONDocument(Array(line), file: "case").root, knowledge: knowledge, values: .outside, evidence: "facts-file")
      guard outcome.faults.isEmpty else { fatalError("\(outcome.faults[0])") }
      return outcome.collected
    }
  }

  /// One line of JSON.
  func line() -> String {
    let figures: [(String, Double)] = [
      ("rules", Double(rules.count)),
      ("facts", Double(rules.knowledge.facts.count)),
      ("load", Double(load.sorted()[2])),
      ("compile", Double(compile.sorted()[2])),
      ("batch", batch()),
      ("settle", settle()),
      ("diagnose", diagnose()),
      ("start", start()),
      ("change", change()),
    ]
    return "{" + figures.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
  }

  /// A case from text to text on one core, through the path of `--batch`.
  private func batch() -> Double {
    let worker = BatchDiagnosis(rules)
    var output: [UInt8] = []
    return median {
      output.removeAll(keepingCapacity: true)
      return text.withUnsafeBytes { worker.run($0, firstLine: 1, into: &output).diagnosed }
    }
  }

  /// A case whose facts are parsed: every rule decided or waiting, every inference drawn; the engine itself stands ready.
  private func settle() -> Double {
    let empty = InferenceEngine(rules)
    let sample = few
    return median {
      for one in sample {
        var engine = empty
        engine.add(one)
      }
      return sample.count
    } - start()
  }

  /// The same with the whole report: verdicts, what would settle each unknown, coverage.
  private func diagnose() -> Double {
    let empty = InferenceEngine(rules)
    let sample = rules.count > 50_000 ? Array(few.prefix(3)) : few
    return median(runs: 3) {
      var findings = 0
      for one in sample {
        var engine = empty
        engine.add(one)
        let diagnosis = engine.diagnosis()
        findings += diagnosis.findings.count
        // What would settle a finding is worked out when it is asked for.
        for open in diagnosis.unknown { findings += open.toConfirm.count }
      }
      return findings >= 0 ? sample.count : 0
    }
  }

  /// Setting up the state of an empty case, once for each case.
  private func start() -> Double {
    let empty = InferenceEngine(rules)
    return median(runs: 3) {
      for _ in 0..<10 {
        var engine = empty
        engine.setComplete("", false)
        engine.add(Collected())
      }
      return 10
    }
  }

  /// Taking back one fact and adding it again, in a case where everything is settled: two changes.
  private func change() -> Double {
    var engines: [(InferenceEngine, [Fact])] = []
    for one in few.prefix(20) {
      var engine = InferenceEngine(rules)
      engine.add(one)
      engines.append((engine, one.facts))
    }
    return median {
      var changes = 0
      for index in engines.indices {
        for fact in engines[index].1 {
          engines[index].0.withdraw(fact)
          engines[index].0.assert(fact)
          changes += 2
        }
      }
      return changes
    }
  }

  /// Few enough cases that the largest knowledge base is done in seconds.
  private var few: [Collected] { Array(cases.prefix(rules.count > 5_000 ? 20 : 500)) }
}
