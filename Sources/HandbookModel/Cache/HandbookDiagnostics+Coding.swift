internal import Diagnostics

extension ByteWriter {
  mutating func write(_ diagnostics: HandbookDiagnostics) {
    write(diagnostics.first) { $0.write($1) }
    write(diagnostics.ofFiles) { writer, file in
      writer.write(file.path)
      writer.write(file.diagnostics) { $0.write($1) }
    }
    write(diagnostics.last) { $0.write($1) }
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    write(diagnostic.severity.rawValue)
    write(diagnostic.path)
    write(diagnostic.position) { writer, position in
      writer.write(position.line)
      writer.write(position.column)
    }
    write(diagnostic.message)
    write(diagnostic.notes) { $0.write($1) }
    write(diagnostic.sourceLine) { $0.write($1) }
  }
}

extension ByteReader {
  mutating func handbookDiagnostics() throws(ByteCodingError) -> HandbookDiagnostics {
    HandbookDiagnostics(
      first: try diagnostics(),
      ofFiles: try list { (reader) throws(ByteCodingError) in
        .init(path: try reader.text(), diagnostics: try reader.diagnostics())
      },
      last: try diagnostics())
  }

  private mutating func diagnostics() throws(ByteCodingError) -> [Diagnostic] {
    try list { (reader) throws(ByteCodingError) in try reader.diagnostic() }
  }

  private mutating func diagnostic() throws(ByteCodingError) -> Diagnostic {
    guard let severity = Diagnostic.Severity(rawValue: try text()) else { throw ByteCodingError() }
    let path = try text()
    let position = try optional { (reader) throws(ByteCodingError) in
      SourcePosition(line: try reader.number(), column: try reader.number())
    }
    return Diagnostic(
      severity, try text(), path: path, position: position,
      notes: try list { (reader) throws(ByteCodingError) in try reader.text() },
      sourceLine: try optional { (reader) throws(ByteCodingError) in try reader.text() })
  }
}
