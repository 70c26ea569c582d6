import Reports
import Testing

@Suite struct ColumnTextTests {
  private func lines(_ width: Int) -> [String] {
    let rows = [
      ColumnText.Row(
        cells: ["9", "closed", "no account"], text: "The account is run on behalf of its owner"),
      ColumnText.Row(cells: ["10", "open", "10229\u{1B}0"], text: "Restricted"),
    ]
    return ColumnText(rows, style: TextStyle(width: width)).text.split(separator: "\n").map(String.init)
  }

  @Test func aLongTextWrapsBesideItsCells() {
    let told = lines(56)
    #expect(told[0] == " 9  closed  no account  The account is run on behalf of")
    #expect(told[1] == "                        its owner")
    #expect(told[2].hasPrefix("10  open    10229") && told[2].hasSuffix("  Restricted"))
    #expect(!told[2].contains("\u{1B}"))
  }

  @Test func whereThereIsNoRoomItWrapsBelow() {
    let told = lines(40)
    #expect(told.first?.hasPrefix(" 9  closed  no account  ") == true)
    #expect(told.dropFirst().first?.hasPrefix("    ") == true)
    #expect(told.filter { $0.hasPrefix("                        ") }.isEmpty)
  }
}
