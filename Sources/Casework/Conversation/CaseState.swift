import Inference
import Knowledge

/// Everything of one case at one moment of a conversation; a copy may be kept to come back to.
package struct CaseState {
  /// The engine with what is known; what is only supposed is not in it.
  package internal(set) var engine: InferenceEngine
  /// Facts taken to be so for the sake of argument, each in the place of all that is known of it.
  package internal(set) var supposed: [Fact] = []
  /// Facts that nobody could tell; they are not asked again.
  package internal(set) var unsure: Set<FactReference> = []
  /// Facts to be asked later, when nothing else is left.
  package internal(set) var postponed: Set<FactReference> = []
  /// How many questions were dealt with.
  package internal(set) var dealtWith = 0
  /// The topics that the conversation is about, by address; empty for everything.
  package internal(set) var topics: [String] = []
  package internal(set) var waivers: [Waiver] = []
  package internal(set) var notes: [CaseNote] = []
  /// Files that belong to it, by name and hash.
  package internal(set) var attachments: [CaseAttachment] = []
  /// The account, if it is known.
  package internal(set) var waba: String?
  /// The name of the case, if it has one.
  package internal(set) var label: String?
  /// The files that can be read again.
  package internal(set) var readings: [CaseReading] = []
  /// Where the facts come from, in words, one a place.
  package internal(set) var places: [String] = []

  package init(engine: InferenceEngine) { self.engine = engine }
}

/// What somebody wrote down about a case.
package struct CaseNote: Sendable, Hashable {
  package let text: String
  package let moment: Moment

  package init(_ text: String, at moment: Moment) {
    self.text = text
    self.moment = moment
  }
}
