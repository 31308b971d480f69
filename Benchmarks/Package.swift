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

/// What each benchmark measures, by rooms of the product.
let rooms: KeyValuePairs = [
  "AttributionBenchmark": [
    "TwinConnectors", "TwinDetection", "TwinDiagnosis", "TwinEvaluation", "TwinModel", "TwinTestbeds",
  ],
  "ClusterBenchmark": ["TwinLedger", "TwinNode"],
  "DetectionBenchmark": ["CKernels", "TwinConnectors", "TwinDetection", "TwinModel", "TwinTestbeds"],
  "FusionBenchmark": ["TwinDiagnosis", "TwinModel"],
  "HydraulicsBenchmark": ["Hydraulics"],
  "LedgerBenchmark": ["TwinLedger"],
  "MessageBenchmark": ["TwinDetection", "TwinModel", "TwinTestbeds"],
  "NetworkBenchmark": ["TwinModel", "TwinTestbeds"],
  "NodesBenchmark": ["TwinModel", "TwinTestbeds"],
  "PowerFlowBenchmark": ["PowerFlow", "TwinModel", "TwinTestbeds"],
  "RecordingBenchmark": ["TwinConnectors", "TwinModel"],
  "TennesseeEastmanBenchmark": ["ProcessIntegration", "TwinModel", "TwinTestbeds"],
  "TwinBenchmark": ["TwinConnectors", "TwinDetection", "TwinModel"],
]

/// What else a benchmark needs.
let others: [String: [Target.Dependency]] = [
  "ClusterBenchmark": [.product(name: "Crypto", package: "swift-crypto")],
  "DetectionBenchmark": ["Roofline"],
]

let package = Package(
  name: "secure-ai-twin-benchmarks",
  dependencies: [
    .package(name: "secure-ai-twin", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [.target(name: "Roofline", cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off"])])]
    + rooms.map { name, rooms in
      .executableTarget(
        name: name,
        dependencies: rooms.map { .product(name: $0, package: "secure-ai-twin") } + others[name, default: []],
        swiftSettings: habits)
    })
