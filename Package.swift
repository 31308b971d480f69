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
    .library(name: "TwinSimulation", targets: ["TwinSimulation"]),
    .library(name: "TwinConnectors", targets: ["TwinConnectors"]),
    .library(name: "TwinDetection", targets: ["TwinDetection"]),
    .library(name: "TwinDiagnosis", targets: ["TwinDiagnosis"]),
    .library(name: "CKernels", targets: ["CKernels"]),
    .library(name: "PortableMath", targets: ["PortableMath"]),
    .library(name: "ProcessIntegration", targets: ["ProcessIntegration"]),
    .library(name: "PowerFlow", targets: ["PowerFlow"]),
    .library(name: "Hydraulics", targets: ["Hydraulics"]),
    .library(name: "TwinTestbeds", targets: ["TwinTestbeds"]),
    .library(name: "TwinEvaluation", targets: ["TwinEvaluation"]),
    .library(name: "TwinLedger", targets: ["TwinLedger"]),
    .library(name: "TwinNode", targets: ["TwinNode"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Ground floor.
    .target(name: "PortableMath", swiftSettings: numeric),
    .target(
      name: "TwinModel",
      dependencies: ["PortableMath", .product(name: "Yams", package: "Yams")],
      swiftSettings: numeric),
    // Its generic world is specialised where it is used, which makes it eight times as fast.
    .target(
      name: "TwinSimulation", dependencies: ["TwinModel"],
      swiftSettings: numeric + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]),

    // Logic rooms.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "TwinConnectors", dependencies: ["TwinModel", "CZlib"], swiftSettings: numeric),
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    .target(
      name: "TwinDetection",
      dependencies: ["TwinModel", "CKernels", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: numeric),
    .target(name: "TwinDiagnosis", dependencies: ["TwinModel", "TwinDetection"], swiftSettings: numeric),
    .target(name: "ProcessIntegration", dependencies: ["PortableMath"], swiftSettings: numeric),
    .target(name: "PowerFlow", dependencies: ["PortableMath"], swiftSettings: numeric),
    .target(name: "Hydraulics", dependencies: ["PortableMath"], swiftSettings: numeric),
    .target(
      name: "TwinTestbeds",
      dependencies: ["TwinModel", "PortableMath", "PowerFlow", "Hydraulics", "ProcessIntegration"],
      swiftSettings: numeric),
    .target(
      name: "TwinEvaluation", dependencies: ["TwinModel", "TwinDetection", "TwinDiagnosis", "TwinTestbeds"],
      swiftSettings: numeric),
    .target(
      name: "TwinLedger",
      dependencies: ["TwinModel", "TwinSimulation", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: numeric),

    // Shells: the only room with networking.
    .target(
      name: "TwinNode",
      dependencies: [
        "TwinLedger",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
        .product(name: "X509", package: "swift-certificates"),
      ],
      swiftSettings: numeric),

    // The command.
    .executableTarget(
      name: "sat",
      dependencies: [
        "TwinModel", "TwinConnectors", "TwinDetection", "TwinDiagnosis", "TwinTestbeds", "TwinEvaluation", "Hydraulics",
        "PowerFlow",
        "TwinLedger", "TwinNode",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: habits),

    // Tests, one target a room.
    .testTarget(name: "PortableMathTests", dependencies: ["PortableMath"], swiftSettings: habits),
    .testTarget(name: "TwinModelTests", dependencies: ["TwinModel"], swiftSettings: habits),
    .testTarget(
      name: "TwinSimulationTests", dependencies: ["TwinSimulation", "TwinModel"], swiftSettings: habits),
    .testTarget(
      name: "TwinConnectorsTests", dependencies: ["TwinConnectors", "TwinModel"],
      swiftSettings: habits),
    .testTarget(
      name: "TwinDetectionTests",
      dependencies: [
        "TwinDetection", "TwinModel", "CKernels", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: habits),
    .testTarget(
      name: "TwinDiagnosisTests", dependencies: ["TwinDiagnosis", "TwinDetection", "TwinModel"],
      swiftSettings: habits),
    .testTarget(name: "ProcessIntegrationTests", dependencies: ["ProcessIntegration"], swiftSettings: habits),
    .testTarget(name: "PowerFlowTests", dependencies: ["PowerFlow"], swiftSettings: habits),
    .testTarget(name: "HydraulicsTests", dependencies: ["Hydraulics"], swiftSettings: habits),
    .testTarget(
      name: "TwinTestbedsTests",
      dependencies: [
        "TwinTestbeds", "TwinModel", "TwinConnectors", "PowerFlow", "Hydraulics", "ProcessIntegration",
      ],
      swiftSettings: habits),
    .testTarget(
      name: "TwinEvaluationTests",
      dependencies: ["TwinEvaluation", "TwinModel", "TwinDetection", "TwinDiagnosis", "TwinTestbeds"],
      swiftSettings: habits),
    .testTarget(
      name: "TwinLedgerTests",
      dependencies: ["TwinLedger", "TwinModel", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["Log/Independent/verify_log.py"], swiftSettings: numeric),
    .testTarget(
      name: "TwinNodeTests",
      dependencies: [
        "TwinNode", "TwinLedger",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: habits),
    .testTarget(
      name: "IntegrationTests", dependencies: ["sat", "TwinEvaluation", "TwinModel", "TwinTestbeds"],
      swiftSettings: habits),
  ]
)

// `make docs` alone needs the documentation plug-in.
if ProcessInfo.processInfo.environment["SAT_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

// While one room is worked on, its tests alone need not wait for all others:
// SAT_TESTS="TwinModelTests TwinLedgerTests" swift test
if let wanted = ProcessInfo.processInfo.environment["SAT_TESTS"]?.split(separator: " ").map(String.init) {
  package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}
