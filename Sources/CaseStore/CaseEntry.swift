import Knowledge

/// A kept case as a line of a list.
package struct CaseEntry: Sendable, Hashable {
  /// Its number in this store; never given twice.
  package let number: Int64
  /// Its name in every store.
  package let key: String
  package let begun: Moment
  package let changed: Moment
  /// Its name, if it has one.
  package let label: String?
  /// The account, if it is known.
  package let waba: String?
  package let isClosed: Bool
  /// The gravest finding in words.
  package let headline: String?
  /// When to look at it again.
  package let due: CaseDue?
  /// The true cause of a closed case, by address.
  package let cause: String?
}

/// Which version of a case somebody holds.
package struct CaseStamp: Sendable, Hashable {
  /// Its number in the store.
  package let number: Int64
  /// Counted up with every change.
  package let revision: Int64

  package init(number: Int64, revision: Int64) {
    self.number = number
    self.revision = revision
  }
}

/// Which cases are wanted; what is not said is not asked for.
package struct CaseFilter: Sendable {
  /// Words that must all stand in the case; of the last letters of each word the rest may be missing.
  package var words: String?
  /// The account.
  package var account: String?
  /// A finding that is shown, by address; with a dot or star behind it, any that begins so.
  package var finding: String?
  /// Only open ones, or only closed ones.
  package var isClosed: Bool?
  /// Changed at this moment or later.
  package var since: Moment?
  /// Changed before this moment.
  package var until: Moment?
  /// Open, and to be looked at again by this moment.
  package var dueBy: Moment?

  package init() {}
}
