import ArgumentParser
import JSONText
import Knowledge

/// The forms of a report on the knowledge base.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json

  /// A fault for machines.
  static func json(_ fault: KnowledgeFault) -> JSONTree {
    [
      "kind": .string(fault.kind.rawValue), "file": .string(fault.place.file), "line": .integer(Int64(fault.place.line)),
      "column": .integer(Int64(fault.place.column)), "message": .string(fault.message),
    ]
  }
}
