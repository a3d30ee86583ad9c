import Foundation
import JSON
import Testing

private let corpus = ProcessInfo.processInfo.environment["JSON_TEST_SUITE"]

/// The corpus of https://github.com/nst/JSONTestSuite, which is not part of this package: set
/// `JSON_TEST_SUITE` to the folder of a checkout to run it.
@Suite(.enabled(if: corpus != nil))
struct JSONTestSuiteTests {
  @Test func agreesWithTheCorpus() throws {
    let folder = URL(filePath: try #require(corpus)).appending(path: "test_parsing")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    try #require(files.count > 300)
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      let value = try? JSONParser.parse(bytes)
      switch file.lastPathComponent.prefix(2) {
      case "y_":
        let value = try #require(value, "\(file.lastPathComponent)")
        #expect(try JSONParser.parse(value.encoded) == value, "\(file.lastPathComponent)")
      case "n_":
        #expect(value == nil, "\(file.lastPathComponent)")
      default:
        // Numbers of any size are accepted; what no string can hold, byte order marks and deep
        // nesting are not.
        let isNumber = file.lastPathComponent.hasPrefix("i_number")
        #expect((value != nil) == isNumber, "\(file.lastPathComponent)")
      }
    }
  }
}
