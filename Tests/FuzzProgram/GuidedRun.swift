#if GUIDED
  import Foundation
  import TestSupport

  /// One target, fed by libFuzzer: an input that reaches what none has reached before is kept, and changed further.
  ///
  /// For programs that are built with `-sanitize=fuzzer`: the compiler then counts what is reached, and links libFuzzer.
  struct GuidedRun {
    private let target: FuzzTarget
    private let options: FuzzOptions
    /// Holds the inputs that are kept.
    private let folder: String
    /// Made at the start, by the grammar too, whose texts changes of bytes would come upon late.
    private static let madeInputs = 1_000

    /// Feeds all that was asked for.
    /// - Returns: how many targets gave a finding.
    static func findings(_ options: FuzzOptions) -> Int {
      if options.targets.count == 1 { GuidedRun(options.targets[0], options).run() }
      // libFuzzer ends the process that it runs in.
      return options.targets.count { target in
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments =
          [target.name, "--seed", "\(options.seed)"]
          + (options.runs.map { ["--runs", "\($0)"] } ?? ["--seconds", "\(options.seconds)"])
          + (options.corpus.map { ["--corpus", $0] } ?? [])
        guard (try? process.run()) != nil else { return true }
        process.waitUntilExit()
        return process.terminationStatus != 0
      }
    }

    private init(_ target: FuzzTarget, _ options: FuzzOptions) {
      self.target = target
      self.options = options
      folder = "\(options.corpus ?? NSTemporaryDirectory() + "fuzz")/\(target.name)"
    }

    /// Ends the process, with 0 where nothing was found.
    private func run() -> Never {
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      var mutator = Mutator(target, seed: options.seed)
      let made = (0..<Self.madeInputs).map { _ in mutator.next() }
      for (number, input) in (target.samples + made).enumerated() {
        write(input, to: "\(folder)/start-\(number)")
      }
      let dictionary = folder + ".words"
      let words = target.dictionary.map { word in
        let digits = word.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "\"\(digits.joined())\"\n"
      }
      write(Array(words.joined().utf8), to: dictionary)
      fedTarget = target
      let arguments = [
        CommandLine.arguments[0], folder, "-dict=\(dictionary)", "-artifact_prefix=\(folder).",
        options.runs.map { "-runs=\($0)" } ?? "-max_total_time=\(Int(options.seconds))",
        "-seed=\(options.seed)", "-max_len=4096", "-print_final_stats=1",
      ]
      var count = CInt(arguments.count)
      var pointers = arguments.map { strdup($0) } + [nil]
      let status = pointers.withUnsafeMutableBufferPointer { buffer in
        var start = buffer.baseAddress
        return runDriver(&count, &start, feed)
      }
      exit(status)
    }

    private func write(_ bytes: [UInt8], to path: String) {
      guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
        preconditionFailure("'\(path)' cannot be written")
      }
    }
  }

  /// For `feed`, which is called with an input and nothing else; written once, before that.
  nonisolated(unsafe) private var fedTarget: FuzzTarget?

  private let feed: Feed = { start, count in
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let finding = fedTarget.flatMap({ Fuzzer.feed($0, input) }) else { return 0 }
    print(finding)
    fflush(nil)
    // What libFuzzer takes for a finding.
    abort()
  }

  private typealias Feed = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

  /// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
  @_silgen_name("LLVMFuzzerRunDriver")
  private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ feed: Feed
  ) -> CInt
#endif
