import FoundationEssentials
import Glibc

/// Python with the packages of `Tests/requirements.txt`, as `Tests/tools.sh` installs them; a test without them is skipped and says so.
package enum Python {
  /// Where `Tests/tools.sh` puts what it fetches.
  package static let tools =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/.build/test-tools"

  /// Whether modules can be imported.
  package static func has(_ modules: String...) -> Bool {
    guard !executable.isEmpty else { return false }
    return (try? run("import " + modules.joined(separator: ", ")).status) == 0
  }

  /// Runs a script.
  ///
  /// - Parameters:
  ///   - arguments: `sys.argv[1:]`.
  ///   - input: standard input.
  package static func run(_ script: String, _ arguments: [String] = [], input: String = "") throws -> Child.Result {
    var child = Child(["-c", script] + arguments, input: input, environment: ["PYTHONPATH": tools + "/python", "PATH": path])
    child.other = executable
    return try child.run()
  }

  private static let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

  /// The first `python3` of the search path; empty when there is none.
  private static let executable: String = {
    let places: [String] = path.split(separator: ":").map { "\($0)/python3" }
    return places.first { (place: String) in access(place, X_OK) == 0 } ?? ""
  }()
}
