/// Bytes as a literal to paste into a test: a string where they are UTF-8, a list of numbers where not.
package func swiftLiteral(_ bytes: [UInt8]) -> String {
  String(validating: bytes, as: UTF8.self).map { $0.debugDescription } ?? "\(bytes)"
}
