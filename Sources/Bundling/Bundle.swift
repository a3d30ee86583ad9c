package import Files
package import JSON

/// A server with all that it serves in one file, which clients install: an MCPB bundle.
///
///     manifest.json
///     server/handbook   the program
///     Tools/ Skills/    the root's
///     seeds/            the handbook, where the program looks for it by itself
package struct Bundle: Sendable {
  /// What goes into a bundle.
  package struct Parts: Sendable {
    package var program: ProgramFile
    package var tools: String
    /// `nil` where there are none, or where they lie in the handbook.
    package var skills: String?
    package var handbook: String
    /// Further options of `handbook serve`.
    package var serveOptions: [String]

    package init(
      program: ProgramFile, tools: String, skills: String?, handbook: String,
      serveOptions: [String] = []
    ) {
      self.program = program
      self.tools = tools
      self.skills = skills
      self.handbook = handbook
      self.serveOptions = serveOptions
    }
  }

  /// Why there is no bundle.
  package enum Problem: Error, Equatable, Sendable {
    case file(FileError)
    case tooLarge(path: String, byteCount: Int)
    case tooManyFiles(count: Int)
  }

  /// The archive.
  package let bytes: [UInt8]
  /// How many files it holds, the manifest among them.
  package let fileCount: Int
  /// What was left out and why, a line each.
  package let notes: [String]

  /// Far more than a handbook needs, and far less than the 4 GiB that the format takes; everything is held in memory.
  package static let maximumByteCount = 1 << 30
  static let manifestPath = "manifest.json"
  static let programPath = "server/handbook"
  static let toolsFolder = "Tools"
  static let skillsFolder = "Skills"
  static let handbookFolder = "seeds"

  /// Collects the parts, in a fixed order.
  package init(_ parts: Parts, manifest: JSONValue) throws(Problem) {
    var collection = Collection(parts.program, manifest: Array((manifest.indentedText + "\n").utf8))
    try collection.append(folder: parts.tools, as: Self.toolsFolder)
    if let skills = parts.skills { try collection.append(folder: skills, as: Self.skillsFolder) }
    try collection.append(folder: parts.handbook, as: Self.handbookFolder)
    fileCount = collection.fileCount
    notes = collection.notes
    bytes = collection.archive.finish()
  }
}

/// A bundle in the making.
private struct Collection {
  private(set) var archive = ZipArchive()
  private(set) var fileCount = 2
  private(set) var notes: [String] = []
  private var byteCount: Int

  init(_ program: ProgramFile, manifest: [UInt8]) {
    archive.append(Bundle.manifestPath, manifest)
    archive.append(program.pathInBundle, program.bytes, isExecutable: true)
    byteCount = manifest.count + program.bytes.count
  }

  mutating func append(folder: String, as name: String) throws(Bundle.Problem) {
    let contents: FolderContents
    do throws(FileError) { contents = try FolderContents(of: folder) } catch { throw .file(error) }
    notes += contents.skipped.map { "left out: \(join(folder, $0.path)): \($0.reason)" }
    fileCount += contents.files.count
    guard fileCount <= ZipArchive.maximumFileCount else { throw .tooManyFiles(count: fileCount) }
    for file in contents.files {
      let path = join(folder, file.path)
      // Before it is read: it may be too much for the memory, too.
      guard file.byteCount <= Bundle.maximumByteCount - byteCount else {
        throw .tooLarge(path: path, byteCount: file.byteCount)
      }
      let content: [UInt8]
      do throws(FileError) {
        content = try FileContents.read(path, maximumBytes: Bundle.maximumByteCount - byteCount)
      } catch {
        throw .file(error)
      }
      byteCount += content.count
      archive.append(join(name, file.path), content, isExecutable: file.isExecutable)
    }
  }
}

extension ProgramFile {
  /// Where the program lies in a bundle.
  var pathInBundle: String {
    platform == .windows ? Bundle.programPath + ".exe" : Bundle.programPath
  }
}

extension Bundle.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .file(let error): "\(error)"
    case .tooLarge(let path, let byteCount):
      "with '\(path)' (\(byteCount) bytes) the bundle would be larger than \(Bundle.maximumByteCount) bytes"
    case .tooManyFiles(let count):
      "\(count) files are more than the \(ZipArchive.maximumFileCount) that a bundle can hold"
    }
  }
}
