// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "Shapes",
  products: [.library(name: "Shapes", targets: ["Shapes"])],
  targets: [.target(name: "Shapes"), .target(name: "Inner")]
)
