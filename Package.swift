// swift-tools-version: 6.2

// One section per target followed by its test target, alphabetical; arrows point down only:
//
//   HandbookCLI → Doctor, HandbookServer, Statistics → Clients, Skills, SkillTesting, Toolbox
//   → HandbookModel, Logging, MCPClient, Recording → MCP → JSONRPC
//   → Bundling, Markdown, JSONSchema, SQLite, YAML
//   → Diagnostics, Files, JSON, Processes, Threads, CMalloc, CSpawn, CSQLite
//
// For developers, above all of these: benchmark, evaluate-search → SearchEvaluation → Measurement; fuzz, probe.
//
// No package dependencies: the Swift toolchain and the SQLite library that it needs itself suffice.

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "handbook",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "handbook", targets: ["HandbookCLI"])
  ],
  targets: [
    // MARK: benchmark

    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Diagnostics",
        "Files",
        "HandbookModel",
        "HandbookServer",
        "JSON",
        "JSONRPC",
        "JSONSchema",
        "Markdown",
        "Measurement",
        "Skills",
        "Threads",
        "Toolbox",
        "YAML",
      ],
      swiftSettings: settings
    ),

    .testTarget(
      name: "BenchmarkTests",
      dependencies: ["benchmark", "JSON", "TestSupport"],
      swiftSettings: settings
    ),

    // MARK: Bundling

    .target(
      name: "Bundling",
      dependencies: ["Files", "JSON"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "BundlingTests",
      dependencies: [
        "Bundling",
        "Files",
        "HandbookCLI",
        "JSON",
        "JSONSchema",
        "Measurement",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: Clients

    .target(
      name: "Clients",
      dependencies: ["Diagnostics", "Files", "JSON"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ClientsTests",
      dependencies: [
        "Clients",
        "Diagnostics",
        "Files",
        "HandbookCLI",
        "JSON",
        "Measurement",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: CMalloc

    .systemLibrary(name: "CMalloc"),

    // MARK: CSpawn

    .systemLibrary(name: "CSpawn"),

    // MARK: CSQLite

    .systemLibrary(name: "CSQLite"),

    // MARK: Diagnostics

    .target(name: "Diagnostics", swiftSettings: settings),
    .testTarget(
      name: "DiagnosticsTests",
      dependencies: ["Diagnostics"],
      swiftSettings: settings
    ),

    // MARK: Doctor

    .target(
      name: "Doctor",
      dependencies: [
        "Clients",
        "Diagnostics",
        "Files",
        "JSON",
        "MCP",
        "MCPClient",
        "Processes",
        "Threads",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "DoctorTests",
      dependencies: [
        "Clients",
        "Diagnostics",
        "Doctor",
        "HandbookCLI",
        "JSON",
        "MCP",
        "MCPClient",
        "Measurement",
        "Processes",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: evaluate-search

    .executableTarget(
      name: "evaluate-search",
      dependencies: ["Files", "HandbookModel", "JSON", "SearchEvaluation"],
      swiftSettings: settings
    ),

    // MARK: Files

    .target(name: "Files", dependencies: ["Diagnostics", "Threads"], swiftSettings: settings),
    .testTarget(
      name: "FilesTests",
      dependencies: ["Files", "TestSupport"],
      swiftSettings: settings
    ),

    // MARK: Fuzzing

    .target(
      name: "Fuzzing",
      dependencies: [
        "Clients",
        "Diagnostics",
        "Files",
        "JSON",
        "JSONRPC",
        "JSONSchema",
        "Markdown",
        "Skills",
        "SQLite",
        "TestSupport",
        "Toolbox",
        "YAML",
      ],
      path: "Tests/Fuzzing",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "fuzz",
      dependencies: ["Fuzzing", "TestSupport", "Threads"],
      path: "Tests/FuzzProgram",
      swiftSettings: settings
    ),
    .testTarget(
      name: "FuzzingTests",
      dependencies: [
        "Clients",
        "Diagnostics",
        "Files",
        "Fuzzing",
        "JSON",
        "JSONSchema",
        "Measurement",
        "TestSupport",
        "YAML",
      ],
      swiftSettings: settings
    ),

    // MARK: HandbookCLI

    .executableTarget(
      name: "HandbookCLI",
      dependencies: [
        "Bundling",
        "Clients",
        "CMalloc",
        "Diagnostics",
        "Doctor",
        "Files",
        "HandbookModel",
        "HandbookServer",
        "JSON",
        "JSONRPC",
        "JSONSchema",
        "Logging",
        "Markdown",
        "MCP",
        "MCPClient",
        "Processes",
        "Recording",
        "Skills",
        "SkillTesting",
        "Statistics",
        "Threads",
        "Toolbox",
        "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HandbookCLITests",
      dependencies: [
        "Diagnostics",
        "HandbookCLI",
        "JSON",
        "JSONSchema",
        "Measurement",
        "Skills",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: HandbookModel

    .target(
      name: "HandbookModel",
      dependencies: [
        "Diagnostics",
        "Files",
        "JSON",
        "Markdown",
        "SQLite",
        "Threads",
        "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HandbookModelTests",
      dependencies: [
        "Diagnostics",
        "Files",
        "HandbookModel",
        "JSON",
        "Markdown",
        "Measurement",
        "SQLite",
        "TestSupport",
        "YAML",
      ],
      swiftSettings: settings
    ),

    // MARK: HandbookServer

    .target(
      name: "HandbookServer",
      dependencies: [
        "Diagnostics",
        "Files",
        "HandbookModel",
        "JSON",
        "JSONRPC",
        "MCP",
        "Skills",
        "SkillTesting",
        "Threads",
        "Toolbox",
      ],
      swiftSettings: settings
    ),

    .testTarget(
      name: "HandbookServerTests",
      dependencies: [
        "Diagnostics",
        "HandbookModel",
        "HandbookServer",
        "JSON",
        "JSONSchema",
        "Measurement",
        "Skills",
        "TestSupport",
        "Toolbox",
        "YAML",
      ],
      swiftSettings: settings
    ),

    // MARK: JSON

    .target(name: "JSON", swiftSettings: settings),
    .testTarget(
      name: "JSONTests",
      dependencies: ["JSON", "TestSupport"],
      swiftSettings: settings
    ),

    // MARK: JSONRPC

    .target(
      name: "JSONRPC",
      dependencies: ["JSON", "Threads"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "JSONRPCTests",
      dependencies: ["JSON", "JSONRPC", "TestSupport", "Threads"],
      swiftSettings: settings
    ),

    // MARK: JSONSchema

    .target(
      name: "JSONSchema",
      dependencies: ["Diagnostics", "JSON"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "JSONSchemaTests",
      dependencies: ["JSON", "JSONSchema", "TestSupport"],
      swiftSettings: settings
    ),

    // MARK: Logging

    .target(
      name: "Logging",
      dependencies: ["JSONRPC", "MCP", "Threads"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LoggingTests",
      dependencies: [
        "JSON",
        "JSONRPC",
        "Logging",
        "MCP",
        "Measurement",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: Markdown

    .target(
      name: "Markdown",
      dependencies: ["Diagnostics", "YAML"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MarkdownTests",
      dependencies: ["Diagnostics", "Markdown", "TestSupport", "YAML"],
      swiftSettings: settings
    ),

    // MARK: MCP

    .target(
      name: "MCP",
      dependencies: ["Diagnostics", "JSON", "JSONRPC"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MCPTests",
      dependencies: ["JSON", "JSONRPC", "MCP", "TestSupport", "Threads"],
      swiftSettings: settings
    ),

    // MARK: MCPClient

    .target(
      name: "MCPClient",
      dependencies: ["JSON", "MCP", "Processes", "Threads"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "MCPClientTests",
      dependencies: ["JSON", "MCP", "MCPClient", "Processes"],
      swiftSettings: settings
    ),

    // MARK: Measurement

    .target(name: "Measurement", swiftSettings: settings),
    .testTarget(
      name: "MeasurementTests",
      dependencies: ["Measurement"],
      swiftSettings: settings
    ),

    // MARK: probe

    .executableTarget(
      name: "probe",
      dependencies: [
        "Diagnostics",
        "Files",
        "JSON",
        "JSONSchema",
        "Markdown",
        "YAML",
      ],
      swiftSettings: settings
    ),

    // MARK: Processes

    .target(
      name: "Processes",
      dependencies: ["CSpawn", "Threads"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ProcessesTests",
      dependencies: ["Processes", "TestSupport"],
      swiftSettings: settings
    ),

    // MARK: Recording

    .target(
      name: "Recording",
      dependencies: [
        "Diagnostics",
        "Files",
        "JSON",
        "JSONRPC",
        "JSONSchema",
        "Processes",
        "Threads",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RecordingTests",
      dependencies: [
        "Diagnostics",
        "HandbookCLI",
        "JSON",
        "JSONRPC",
        "Measurement",
        "Processes",
        "Recording",
        "TestSupport",
      ],
      exclude: ["Sessions"],
      swiftSettings: settings
    ),

    // MARK: SearchEvaluation

    .target(
      name: "SearchEvaluation",
      dependencies: ["HandbookModel", "JSON", "Measurement", "SQLite"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SearchEvaluationTests",
      dependencies: [
        "Diagnostics",
        "evaluate-search",
        "HandbookModel",
        "Measurement",
        "SearchEvaluation",
        "TestSupport",
      ],
      exclude: ["Handbook"],
      swiftSettings: settings
    ),

    // MARK: Skills

    .target(
      name: "Skills",
      dependencies: [
        "Diagnostics",
        "Files",
        "JSON",
        "JSONSchema",
        "Markdown",
        "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SkillsTests",
      dependencies: [
        "Diagnostics",
        "Files",
        "JSON",
        "Skills",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: SkillTesting

    .target(
      name: "SkillTesting",
      dependencies: [
        "Diagnostics",
        "Files",
        "HandbookModel",
        "JSON",
        "JSONSchema",
        "MCP",
        "MCPClient",
        "Processes",
        "Threads",
        "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "SkillTestingTests",
      dependencies: [
        "Diagnostics",
        "HandbookCLI",
        "JSON",
        "MCPClient",
        "Measurement",
        "SkillTesting",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: SQLite

    .target(
      name: "SQLite",
      dependencies: ["CSQLite"],
      swiftSettings: settings,
      linkerSettings: [
        // Every Swift toolchain on Linux needs the run-time library itself, so it is there on each
        // machine that can build this package; the development package with its `.so` link may
        // not be. Hence the library's own file name. macOS ships both.
        .linkedLibrary(":libsqlite3.so.0", .when(platforms: [.linux])),
        .linkedLibrary("sqlite3", .when(platforms: [.macOS])),
      ]
    ),
    .testTarget(
      name: "SQLiteTests",
      dependencies: ["Measurement", "SQLite", "TestSupport"],
      swiftSettings: settings
    ),

    // MARK: Statistics

    .target(
      name: "Statistics",
      dependencies: [
        "Diagnostics",
        "JSON",
        "JSONRPC",
        "Logging",
        "MCP",
        "Recording",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "StatisticsTests",
      dependencies: [
        "Diagnostics",
        "HandbookCLI",
        "JSON",
        "Measurement",
        "Statistics",
        "TestSupport",
      ],
      swiftSettings: settings
    ),

    // MARK: TestSupport

    .target(
      name: "TestSupport",
      dependencies: ["JSON", "JSONRPC", "JSONSchema", "Measurement"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),

    // MARK: Threads

    .target(name: "Threads", swiftSettings: settings),

    // MARK: Toolbox

    .target(
      name: "Toolbox",
      dependencies: [
        "Diagnostics",
        "Files",
        "HandbookModel",
        "JSON",
        "JSONSchema",
        "SQLite",
        "Threads",
        "YAML",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ToolboxTests",
      dependencies: [
        "Diagnostics",
        "Files",
        "HandbookModel",
        "JSON",
        "JSONSchema",
        "Measurement",
        "SQLite",
        "TestSupport",
        "Toolbox",
      ],
      swiftSettings: settings
    ),

    // MARK: YAML

    .target(
      name: "YAML",
      dependencies: ["Diagnostics", "JSON"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "YAMLTests",
      dependencies: ["Diagnostics", "JSON", "TestSupport", "YAML"],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
