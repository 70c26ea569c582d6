/// What was counted of one arm. An attempt is a message id; a chain is (campaign, recipient, template), one intended message.
///
/// A chain, with all its attempts, belongs to the arm of its first attempt by send time; attempts count for their own arm.
/// Raw rate = `attempts.delivered / attempts.messages`; normalised = `intended.delivered / intended.messages`; eventual =
/// `eventuallyDelivered / intended.messages`.
package struct ArmCounts: Hashable, Sendable {
  /// Every attempt of this arm.
  package var attempts = OutcomeCounts()
  /// Chains, by how their first attempt ended.
  package var intended = OutcomeCounts()
  /// Chains of which any attempt was delivered, in whatever arm.
  package var eventuallyDelivered = 0
  /// Chains of which any attempt was clicked, in whatever arm.
  package var eventuallyClicked = 0
  /// Different click events; one message may have several.
  package var clickEvents = 0
  /// Attempts of this arm after the first of their chain.
  package var later = RetryCounts()
  /// Later attempts of this arm whose chain began in another arm; they are in `later` too.
  package var laterFromOtherArm = 0

  /// Failed attempts by the code of their first failure; 0 where no code was given.
  package var attemptCodes: [Int: Int] = [:]
  /// Chains whose first attempt failed, by code as in `attemptCodes`; 130472 (holdout) and 131049 (limit) are read here.
  package var intendedCodes: [Int: Int] = [:]
  /// Attempts with both a status that means delivery and a failed one; they count as delivered.
  package var deliveredAndFailed = 0

  /// First attempts by country, ISO 3166 alpha-2 where the log or the prefix gives it; empty when unknown.
  package var countries: [String: OutcomeCounts] = [:]
  /// First attempts by day of sending, in days since 1970-01-01, cut at `CountingOptions.dayOffset`.
  package var days: [Int: OutcomeCounts] = [:]
  /// First attempts by hour of sending, 24 of them, cut as the days are.
  package var hours = [Int](repeating: 0, count: 24)
  /// First attempts of which no time of sending is known; they are in no day and no hour.
  package var withoutSendTime = 0
  /// First attempts by template, the most used first, then by id, name and language.
  package var templates: [TemplateCounts] = []
  /// First attempts by campaign; empty when the log names none.
  package var campaigns: [String: OutcomeCounts] = [:]
  /// Attempts by pricing category; empty when no status carried one. `marketing` in the arm of the Marketing Messages API is a
  /// message that fell back to Cloud API, `marketing_lite` one that did not.
  package var pricing = NameCounts()
  /// Attempts whose statuses carried different pricing categories.
  package var pricingConflicts = 0

  /// Different recipients with at least one chain of this arm; messages without a usable recipient are not among them.
  package var recipients = 0
  /// Recipients with several chains of this arm.
  package var recipientsWithSeveral = 0
  /// Recipients of this arm who also have attempts in another campaign, whether it is compared or not.
  package var recipientsInOtherCampaigns = 0
  /// Sums by recipient over the chains of this arm.
  package var clusters = ClusterSums()

  /// The first and the last time of sending of this arm's attempts, in milliseconds since 1970.
  package var firstSend: Int64?
  /// See `firstSend`.
  package var lastSend: Int64?

  /// Nothing counted yet.
  package init() {}

  /// First attempts whose messages fell back, as far as pricing tells; see `pricing`.
  package var fellBack: Int { pricing.named["marketing"] ?? 0 }
}
