// swift-tools-version: 6.2
import PackageDescription

/// Every room is built in Swift 6 mode with warnings as errors; see Sources/README.md for the floors.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// A room: a target of this package that may only lean on rooms of lower floors.
func room(_ name: String, on rooms: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: rooms, swiftSettings: strict)
}

/// The tests of a room; files that stand beside them are read where they stand and are no part of the build.
func tests(_ name: String, of rooms: [Target.Dependency], besides files: [String] = []) -> Target {
  .testTarget(name: name, dependencies: rooms + ["TestSupport"], exclude: files, swiftSettings: strict)
}

let http = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "wabadoctor",
  products: [.executable(name: "wabadoctor", targets: ["wabadoctor"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
  ],
  targets: [
    // Floor 0
    room("JSONText"),
    room("Templates"),
    .systemLibrary(
      name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"]), .yum(["libedit-devel"])]),
    .target(
      name: "CLineEditor", dependencies: ["CLibEdit"], cSettings: [.treatAllWarnings(as: .error)]),
    // Floor 1
    room("Knowledge", on: ["JSONText"]),
    room("Comparison", on: ["JSONText"]),
    room(
      "GraphAPI",
      on: [
        "JSONText", http, nio("NIOCore"), nio("NIOHTTP1"), nio("NIOPosix"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    room("LineEditing", on: ["CLibEdit", "CLineEditor"]),
    // Floor 2
    room("Inference", on: ["JSONText", "Knowledge"]),
    room("Collectors", on: ["Comparison", "JSONText", "Knowledge"]),
    room("CaseStore", on: ["JSONText", "Knowledge", sqlite]),
    // Floor 3
    room("Casework", on: ["Collectors", "Inference", "JSONText", "Knowledge"]),
    room("Reports", on: ["Comparison", "Inference", "JSONText", "Knowledge", "Templates"]),
    // Floor 4
    room(
      "Commands",
      on: [
        "CaseStore", "Casework", "Collectors", "Comparison", "GraphAPI", "Inference", "JSONText", "Knowledge",
        "LineEditing", "Reports", arguments, .product(name: "Crypto", package: "swift-crypto"),
      ]),
    // Floor 5
    .executableTarget(name: "wabadoctor", dependencies: ["Commands"], swiftSettings: strict),

    // What several test targets share
    .target(
      name: "TestSupport", dependencies: ["JSONText", "Knowledge"], path: "Tests/Support",
      swiftSettings: strict),
    .target(
      name: "LoopbackServer",
      dependencies: ["GraphAPI", "JSONText", nio("NIOCore"), nio("NIOHTTP1"), nio("NIOPosix")],
      path: "Tests/LoopbackServer", swiftSettings: strict),
    .executableTarget(
      name: "line-editor-trial", dependencies: ["LineEditing"], path: "Tests/Trials/LineEditorTrial",
      swiftSettings: strict),
    .executableTarget(
      name: "case-store-trial", dependencies: ["CaseStore", "Knowledge"], path: "Tests/Trials/CaseStoreTrial",
      swiftSettings: strict),
    tests("JSONTextTests", of: ["JSONText"]),
    tests("TemplatesTests", of: ["Templates"]),
    tests("LineEditingTests", of: ["LineEditing", "line-editor-trial"]),
    tests("KnowledgeTests", of: ["JSONText", "Knowledge"]),
    tests("ComparisonTests", of: ["Comparison", "JSONText"], besides: ["Reference"]),
    tests("GraphAPITests", of: ["GraphAPI", "LoopbackServer"]),
    tests("InferenceTests", of: ["Inference", "JSONText", "Knowledge"]),
    tests("CollectorsTests", of: ["Collectors", "Comparison", "JSONText", "Knowledge"], besides: ["Recordings"]),
    tests("CaseStoreTests", of: ["CaseStore", "JSONText", "Knowledge", "case-store-trial", sqlite]),
    tests("CaseworkTests", of: ["Casework", "Collectors", "Inference", "JSONText", "Knowledge"]),
    tests("ReportsTests", of: ["Comparison", "Inference", "JSONText", "Knowledge", "Reports"], besides: ["Snapshots"]),
    tests(
      "CommandsTests",
      of: [
        "CaseStore", "Casework", "Collectors", "Commands", "Comparison", "GraphAPI", "Inference", "JSONText", "Knowledge",
        "LoopbackServer",
        "Reports",
      ],
      besides: ["PromptKnowledge", "Transcripts"]),
    tests(
      "KnowledgeBaseTests", of: ["Casework", "Inference", "JSONText", "Knowledge", "Reports"],
      besides: ["Documents", "Tickets"]),
  ]
)
