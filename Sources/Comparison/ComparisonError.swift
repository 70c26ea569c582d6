/// Why a comparison could not be read or computed: a lower-case phrase that says where, what, and what to do.
package struct ComparisonError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of refusal it is; decides the exit status.
  package enum Kind: Hashable, Sendable {
    /// There is no such file.
    case noSuchInput
    /// The file may not be read.
    case notPermitted
    /// What stands in the file cannot be a message log.
    case unreadableInput
    /// What was asked for contradicts itself or lies outside its bounds.
    case usage
  }

  /// What kind of refusal it is.
  package var kind: Kind
  /// A lower-case phrase.
  package var description: String

  /// An error from its two parts.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
