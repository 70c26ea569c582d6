/// Where answers come from at once: a recording, or a double in a test.
///
/// A source that takes time, as the network does, needs no protocol of its own: it takes requests from a
/// `CollectionPlan`, sends as many at a time as it likes, and hands each answer back as it arrives.
package protocol AnswerSource {
  /// The answer to a request; `nil` when the source does not hold it.
  func answer(to request: GraphRequest) -> GraphAnswer?
}
