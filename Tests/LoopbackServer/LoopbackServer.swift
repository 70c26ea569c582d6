import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A real HTTP/1.1 server on this machine, on a port of the system's choosing; each request is answered as a script says.
package final class LoopbackServer: Sendable {
  /// A request as it came.
  package struct Request: Sendable {
    package let method: String
    /// Path and query as they stood in the first line.
    package let target: String
    /// Names in lower case.
    package let headers: [String: String]

    /// The path, percent-encoded as it came.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The query, decoded; the last of a name counts.
    package var query: [String: String] {
      var query: [String: String] = [:]
      for item in target.drop(while: { $0 != "?" }).dropFirst().split(separator: "&") {
        let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        query[Self.decoded(parts[0])] = parts.count > 1 ? Self.decoded(parts[1]) : ""
      }
      return query
    }

    private static func decoded(_ text: Substring) -> String {
      var bytes: [UInt8] = []
      var rest = Array(text.utf8)[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"),
          let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
          bytes.append(code)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The port it listens on.
  package let port: Int
  private let channel: any Channel
  private let book: Book

  /// What was asked so far, shared with the connections.
  final class Book: Sendable {
    let requests = Mutex<[Request]>([])
    /// Bytes of bodies that were written.
    let written = Atomic<Int>(0)
  }

  /// Starts listening.
  package init(_ script: @escaping @Sendable (Request) -> ServerReply) async throws {
    let book = Book()
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 64)
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            ByteToMessageHandler(HTTPRequestDecoder()), Connection(script, book),
          ])
        }
      }
    channel = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
    port = channel.localAddress?.port ?? 0
    self.book = book
  }

  deinit { channel.close(promise: nil) }

  /// What `--graph-url` takes.
  package var address: String { "http://127.0.0.1:\(port)" }
  /// Every request so far, in the order it came.
  package var requests: [Request] { book.requests.withLock { $0 } }
  /// How many bytes of bodies were taken off our hands so far.
  package var bytesWritten: Int { book.written.load(ordering: .relaxed) }
}
