package import Diagnostics
internal import YAML

extension Taxonomy {
  /// The names of the tables that `taxonomy.yaml` declares, without a look at its rules: enough to know
  /// at once which tools a handbook can answer, long before its pages are read.
  package static func tableNames(in source: SourceText) -> Set<String> {
    guard let kinds = YAMLParser.parse(source).documents.first?["kinds"]?.entries else { return [] }
    return Set(kinds.map { $0.value["table"]?.string ?? $0.key + "s" })
  }
}
