import Glibc
import Inference
import JSONText
import Knowledge

// Holds the interview with every worked case and counts questions until the right finding is decided.
//
//     interview-bench KNOWLEDGE            a table over all topics; the exit status is 1 when a target is missed
//     interview-bench KNOWLEDGE --quick    only ours, with and without what worked cases teach, beside file order
//     interview-bench KNOWLEDGE --models   only the ways that rules know, ours beside the best order
//     interview-bench KNOWLEDGE TOPIC      each case of one topic
//     interview-bench KNOWLEDGE TOPIC CASE its transcript

let arguments = CommandLine.arguments
guard (2...4).contains(arguments.count) else {
  fatalError("usage: interview-bench KNOWLEDGE [--quick | --models | TOPIC [CASE]]")
}
let (knowledge, faults) = KnowledgeReader.read(KnowledgeFolder(path: arguments[1]))
guard faults.isEmpty else { fatalError(faults.map(\.description).joined(separator: "\n")) }
let simulation = Simulation(knowledge)
switch arguments.dropFirst(2).first {
case nil: exit(simulation.printTable() ? 0 : 1)
case "--quick": simulation.printQuick()
case "--models": simulation.printModels()
case let topic?: simulation.printCases(of: topic, only: arguments.count > 3 ? arguments[3] : nil)
}
