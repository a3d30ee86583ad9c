package import Diagnostics

/// Why a template cannot be compiled or rendered: every fault that was found, each with its place.
package struct TemplateError: Error, Equatable, Sendable {
  /// Never empty.
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}

extension TemplateError: CustomStringConvertible {
  package var description: String { diagnostics.map(\.rendered).joined(separator: "\n") }
}

/// A fault in one file of a template.
struct TemplateFault: Error {
  var message: TemplateMessage
  var utf8Offset: Int

  init(_ message: TemplateMessage, at utf8Offset: Int) {
    self.message = message
    self.utf8Offset = utf8Offset
  }

  func diagnostic(in source: SourceText) -> Diagnostic {
    Diagnostic(.error, message.text, in: source, at: utf8Offset, notes: message.notes)
  }
}
