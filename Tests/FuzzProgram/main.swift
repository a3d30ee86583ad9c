import Foundation
import Fuzzing
import TestSupport
import Threads

// A tool for developers of this package: feeds its parsers with what nobody would write.
//
//   fuzz TARGET|all [--seconds N | --runs N | --cuts] [--seed S] [--corpus DIR] [FILE …]
//
// With files it feeds those alone. A build with `-Xswiftc -sanitize=fuzzer -Xswiftc -DGUIDED` is guided by what the inputs
// reach. Exit code 1 where something is found, which is printed as a literal to paste into
// a test; 64 for wrong usage.

let options: FuzzOptions
do {
  options = try FuzzOptions(CommandLine.arguments.dropFirst())
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(64)
}

// On a thread with the stack that the threads of the server have. The frames of debug builds, and those that are watched
// by a sanitizer, are many times as large.
#if DEBUG
  let stackBytes = 64 << 20
#else
  let stackBytes = 1 << 20
#endif
let done = DispatchSemaphore(value: 0)
nonisolated(unsafe) var findingCount = 0
startThread(stackBytes: stackBytes) {
  findingCount = findings(options)
  done.signal()
}
done.wait()
exit(findingCount == 0 ? 0 : 1)

func findings(_ options: FuzzOptions) -> Int {
  #if GUIDED
    if options.files.isEmpty, !options.cuts { return GuidedRun.findings(options) }
  #endif
  return options.targets.reduce(0) { $0 + FuzzRun($1, options).run() }
}
