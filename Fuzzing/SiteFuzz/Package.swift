// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "site-fuzz",
  dependencies: [.package(name: "secure-ai-twin", path: "../..")],
  targets: [
    .executableTarget(
      name: "SiteFuzz",
      dependencies: [.product(name: "TwinModel", package: "secure-ai-twin")],
      swiftSettings: [
        .swiftLanguageMode(.v6), .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
      ],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
  ]
)
