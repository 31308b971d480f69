// swift-tools-version: 6.2
import PackageDescription

/// Every room is compiled alike: Swift 6 language mode, explicit imports, no warning left behind.
let habits: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "secure-ai-twin",
  products: [
    .executable(name: "sat", targets: ["sat"]),
    .library(name: "TwinModel", targets: ["TwinModel"]),
    .library(name: "TwinConnectors", targets: ["TwinConnectors"]),
    .library(name: "TwinDetection", targets: ["TwinDetection"]),
    .library(name: "CKernels", targets: ["CKernels"]),
    .library(name: "ProcessIntegration", targets: ["ProcessIntegration"]),
    .library(name: "TwinTestbeds", targets: ["TwinTestbeds"]),
    .library(name: "TwinEvaluation", targets: ["TwinEvaluation"]),
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
      swiftSettings: habits),

    // Logic rooms.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "TwinConnectors", dependencies: ["TwinModel", "CZlib"], swiftSettings: habits),
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    .target(
      name: "TwinDetection",
      dependencies: ["TwinModel", "CKernels", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: habits),
    .target(name: "ProcessIntegration", swiftSettings: habits),
    .target(name: "TwinTestbeds", dependencies: ["TwinModel", "ProcessIntegration"], swiftSettings: habits),
    .target(
      name: "TwinEvaluation", dependencies: ["TwinModel", "TwinDetection"], swiftSettings: habits),

    // The command.
    .executableTarget(
      name: "sat",
      dependencies: [
        "TwinModel", "TwinConnectors", "TwinDetection", "TwinTestbeds", "TwinEvaluation",
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
    .testTarget(
      name: "TwinTestbedsTests", dependencies: ["TwinTestbeds", "TwinModel", "ProcessIntegration"],
      swiftSettings: habits),
    .testTarget(
      name: "TwinEvaluationTests", dependencies: ["TwinEvaluation", "TwinModel"],
      swiftSettings: habits),
  ]
)
