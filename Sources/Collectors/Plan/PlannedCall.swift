import Knowledge

/// One call that would be made: what it asks, which permissions it needs, and what it gives.
package struct PlannedCall: Sendable {
  /// The call as the knowledge describes it, with title and prose.
  package let call: GraphCall
  /// The first request; ids that only an earlier answer can tell stand as `{portfolio.id}`.
  package let request: GraphRequest
  /// The facts that must be learned before it can be sent; empty when it can be sent at once.
  package let needs: [FactName]
  /// The facts that its answer gives, in order.
  package let facts: [FactName]
}
