/// What one request may cost in time and memory.
package struct GraphLimits: Sendable {
  /// Seconds for the connection to stand, encryption included.
  package var connecting = 10.0
  /// Seconds without a byte, after which a reply is given up.
  package var silence = 20.0
  /// Seconds for one reply from the request to its last byte.
  package var reply = 60.0
  /// Bytes of a body, at most; pages of 100 templates stay well under one megabyte.
  package var body = 16 << 20

  package init() {}
}
