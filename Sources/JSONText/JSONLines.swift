/// Where each line of a text begins, made once and only when a place is asked for.
final class JSONLines: Sendable {
  private let starts: ContiguousArray<Int>
  /// Whether every byte is a character of its own.
  private let isASCII: Bool

  init(_ bytes: [UInt8]) {
    var starts: ContiguousArray<Int> = [0]
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      }
    }
    self.starts = starts
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// Line and column, both from 1, of the character that begins at `offset`.
  func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let line = line(of: offset)
    let start = starts[line]
    let before = bytes[start..<max(start, min(offset, bytes.count))]
    return (line + 1, (isASCII ? before.count : String(decoding: before, as: UTF8.self).count) + 1)
  }

  private func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
