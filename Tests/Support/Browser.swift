import FoundationEssentials
import Glibc
import JSONText

/// A headless Chromium, spoken to over the pipe of its DevTools protocol; one page at a time.
package final class Browser {
  /// What went wrong.
  package struct Trouble: Error, CustomStringConvertible {
    package let description: String
  }

  /// The browser of this machine; `nil` when there is none.
  package static let executable: String? = {
    let names = ["chromium", "chromium-browser", "google-chrome"]
    let places: [String] = ["/usr/bin/", "/usr/local/bin/"].flatMap { folder in names.map { folder + $0 } }
    return places.first { (place: String) in access(place, X_OK) == 0 }
  }()

  /// How long an answer may take on a busy machine, in milliseconds.
  private static let patience: Int32 = 120_000

  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let folder: ScratchFolder
  private var received: [UInt8] = []
  private var lastID: Int64 = 0
  private var session: String?

  /// Starts the browser with an empty page.
  package init() throws {
    guard let executable = Self.executable else { throw Trouble(description: "no browser") }
    folder = try ScratchFolder()
    let (theirInput, ours) = try Self.pipe()
    let (read, theirOutput) = try Self.pipe()
    defer {
      close(theirInput)
      close(theirOutput)
    }
    (input, output) = (ours, read)
    process = try Self.start(
      [
        executable, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-extensions", "--remote-debugging-pipe", "--user-data-dir=\(folder.path)/profile", "about:blank",
      ], theirInput, theirOutput, home: folder.path)
    let target = try call("Target.createTarget", ["url": "about:blank"])["targetId"]?.string ?? ""
    session = try call("Target.attachToTarget", ["targetId": .string(target), "flatten": true])["sessionId"]?.string
    try call("Page.enable")
  }

  deinit {
    close(input)
    close(output)
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Opens a page and waits until it is loaded.
  package func open(html: String) throws {
    let file = try folder.write(html, to: "page.html")
    try call("Page.navigate", ["url": .string("file://" + file)])
    for _ in 0..<1000 {
      if try evaluate("document.readyState === 'complete' && location.pathname.endsWith('page.html')").boolean == true { return }
      usleep(20_000)
    }
    throw Trouble(description: "the page was not loaded")
  }

  /// Lays the page out for a screen of a width in CSS pixels.
  package func show(width: Int, isPhone: Bool = false) throws {
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": .integer(Int64(width)), "height": 900, "deviceScaleFactor": 1, "mobile": .boolean(isPhone)])
  }

  /// Lays the page out for a medium (`screen`, `print`) and a colour scheme (`light`, `dark`).
  package func show(medium: String, scheme: String) throws {
    try call(
      "Emulation.setEmulatedMedia",
      [
        "media": .string(medium),
        "features": [["name": "prefers-color-scheme", "value": .string(scheme)]],
      ])
  }

  /// Presses and releases a key: `Tab`, `Enter`.
  package func press(_ key: String) throws {
    let codes: [String: Int64] = ["Tab": 9, "Enter": 13]
    for type in ["keyDown", "keyUp"] {
      var fields = [
        JSONField("type", .string(type)), JSONField("key", .string(key)), JSONField("code", .string(key)),
        JSONField("windowsVirtualKeyCode", .integer(codes[key] ?? 0)),
      ]
      if key == "Enter", type == "keyDown" { fields.append(JSONField("text", "\r")) }
      try call("Input.dispatchKeyEvent", .object(fields))
    }
  }

  /// The value of a JavaScript expression.
  package func evaluate(_ expression: String) throws -> JSONValue {
    let answer = try call("Runtime.evaluate", ["expression": .string(expression), "returnByValue": true])
    if let details = answer["exceptionDetails"] { throw Trouble(description: details.text) }
    guard let value = answer["result"]?["value"] else { throw Trouble(description: "no value: \(answer.text)") }
    return value
  }

  // MARK: The protocol

  /// Sends a command and waits for its answer; events that come before it are passed over.
  @discardableResult
  private func call(_ method: String, _ parameters: JSONTree = [:]) throws -> JSONValue {
    lastID += 1
    var fields = [
      JSONField("id", .integer(lastID)), JSONField("method", .string(method)), JSONField("params", parameters),
    ]
    if let session { fields.append(JSONField("sessionId", .string(session))) }
    try send(JSONWriter.bytes(.object(fields), layout: .compact) + [0])
    while true {
      let message = try JSONDocument(try nextMessage(), file: method).root
      guard message["id"]?.integer == lastID else { continue }
      if let error = message["error"] { throw Trouble(description: "\(method): \(error.text)") }
      guard let result = message["result"] else { throw Trouble(description: "\(method): \(message.text)") }
      return result
    }
  }

  private func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress! + sent, $0.count - sent) }
      guard count > 0 || errno == EINTR else { throw Trouble(description: "the browser is gone") }
      sent += max(0, count)
    }
  }

  private func nextMessage() throws -> [UInt8] {
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = received.firstIndex(of: 0) {
        defer { received.removeFirst(end + 1) }
        return Array(received[..<end])
      }
      var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Self.patience) > 0 else { throw Trouble(description: "the browser does not answer") }
      let count = read(output, &part, part.count)
      guard count > 0 else { throw Trouble(description: "the browser is gone") }
      received += part[..<count]
    }
  }

  // MARK: The process

  /// Both ends of a pipe, out of the way of the numbers that the browser reads and writes.
  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { throw Trouble(description: "pipe: error \(errno)") }
    defer { ends.forEach { close($0) } }
    return (fcntl(ends[0], F_DUPFD_CLOEXEC, 64), fcntl(ends[1], F_DUPFD_CLOEXEC, 64))
  }

  private static func start(_ command: [String], _ input: Int32, _ output: Int32, home: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for number: Int32 in 0...2 { posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0) }
    posix_spawn_file_actions_adddup2(&actions, input, 3)
    posix_spawn_file_actions_adddup2(&actions, output, 4)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = ["PATH=/usr/bin:/bin", "HOME=" + home].map { (word: String) in strdup(word) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw Trouble(description: "posix_spawn \(command[0]): error \(code)") }
    return process
  }
}
