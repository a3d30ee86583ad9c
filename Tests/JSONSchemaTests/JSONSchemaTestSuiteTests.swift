import Foundation
import JSON
import JSONSchema
import Testing

private let corpus = ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"]

/// The corpus of https://github.com/json-schema-org/JSON-Schema-Test-Suite, which is not part of
/// this package: set `JSON_SCHEMA_TEST_SUITE` to the folder of a checkout to run it.
@Suite(.enabled(if: corpus != nil))
struct JSONSchemaTestSuiteTests {
  /// What is not implemented: annotations that check nothing here, meta-schemas that change what
  /// keywords mean, schemas of another version inside a schema, and old keywords in new schemas.
  private static let leftOut: Set<String> = [
    "content.json", "cross-draft.json", "dependencies-compatibility.json", "format-assertion.json",
    "vocabulary.json",
  ]

  @Test(
    arguments: [
      "draft2020-12", "draft2020-12/optional", "draft2019-09", "draft7", "draft7/optional",
    ])
  func agreesWithTheCorpus(part: String) throws {
    let folder = URL(filePath: try #require(corpus)).appending(path: "tests/\(part)")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    var count = 0
    for file in files
    where file.pathExtension == "json" && !Self.leftOut.contains(file.lastPathComponent) {
      let groups = try JSONParser.parse([UInt8](try Data(contentsOf: file)))
      for group in groups.arrayValue ?? [] {
        count += try check(group, dialect: part, in: "\(part)/\(file.lastPathComponent)")
      }
    }
    #expect(count > 100)
  }

  /// - Returns: the number of values that were validated; none where the schema needs other
  ///   documents.
  private func check(_ group: JSONValue, dialect: String, in file: String) throws -> Int {
    var document = try #require(group["schema"])
    // Draft-07 does not name itself in each schema; the folder says what is meant.
    if dialect.hasPrefix("draft7"), case .object(var object) = document, object["$schema"] == nil {
      object["$schema"] = "http://json-schema.org/draft-07/schema#"
      document = .object(object)
    }
    let schema: JSONSchema
    do throws(JSONSchemaError) {
      schema = try JSONSchema(document)
    } catch {
      switch error.reason {
      case .remoteReference, .dynamicReference: break
      default: Issue.record("\(file): \(document.text): \(error)")
      }
      return 0
    }
    let tests = group["tests"]?.arrayValue ?? []
    for test in tests {
      let data = try #require(test["data"])
      #expect(
        schema.validate(data).isEmpty == (test["valid"] == true),
        "\(file): \(document.text): \(data.text)")
    }
    return tests.count
  }
}
