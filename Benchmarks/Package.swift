// swift-tools-version: 6.2
import PackageDescription

/// Measurements against peers in the same run. They report ratios and figures; they assert nothing.
let habits: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "secure-ai-twin-benchmarks",
  dependencies: [
    .package(name: "secure-ai-twin", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .target(name: "Roofline", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])]),
    .executableTarget(
      name: "DetectionBenchmark",
      dependencies: [
        "Roofline",
        .product(name: "CKernels", package: "secure-ai-twin"),
        .product(name: "TwinConnectors", package: "secure-ai-twin"),
        .product(name: "TwinDetection", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "AttributionBenchmark",
      dependencies: [
        .product(name: "TwinConnectors", package: "secure-ai-twin"),
        .product(name: "TwinDetection", package: "secure-ai-twin"),
        .product(name: "TwinDiagnosis", package: "secure-ai-twin"),
        .product(name: "TwinEvaluation", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "ClusterBenchmark",
      dependencies: [
        .product(name: "TwinLedger", package: "secure-ai-twin"),
        .product(name: "TwinNode", package: "secure-ai-twin"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "FusionBenchmark",
      dependencies: [
        .product(name: "TwinDiagnosis", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "PowerFlowBenchmark",
      dependencies: [
        .product(name: "PowerFlow", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "TennesseeEastmanBenchmark",
      dependencies: [
        .product(name: "ProcessIntegration", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "MessageBenchmark",
      dependencies: [
        .product(name: "TwinDetection", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "NetworkBenchmark",
      dependencies: [
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "NodesBenchmark",
      dependencies: [
        .product(name: "TwinModel", package: "secure-ai-twin"),
        .product(name: "TwinTestbeds", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "RecordingBenchmark",
      dependencies: [
        .product(name: "TwinConnectors", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "TwinBenchmark",
      dependencies: [
        .product(name: "TwinConnectors", package: "secure-ai-twin"),
        .product(name: "TwinDetection", package: "secure-ai-twin"),
        .product(name: "TwinModel", package: "secure-ai-twin"),
      ],
      swiftSettings: habits),
    .executableTarget(
      name: "LedgerBenchmark",
      dependencies: [.product(name: "TwinLedger", package: "secure-ai-twin")],
      swiftSettings: habits),
    .executableTarget(
      name: "HydraulicsBenchmark",
      dependencies: [.product(name: "Hydraulics", package: "secure-ai-twin")],
      swiftSettings: habits),
  ]
)
