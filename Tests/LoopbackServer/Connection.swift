import NIOCore
import NIOHTTP1

/// One connection of a `LoopbackServer`: reads requests, writes bytes as the script says.
final class Connection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  private let script: @Sendable (LoopbackServer.Request) -> ServerReply
  private let book: LoopbackServer.Book
  private var head: HTTPRequestHead?

  init(_ script: @escaping @Sendable (LoopbackServer.Request) -> ServerReply, _ book: LoopbackServer.Book) {
    self.script = script
    self.book = book
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: return
    case .end:
      guard let head else { return }
      let headers = head.headers.map { ($0.name.lowercased(), $0.value) }
      let request = LoopbackServer.Request(
        method: head.method.rawValue, target: head.uri, headers: Dictionary(headers) { $1 })
      book.requests.withLock { $0.append(request) }
      reply(script(request), on: context.channel)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func reply(_ reply: ServerReply, on channel: any Channel) {
    switch reply {
    case .stall: return
    case .hangUp: channel.close(promise: nil)
    case .garbage(let bytes): send(bytes, on: channel, thenClose: true)
    case .answer(let status, let headers, let body):
      send(Self.head(status, headers, length: body.count) + body, on: channel)
    case .misstated(let length, let body): send(Self.head(200, [], length: length) + body, on: channel)
    case .breakOff(let body, let count):
      send(Self.head(200, [], length: body.count) + body.prefix(count), on: channel, thenClose: true)
    case .drip(let body, let milliseconds):
      send(Self.head(200, [], length: body.count), on: channel)
      drip(body[...], .milliseconds(Int64(milliseconds)), on: channel)
    case .flood(let bytes):
      send(Self.head(200, [], length: nil), on: channel)
      flood(bytes, on: channel, book)
    }
  }

  private func send(_ bytes: [UInt8], on channel: any Channel, thenClose: Bool = false) {
    let written = channel.writeAndFlush(ByteBuffer(bytes: bytes))
    if thenClose { written.whenComplete { _ in channel.close(promise: nil) } }
  }

  private static func head(_ status: Int, _ headers: [(String, String)], length: Int?) -> [UInt8] {
    var lines = ["HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)"]
    lines += headers.map { "\($0): \($1)" }
    lines.append(length.map { "content-length: \($0)" } ?? "connection: close")
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}

/// A byte at a time until all is sent or nobody listens any more.
private func drip(_ bytes: ArraySlice<UInt8>, _ pause: TimeAmount, on channel: any Channel) {
  guard let byte = bytes.first else { return }
  channel.writeAndFlush(ByteBuffer(bytes: [byte])).whenSuccess {
    channel.eventLoop.scheduleTask(in: pause) { drip(bytes.dropFirst(), pause, on: channel) }
  }
}

/// A piece at a time, each when the one before is taken.
private func flood(_ bytes: Int, on channel: any Channel, _ book: LoopbackServer.Book) {
  guard bytes > 0 else { return channel.close(promise: nil) }
  let size = min(bytes, 1 << 18)
  channel.writeAndFlush(ByteBuffer(repeating: UInt8(ascii: " "), count: size)).whenSuccess {
    book.written.add(size, ordering: .relaxed)
    flood(bytes - size, on: channel, book)
  }
}
