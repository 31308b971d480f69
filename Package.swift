// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Every room is compiled alike: Swift 6 language mode, explicit imports, no warning left behind.
let habits: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Rooms that compute are optimised in debug builds too: their tests train networks and simulate plants.
let numeric: [SwiftSetting] = habits + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "secure-ai-twin",
  products: [
    .executable(name: "sat", targets: ["sat"]),
    .library(name: "TwinModel", targets: ["TwinModel"]),
    .library(name: "TwinConnectors", targets: ["TwinConnectors"]),
    .library(name: "TwinDetection", targets: ["TwinDetection"]),
    .library(name: "CKernels", targets: ["CKernels"]),
    .library(name: "ProcessIntegration", targets: ["ProcessIntegration"]),
    .library(name: "PowerFlow", targets: ["PowerFlow"]),
    .library(name: "Hydraulics", targets: ["Hydraulics"]),
    .library(name: "TwinTestbeds", targets: ["TwinTestbeds"]),
    .library(name: "TwinEvaluation", targets: ["TwinEvaluation"]),
    .library(name: "TwinLedger", targets: ["TwinLedger"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Ground floor.
    .target(
      name: "TwinModel",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: numeric),

    // Logic rooms.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "TwinConnectors", dependencies: ["TwinModel", "CZlib"], swiftSettings: numeric),
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    .target(
      name: "TwinDetection",
      dependencies: ["TwinModel", "CKernels", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: numeric),
    .target(name: "ProcessIntegration", swiftSettings: numeric),
    .target(name: "PowerFlow", swiftSettings: numeric),
    .target(name: "Hydraulics", swiftSettings: numeric),
    .target(
      name: "TwinTestbeds", dependencies: ["TwinModel", "PowerFlow", "Hydraulics", "ProcessIntegration"],
      swiftSettings: numeric),
    .target(
      name: "TwinEvaluation", dependencies: ["TwinModel", "TwinDetection"], swiftSettings: numeric),
    .target(
      name: "TwinLedger",
      dependencies: ["TwinModel", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: numeric),

    // The command.
    .executableTarget(
      name: "sat",
      dependencies: [
        "TwinModel", "TwinConnectors", "TwinDetection", "TwinTestbeds", "TwinEvaluation", "TwinLedger",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: habits),

    // Tests, one target a room.
    .testTarget(name: "TwinModelTests", dependencies: ["TwinModel"], swiftSettings: habits),
    .testTarget(
      name: "TwinConnectorsTests", dependencies: ["TwinConnectors", "TwinModel"],
      swiftSettings: habits),
    .testTarget(
      name: "TwinDetectionTests",
      dependencies: [
        "TwinDetection", "TwinModel", "CKernels", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: habits),
    .testTarget(name: "ProcessIntegrationTests", dependencies: ["ProcessIntegration"], swiftSettings: habits),
    .testTarget(name: "PowerFlowTests", dependencies: ["PowerFlow"], swiftSettings: habits),
    .testTarget(name: "HydraulicsTests", dependencies: ["Hydraulics"], swiftSettings: habits),
    .testTarget(
      name: "TwinTestbedsTests",
      dependencies: ["TwinTestbeds", "TwinModel", "PowerFlow", "Hydraulics", "ProcessIntegration"],
      swiftSettings: habits),
    .testTarget(
      name: "TwinEvaluationTests", dependencies: ["TwinEvaluation", "TwinModel"],
      swiftSettings: habits),
    .testTarget(
      name: "TwinLedgerTests",
      dependencies: ["TwinLedger", "TwinModel", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["Log/Independent/verify_log.py"], swiftSettings: habits),
    .testTarget(name: "IntegrationTests", dependencies: ["sat"], swiftSettings: habits),
  ]
)

// `make docs` alone needs the documentation plug-in.
if ProcessInfo.processInfo.environment["SAT_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
