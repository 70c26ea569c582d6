import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Why no reply came. The words are ours: those of the libraries may hold the address, and the address a token.
package struct GraphTransportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong on the way.
  package enum Kind: Sendable {
    /// No connection, or not in time.
    case unreachable
    /// The certificate, or the agreement on a cipher.
    case insecure
    /// The proxy did not let us through.
    case proxy
    /// A reply began and did not end as it should, or not in time.
    case brokenOff
    /// Nothing, or too little, came in time.
    case tooSlow
    /// More came than is taken.
    case tooLarge
    /// The reply sends us elsewhere, which is not followed.
    case sentElsewhere
    /// The time for the whole reading is over.
    case timeIsUp
  }

  /// What went wrong, for whoever decides by it.
  package let kind: Kind
  /// A lower-case phrase; it never holds an address or a token.
  package let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// Whether the same request may do better the next time.
  var isPassing: Bool {
    switch kind {
    case .unreachable, .brokenOff, .tooSlow: true
    case .insecure, .proxy, .tooLarge, .sentElsewhere, .timeIsUp: false
    }
  }

  /// What an error of the libraries means.
  init(_ error: any Error) {
    switch error {
    case let error as GraphTransportError: self = error
    case let error as HTTPClientError: self = Self.meaning(of: error)
    case is NIOConnectionError, is SocketAddressError: self = Self.noConnection
    case let error as IOError where Self.refusals.contains(error.errnoCode): self = Self.noConnection
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
      self.init(
        .insecure, "the server's certificate is not trusted or the encryption failed; nothing was sent to it")
    case HTTPParserError.invalidEOFState: self = Self.cutShort
    case is ChannelError, is IOError: self.init(.brokenOff, "the connection broke off")
    case is CancellationError: self.init(.timeIsUp, "the reading was stopped")
    default: self.init(.brokenOff, "the reply broke off or is no HTTP")
    }
  }

  private static let cutShort = GraphTransportError(
    .brokenOff, "the connection closed before the reply was whole")
  private static let noConnection = GraphTransportError(
    .unreachable, "the server cannot be reached; check the network, and the proxy if there is one")
  /// What the system says when there is nobody to connect to.
  private static let refusals: Set<CInt> = [
    ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EHOSTDOWN, ETIMEDOUT, EADDRNOTAVAIL,
  ]

  private static func meaning(of error: HTTPClientError) -> GraphTransportError {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout:
      GraphTransportError(.unreachable, "the server did not take the connection in time")
    case .tlsHandshakeTimeout: GraphTransportError(.unreachable, "the encryption was not agreed on in time")
    case .readTimeout, .writeTimeout, .deadlineExceeded:
      GraphTransportError(.tooSlow, "the server did not answer in time")
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout, .invalidProxyResponse,
      .proxyAuthenticationRequired:
      GraphTransportError(.proxy, "the proxy did not let the request through; check HTTPS_PROXY")
    case .remoteConnectionClosed, .uncleanShutdown, .bodyLengthMismatch:
      cutShort
    case .cancelled: GraphTransportError(.timeIsUp, "the reading was stopped")
    default: GraphTransportError(.brokenOff, "the reply broke off or is no HTTP")
    }
  }
}
