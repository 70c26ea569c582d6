import Comparison
import Glibc

// Counts logs and prints the counts as one line of JSON, for comparison with what the peers count.
//
//   log-bench [--workers N] FILE…

var arguments = Array(CommandLine.arguments.dropFirst())
var options = CountingOptions(
  prefixes: DiallingPrefixes(["91": "IN", "55": "BR", "62": "ID", "49": "DE", "1212": "US", "44": "GB"]))
if arguments.first == "--workers" {
  options.workers = Int(arguments[1]) ?? 2
  arguments.removeFirst(2)
}
do {
  let counts = try LogCounter(options).count(arguments.map { LogSource(path: $0) })
  print(CountsLine(counts).json)
} catch {
  let message = "\(error)\n"
  _ = message.withCString { write(2, $0, strlen($0)) }
  exit(65)
}
