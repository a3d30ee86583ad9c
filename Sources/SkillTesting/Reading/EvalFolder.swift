package import Diagnostics
import Files
import JSON
import YAML

/// The eval files of a skill.
package enum EvalFolder {
  /// The name of the folder inside that of a skill.
  package static let name = "evals"
  private static let standardFile = "evals.json"

  /// Reads every eval file below a folder, in the order of their paths.
  /// - Parameters:
  ///   - folder: may be missing.
  ///   - shownAs: the folder's name in diagnostics.
  ///   - skill: the skill that it belongs to.
  package static func read(
    _ folder: String, shownAs: String, skill: String
  ) -> [EvalFile] {
    guard FileKind(at: folder) == .folder else { return [] }
    let tree: FileTree
    do throws(FileError) {
      tree = try FileTree(of: folder) { name in
        name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name == standardFile
      }
    } catch {
      return [EvalFile(unreadable: shownAs, skill: skill, error.message)]
    }
    let broken = tree.problems.map {
      EvalFile(unreadable: join(shownAs, $0.path), skill: skill, $0.message)
    }
    return broken
      + tree.entries.map { entry in
        let shown = join(shownAs, entry.path)
        do throws(FileError) {
          let bytes = try FileContents.read(entry.path, inside: folder)
          return EvalFile(reading: SourceText(path: shown, bytes: bytes), skill: skill)
        } catch {
          return EvalFile(unreadable: shown, skill: skill, error.message)
        }
      }
  }
}

extension EvalFile {
  /// Reads a file. The format is told by the file's name and shape.
  package init(reading source: SourceText, skill: String) {
    if source.path.hasSuffix(".json") {
      self.init(readingStandard: source, skill: skill)
      return
    }
    let outcome = YAMLParser.parse(source)
    let findings = EvalFindings(source: source, diagnostics: outcome.diagnostics)
    self.init(path: source.path, skill: skill, source, findings)
    guard let root = outcome.documents.first else {
      if findings.diagnostics.isEmpty {
        diagnostics = [Diagnostic(.warning, "the file is empty", path: source.path)]
      }
      return
    }
    if BenchmarkTasksReader.recognizes(root) {
      var reader = BenchmarkTasksReader(findings: findings)
      evals = reader.read(root)
      adopt(reader.findings)
    } else {
      var reader = EvalFileReader(findings: findings)
      (self.skill, routing, evals) = reader.read(root, folderSkill: skill)
      adopt(reader.findings)
    }
  }

  /// JSON is checked as JSON and then read as the YAML that it nearly is, for the sake of places:
  /// only the tabs between its tokens (within strings it has none) need to be replaced.
  private init(readingStandard source: SourceText, skill: String) {
    var findings = EvalFindings(source: source)
    do throws(JSONParseError) {
      _ = try JSONParser.parse(source.bytes)
    } catch {
      findings.error("not JSON: \(error.reason)", at: source.position(at: error.utf8Offset))
      self.init(path: source.path, skill: skill, source, findings)
      return
    }
    let bytes = source.bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }
    let outcome = YAMLParser.parse(SourceText(path: source.path, bytes: bytes))
    findings = EvalFindings(source: source, diagnostics: outcome.diagnostics)
    self.init(path: source.path, skill: skill, source, findings)
    guard let root = outcome.documents.first else { return }
    var reader = StandardEvalsReader(findings: findings)
    (self.skill, evals) = reader.read(root, folderSkill: skill)
    adopt(reader.findings)
  }

  fileprivate init(unreadable path: String, skill: String, _ reason: String) {
    let source = SourceText(path: path, "")
    let problem = Diagnostic(.error, "the file cannot be read: \(reason)", path: path)
    self.init(
      path: path, skill: skill, source, EvalFindings(source: source, diagnostics: [problem]))
  }

  private init(path: String, skill: String, _ source: SourceText, _ findings: EvalFindings) {
    self.init(
      path: path, skill: skill, routing: [], evals: [], diagnostics: findings.diagnostics,
      references: findings.references, source: source)
  }

  private mutating func adopt(_ findings: EvalFindings) {
    diagnostics = findings.diagnostics.inOrderOfPlace
    references = findings.references
  }
}
