internal import Diagnostics

/// What is wrong with a handbook, kept so that what concerns one file can be replaced.
struct HandbookDiagnostics: Sendable, Equatable {
  /// What is wrong with one file.
  struct OfFile: Sendable, Equatable {
    /// The path of the file, relative to the handbook.
    var path: String
    var diagnostics: [Diagnostic]
  }

  /// Of the folder and the taxonomy.
  var first: [Diagnostic] = []
  /// Of the files that have any, in their order.
  private(set) var ofFiles: [OfFile] = []
  /// Of what files say together.
  var last: [Diagnostic] = []

  init() {}

  init(first: [Diagnostic], ofFiles: [OfFile], last: [Diagnostic]) {
    self.first = first
    self.ofFiles = ofFiles
    self.last = last
  }

  /// All, in the order in which they are reported.
  var all: [Diagnostic] { first + ofFiles.flatMap(\.diagnostics) + last }

  /// Notes what is wrong with the next file.
  mutating func append(_ diagnostics: [Diagnostic], ofFile path: String) {
    if !diagnostics.isEmpty { ofFiles.append(OfFile(path: path, diagnostics: diagnostics)) }
  }

  /// Puts what is wrong with a file now in the place of what was wrong with it.
  mutating func replace(_ diagnostics: [Diagnostic], ofFile path: String) {
    ofFiles.removeAll { $0.path.utf8.elementsEqual(path.utf8) }
    guard !diagnostics.isEmpty else { return }
    let place =
      ofFiles.firstIndex { path.utf8.lexicographicallyPrecedes($0.path.utf8) } ?? ofFiles.endIndex
    ofFiles.insert(OfFile(path: path, diagnostics: diagnostics), at: place)
  }
}
