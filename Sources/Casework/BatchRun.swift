import Dispatch
import Inference
import JSONText
import Synchronization

/// Diagnoses a stream of cases, a line each, on every core, in flat memory; answers come in the order of the lines.
///
/// Every worker takes the next piece of the stream, works on it alone, and hands the answer to whoever's turn it is to write.
package final class BatchRun: Sendable {
  private let rules: CompiledRules
  private let workers: Int
  private let source: Mutex<LineChunks>
  private let output: Mutex<OrderedOutput>
  /// Lines refused so far, and the first error that ended the run.
  private let account = Mutex<(refused: Int, failure: CaseworkError?)>((0, nil))
  /// Pieces that may be under way at once; bounds the memory.
  private let permits: DispatchSemaphore

  /// A run over an open descriptor.
  ///
  /// - Parameters:
  ///   - name: what the input is called in messages.
  ///   - workers: how many threads diagnose.
  package init(
    _ rules: CompiledRules, from descriptor: Int32, name: String, to destination: Destination, workers: Int
  ) {
    self.rules = rules
    self.workers = max(1, workers)
    source = Mutex(LineChunks(descriptor, name: name))
    output = Mutex(OrderedOutput(destination))
    permits = DispatchSemaphore(value: 2 * max(1, workers))
  }

  /// Runs to the end of the stream; gives how many lines were refused.
  ///
  /// - Throws: `CaseworkError` when the stream cannot be read or written.
  package func run() throws(CaseworkError) -> Int {
    if workers == 1 { work() } else { DispatchQueue.concurrentPerform(iterations: workers) { _ in work() } }
    let (refused, failure) = account.withLock { $0 }
    if let failure { throw failure }
    return refused
  }

  private func work() {
    let diagnosis = BatchDiagnosis(rules)
    var buffer: [UInt8] = []
    do {
      while true {
        permits.wait()
        guard !isOver, let chunk = try source.withLock({ try $0.next(into: &buffer) }) else {
          permits.signal()
          return
        }
        var answer = output.withLock { $0.buffer() }
        let refused = diagnose(chunk, in: buffer, with: diagnosis, into: &answer)
        if refused > 0 { account.withLock { $0.refused += refused } }
        let isSuspicious = Redaction.isSuspicious(answer)
        let written = try output.withLock {
          try $0.accept(answer, number: chunk.number, isSuspicious: isSuspicious)
        }
        for _ in 0..<written { permits.signal() }
      }
    } catch {
      account.withLock {
        $0.failure = $0.failure ?? error as? CaseworkError ?? CaseworkError(.ourFault, "\(error)")
      }
      for _ in 0..<workers { permits.signal() }
    }
  }

  /// Whether there is no point in going on.
  private var isOver: Bool { output.withLock { $0.isClosed } || account.withLock { $0.failure != nil } }

  private func diagnose(
    _ chunk: LineChunks.Chunk, in buffer: [UInt8], with diagnosis: BatchDiagnosis, into answer: inout [UInt8]
  ) -> Int {
    if chunk.isTooLong {
      JSONWriter.append(Self.tooLong(chunk.firstLine), layout: .compact, to: &answer)
      answer.append(UInt8(ascii: "\n"))
      return 1
    }
    return buffer.withUnsafeBytes {
      diagnosis.run(
        UnsafeRawBufferPointer(rebasing: $0[..<chunk.count]), firstLine: chunk.firstLine, into: &answer
      ).refused
    }
  }

  /// The error record of a line that is not read.
  private static func tooLong(_ line: Int) -> JSONTree {
    [
      "schema": "wabadoctor/batch-error", "version": 1, "line": .integer(Int64(line)), "column": 1,
      "message": .string(
        "the line is longer than \(LineChunks.longestLine >> 20) MB; is this NDJSON, one case a line?"),
    ]
  }
}
