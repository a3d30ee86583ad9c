import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// A tool for developers of this package: prints what its parsers make of a file, as JSON on one line, so that they
// can be compared with other implementations and with the corpora that there are.
//
//   probe json|yaml|markdown|frontmatter FILE …
//   probe schema SCHEMA INSTANCE …
//
// Exit code 0 where every file was understood (and every instance fits its schema), 1 with the diagnostics on
// standard error where not, 64 for wrong usage.

let words = Array(CommandLine.arguments.dropFirst())
guard let probe = words.first.flatMap(Probe.init(rawValue:)), words.count > probe.fixedFileCount
else {
  report(
    "usage: probe json|yaml|markdown|frontmatter FILE …\n       probe schema SCHEMA INSTANCE …")
  exit(64)
}

do throws(ProbeFailure) {
  let schema = probe == .schema ? try Probe.schema(words[1]) : nil
  var isFine = true
  for path in words.dropFirst(1 + (schema == nil ? 0 : 1)) {
    do throws(ProbeFailure) {
      for line in try probe.lines(of: path, schema: schema) { print(line) }
    } catch {
      report(error.text)
      isFine = false
    }
  }
  exit(isFine ? 0 : 1)
} catch {
  report(error.text)
  exit(1)
}

func report(_ text: String) {
  var line = text + "\n"
  line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
