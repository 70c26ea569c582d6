import Comparison
import Glibc
import Reports
import Synchronization

/// A line on a terminal's standard error while logs are counted: how far, how fast, how long still. Nothing anywhere else.
final class CountingBar: Sendable {
  private let isShown = Terminal.error.isPerson && !Terminal.isDumb
  private let began = CountingBar.seconds()
  private let shown = Mutex(0.0)
  /// No more often than this, in seconds.
  private static let pause = 0.2

  /// Says how far it is.
  func show(_ progress: CountingProgress) {
    guard isShown else { return }
    let now = Self.seconds()
    let isDue = shown.withLock { last in
      guard now - last >= Self.pause else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    Terminal.error.write(
      "\r\u{1B}[K" + Self.line(progress, after: now - began, width: Terminal.error.width ?? 80))
  }

  /// Takes the line away.
  func end() {
    if isShown { Terminal.error.write("\r\u{1B}[K") }
  }

  /// `[#####.....] 48 %, 310 MB/s, 4 s left, 1.2 GB`, for so many seconds of counting; what has no room is left out from the end, so
  /// that the line never wraps.
  static func line(_ progress: CountingProgress, after seconds: Double, width: Int) -> String {
    let rate = Double(progress.bytes) / max(seconds, 0.001)
    let speed = "\(size(rate))/s"
    let done = [size(Double(progress.bytes)), "\(FigureWords.count(progress.lines)) lines"]
    guard let total = progress.totalBytes, total > 0 else {
      return fitted(["Counting: \(done[0])", speed, done[1]], width)
    }
    let share = min(1, Double(progress.bytes) / Double(total))
    let filled = Int(share * 20)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
    let left = rate > 0 ? Int((Double(total - progress.bytes) / rate).rounded(.up)) : 0
    let time = left >= 60 ? "\(left / 60) min \(left % 60) s" : "\(left) s"
    return fitted(["[\(bar)] \(Int(share * 100)) %", "\(time) left", speed] + done, width)
  }

  /// As many parts as fit below the last column, where some terminals already wrap; all of them in ASCII.
  private static func fitted(_ parts: [String], _ width: Int) -> String {
    var line = ""
    for part in parts {
      let longer = line.isEmpty ? part : line + ", " + part
      guard longer.utf8.count < width else { break }
      line = longer
    }
    return line
  }

  private static func size(_ bytes: Double) -> String {
    bytes >= 1e9
      ? FigureWords.fixed(bytes / 1e9, 1) + " GB"
      : bytes >= 1e6
        ? FigureWords.fixed(bytes / 1e6, 0) + " MB"
        : FigureWords.fixed(bytes / 1e3, 0) + " kB"
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
