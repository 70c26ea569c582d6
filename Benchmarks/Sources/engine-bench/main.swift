import Inference
import JSONText
import Knowledge

// Measures the engine from the inside: loading, diagnosing, and the cost of one changed fact.
//
//     engine-bench KNOWLEDGE CASES     one line of JSON with the figures; times in nanoseconds

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fatalError("usage: engine-bench KNOWLEDGE CASES") }
let measurement = try Measurement(knowledge: arguments[1], cases: arguments[2])
print(measurement.line())
