import ArgumentParser
import Casework

/// Whether people's numbers and addresses are shown.
struct ContactOptions: ParsableArguments {
  @Flag(
    name: .long,
    help: "Show phone numbers and e-mail addresses as they are; the output says so first. Tokens stay hidden."
  )
  var unredacted = false

  /// Says it to the one place that hides.
  func apply() {
    if unredacted { Redaction.process.showContacts() }
  }

  /// What a text says first that shows people's numbers and addresses.
  static let warning = "UNREDACTED: this holds phone numbers and e-mail addresses as they are"
}
