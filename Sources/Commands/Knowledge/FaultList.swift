import JSONText
import Knowledge
import Reports

/// Faults of the knowledge base, told one by one.
enum FaultList {
  /// A fault for people: `Rules/delivery.json:14:9: unknown fact …`.
  static func line(_ fault: KnowledgeFault) -> String { HarmlessText.shown(fault.description) }

  /// A fault for machines.
  static func json(_ fault: KnowledgeFault) -> JSONTree {
    [
      "kind": .string(fault.kind.rawValue), "file": .string(fault.place.file),
      "line": .integer(Int64(fault.place.line)),
      "column": .integer(Int64(fault.place.column)), "message": .string(fault.message),
    ]
  }
}
