import JSONText
import Testing

@Suite struct JSONValueTests {
  private let book = """
    {
      "title": "Modèles \\u00e9crits", "open": true, "closed": false, "none": null,
      "sizes": [1, 2.50, -3e2, []], "empty": {}, "nested": {"a": {"b": ["x", {"c": 7}]}}
    }
    """

  @Test func everyKindIsReadBack() throws {
    let root = try JSONDocument(book, file: "book.json").root
    #expect(root.kind == .object)
    #expect(root["title"]?.string == "Modèles écrits")
    #expect(root["open"]?.boolean == true)
    #expect(root["closed"]?.boolean == false)
    #expect(root["none"]?.isNull == true)
    #expect(root["sizes"]?.elements.map(\.text) == ["1", "2.50", "-3e2", "[]"])
    #expect(root["sizes"]?.elements.first?.integer == 1)
    #expect(root["empty"]?.members.isEmpty == true)
    #expect(root["missing"] == nil)
  }

  @Test func aValueOfAnotherKindIsNil() throws {
    let root = try JSONDocument("[1, \"x\", true, null, {}]", file: "f").root
    let values = Array(root.elements)
    #expect(values[0].string == nil)
    #expect(values[1].number == nil)
    #expect(values[1].boolean == nil)
    #expect(values[2].isNull == false)
    #expect(values[3].boolean == nil)
    #expect(values[4].elements.isEmpty)
    #expect(root.members.isEmpty)
    #expect(root["x"] == nil)
    #expect(values[0].integer == 1)
    #expect(values[1].integer == nil)
  }

  @Test func membersKeepTheirOrderAndPlace() throws {
    let members = Array(try JSONDocument(book, file: "book.json").root.members)
    #expect(members.map(\.key) == ["title", "open", "closed", "none", "sizes", "empty", "nested"])
    #expect(members[1].keyPlace.description == "book.json:2:35")
    #expect(members[4].value.place.description == "book.json:3:12")
    #expect(members[1].keyEquals("open"))
    #expect(!members[1].keyEquals("opens"))
  }

  @Test func countsAreThoseOfTheSequence() throws {
    let root = try JSONDocument(book, file: "book.json").root
    #expect(root.members.count == 7)
    #expect(root["sizes"]?.elements.count == 4)
    #expect(root["sizes"].map { Array($0.elements).count } == 4)
    #expect(root["nested"]?.members.count == 1)
  }

  @Test func textEqualsWithAndWithoutEscapes() throws {
    let root = try JSONDocument(#"["plain", "t\u0061b\t", "", "e\u0301"]"#, file: "f").root
    let values = Array(root.elements)
    #expect(values[0].stringEquals("plain"))
    #expect(!values[0].stringEquals("plait"))
    #expect(values[1].stringEquals("tab\t"))
    #expect(values[1].stringEquals("tab\t" as StaticString))
    #expect(values[2].stringEquals(""))
    #expect(values[0].stringEquals("plain" as StaticString))
    #expect(!values[3].stringEquals("é"), "compared byte for byte, not by looks")
  }

  @Test(arguments: [
    ("", "whole"), ("/foo", "[\"bar\", \"baz\"]"), ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"),
    ("/c%d", "2"),
    ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"),
  ])
  func thePointersOfRFC6901Lead(pointer: String, text: String) throws {
    let source = #"""
      {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}
      """#
    let root = try JSONDocument(source, file: "f").root
    #expect(root.at(pointer: pointer)?.text == (text == "whole" ? source : text))
  }

  @Test(arguments: [
    "foo", "/foo/2", "/foo/-", "/foo/00", "/foo/+1", "/foo/", "/m~n", "/m~2n", "/foo/0/x", "//",
  ])
  func aPointerToNothingIsNil(pointer: String) throws {
    let root = try JSONDocument(#"{"foo": ["bar", "baz"], "m~n": 8, "": 0}"#, file: "f").root
    #expect(root.at(pointer: pointer) == nil)
  }

  @Test func aPointerMayStartAnywhere() throws {
    let nested = try #require(try JSONDocument(book, file: "f").root["nested"])
    #expect(nested.at(pointer: "/a/b/1/c")?.integer == 7)
  }
}
