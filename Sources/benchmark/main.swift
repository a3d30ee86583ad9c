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
// Medians of nine rounds in microseconds per kilobyte or call; `--compare` adds the ratio to an earlier run. Exit code 64
// for wrong usage, 66 where something cannot be read, 74 where the figures cannot be written.

var names: [String] = []
var wantsJSON = false
var before = JSONObject()

var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch word {
  case "--json": wantsJSON = true
  case "--compare":
    guard let path = words.popFirst() else { usage() }
    before = report(in: path)
  case _ where Components.all.contains { $0.name == word }: names.append(word)
  default: usage()
  }
}

do {
  let files = try RepositoryFiles()
  var report = Report(comparedWith: before)
  if !wantsJSON { write(Report.heading) }
  for (name, make) in Components.all where names.isEmpty || names.contains(name) {
    let component = try make(files)
    report.add(component, try Timing(of: component))
    if !wantsJSON { write(report.lastLine) }
  }
  if wantsJSON { write(report.json.text) }
} catch {
  fail("\(error)")
}

/// An earlier report.
func report(in path: String) -> JSONObject {
  do {
    if let object = try JSONParser.parse(FileContents.read(path)).objectValue { return object }
  } catch let error as JSONParseError {
    fail("\(path): \(error)")
  } catch {
    fail("\(error)")
  }
  fail("\(path): no report of 'benchmark --json'")
}

func write(_ line: String) {
  guard !writeAll(Array((line + "\n").utf8), to: STDOUT_FILENO) else { return }
  fail(
    "the figures could not be written: \(String(cString: strerror(errno)).lowercased())", code: 74)
}

func usage() -> Never {
  fail(
    "usage: benchmark [COMPONENT …] [--json] [--compare FILE]\ncomponents: "
      + Components.all.map(\.name).joined(separator: ", "), code: 64)
}

func fail(_ text: String, code: Int32 = 66) -> Never {
  _ = writeAll(Array((text + "\n").utf8), to: STDERR_FILENO)
  exit(code)
}
