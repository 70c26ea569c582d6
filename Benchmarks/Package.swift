// swift-tools-version: 6.2
import PackageDescription

/// A room of the product, compiled here from the same sources (`Rooms` leads to them), because what it declares is for
/// its own package only.
func room(_ name: String, on rooms: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: rooms, path: "Rooms/\(name)")
}

let package = Package(
  name: "wabadoctor-benchmarks",
  targets: [
    room("JSONText"),
    room("Knowledge", on: ["JSONText"]),
    room("Comparison", on: ["JSONText"]),
    room("Inference", on: ["JSONText", "Knowledge"]),
    .executableTarget(name: "engine-bench", dependencies: ["Inference", "JSONText", "Knowledge"]),
    .executableTarget(name: "interview-bench", dependencies: ["Inference", "JSONText", "Knowledge"]),
    .executableTarget(name: "log-bench", dependencies: ["Comparison"]),
    .executableTarget(name: "hello"),
  ]
)
