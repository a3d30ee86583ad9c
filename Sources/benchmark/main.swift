import Files
import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// A tool for developers of this package: how long its parts take, each by itself. To be run in the repository's
// folder, in the release build, before and after a change:
//
//   swift run -c release benchmark --json > before.json
//   swift run -c release benchmark [COMPONENT …] --compare before.json
//
// Medians of nine rounds in microseconds per kilobyte or call; `--compare` adds the ratio to an earlier run.

var names: [String] = []
var wantsJSON = false
var before = JSONObject()

var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch word {
  case "--json": wantsJSON = true
  case "--compare":
    guard let path = words.popFirst() else { usage() }
    do {
      before = try JSONParser.parse(FileContents.read(path)).objectValue ?? [:]
    } catch {
      fail("\(path): \(error)")
    }
  case _ where Components.all.contains { $0.name == word }: names.append(word)
  default: usage()
  }
}

do {
  let files = try RepositoryFiles()
  var report = Report(comparedWith: before)
  if !wantsJSON { print(Report.heading) }
  for (name, make) in Components.all where names.isEmpty || names.contains(name) {
    let component = try make(files)
    report.add(component, try Timing(of: component))
    if !wantsJSON { print(report.lastLine) }
  }
  if wantsJSON { print(report.json.text) }
} catch {
  fail("\(error)")
}

func usage() -> Never {
  fail(
    "usage: benchmark [COMPONENT …] [--json] [--compare FILE]\ncomponents: "
      + Components.all.map(\.name).joined(separator: ", "), code: 64)
}

func fail(_ text: String, code: Int32 = 66) -> Never {
  var line = text + "\n"
  line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(code)
}
