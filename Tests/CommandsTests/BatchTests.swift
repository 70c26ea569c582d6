import JSONText
import Testing
import TestSupport

/// `diagnose --batch`: a line in, a line out.
@Suite struct BatchTests {
  private func lines(_ input: String, _ arguments: String...) throws -> (lines: [JSONValue], status: Int32) {
    let result = try Child(small: ["diagnose", "--batch", "-"] + arguments, input: input).run()
    let lines = try result.output.split(separator: "\n").map {
      try JSONDocument(String($0), file: "line").root
    }
    for line in result.output.split(separator: "\n") {
      let schema =
        line.hasPrefix("{\"schema\":\"wabadoctor/batch-error\"") ? "batch-error" : "batch-diagnosis"
      #expect(try OutputSchema.problems(in: String(line), by: schema).map(\.description) == [])
    }
    return (lines, result.status)
  }

  @Test func everyLineIsAnswered() throws {
    let (answers, status) = try lines(
      "{\"case\":\"a\",\"waba.status\":\"RESTRICTED\"}\n{\"waba.quality\":\"RED\"}\n")
    #expect(answers.count == 2)
    #expect(answers[0]["case"]?.string == "a")
    #expect(answers[0]["found"]?.elements.compactMap(\.string) == ["account.restricted"])
    #expect(answers[1]["found"]?.elements.compactMap(\.string) == ["account.low-quality"])
    #expect(status == 0)
  }

  @Test func aBadLineIsAnErrorRecordAndTheRestGoesOn() throws {
    let (answers, status) = try lines("{}\n\n{\"waba.stauts\":1}\r\n{broken\n{\"waba.quality\":\"RED\"}")
    #expect(answers.compactMap { $0["line"]?.integer } == [1, 3, 4, 5])
    #expect(answers[1]["message"]?.string?.contains("did you mean \"waba.status\"?") == true)
    #expect(answers[3]["found"]?.elements.compactMap(\.string) == ["account.low-quality"])
    #expect(status == 65)
  }

  @Test func theOrderIsKeptOverManyPieces() throws {
    let count = 12_000
    var input = ""
    for number in 1...count {
      let filler = String(repeating: "x", count: number % 97 * 8)
      input +=
        "{\"case\":\"\(number) \(filler)\",\"waba.status\":\"\(number % 3 == 0 ? "RESTRICTED" : "ACTIVE")\"}\n"
    }
    let output = try Child(small: ["diagnose", "--batch", "-"], input: input).run().output
    var number = 0
    for line in output.split(separator: "\n") {
      number += 1
      guard line.hasPrefix("{\"line\":\(number),\"case\":\"\(number) "),
        line.contains("restricted") == (number % 3 == 0)
      else {
        Issue.record("line \(number): \(line.prefix(120))")
        return
      }
    }
    #expect(number == count)
  }

  @Test func anEndlessLineIsRefusedWithoutBeingKept() throws {
    let long = "{\"case\":\"" + String(repeating: "x", count: 17 << 20) + "\"}"
    let (answers, status) = try lines("{}\n" + long + "\n{\"waba.quality\":\"RED\"}\n")
    #expect(answers.compactMap { $0["line"]?.integer } == [1, 2, 3])
    #expect(answers[1]["message"]?.string?.contains("longer than 16 MB") == true)
    #expect(status == 65)
  }

  @Test func theDayIsOneForAll() throws {
    #expect(
      try lines("{\"waba.is_test\":true}\n", "--as-of", "2025-06-01").lines[0]["found"]?.elements.compactMap(
        \.string) == ["account.test", "account.old-rules"])
  }

  @Test func topicsNarrowABatchToo() throws {
    #expect(
      try lines("{\"waba.quality\":\"RED\"}\n", "--only", "numbers").lines[0]["found"]?.elements.compactMap(
        \.string) == [])
  }

  @Test func aClosedPipeEndsABatchQuietly() throws {
    var child = Child(
      small: ["diagnose", "--batch", "-"],
      input: String(repeating: "{\"waba.quality\":\"RED\"}\n", count: 20_000))
    child.output = .closedPipe
    let result = try child.run()
    #expect(result.status == 0)
    #expect(result.error == "")
  }
}
