#if canImport(Glibc)
  // For `environ`, which is read once and never written to.
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A program that runs beside this one, with pipes or files for its standard streams.
///
/// ```swift
/// let process = try ChildProcess(["/bin/cat"])
/// process.send(Array("hello".utf8))
/// process.receiveLine(atMost: .seconds(1))  // .line(…)
/// process.end()
/// ```
///
/// Nothing here waits without a limit. For one thread.
package final class ChildProcess {
  /// Where a standard stream leads.
  package enum Stream: Sendable {
    /// To this process.
    case pipe
    /// Read from its start where it is the input, otherwise appended to; only its owner reads it.
    case file(String)
    /// Where that of this process leads.
    case inherited
  }

  /// The program could not be started.
  package struct StartError: Error, Equatable, Sendable, CustomStringConvertible {
    package var program: String
    /// The system's error number.
    package var code: Int32

    package var description: String {
      "'\(program)' cannot be started: \(String(cString: strerror(code)))"
    }
  }

  let processID: pid_t
  /// Whether what the program starts itself is to end with it.
  let leadsGroup: Bool
  /// Known once somebody has waited for it.
  var status: Status?
  var isEnded = false

  /// This process's ends of the pipes, none of which blocks; -1 where there is no pipe or once it
  /// is closed.
  var input: Int32 = -1
  var output: Int32 = -1
  var errors: Int32 = -1

  /// What is still to be written, and how much of it is.
  var pending: [UInt8] = []
  var writtenCount = 0
  /// Whether the input is to be closed once everything is written.
  var inputEnds = false
  var lines: LineBuffer
  /// The end of what came through the pipe for errors.
  var errorText: [UInt8] = []

  /// Starts a program.
  /// - Parameters:
  ///   - command: the path of the program, and its arguments. A relative path is looked up from the
  ///     working folder of the new process.
  ///   - environment: variables in addition to those that it inherits.
  ///   - inherited: the names of the variables that it gets from this process; `nil` for all.
  ///   - workingFolder: `nil` for that of this process.
  ///   - leadsGroup: whether what the program starts itself is to end with it.
  ///   - maximumLineBytes: of what is read from its output.
  package init(
    _ command: [String], environment: [String: String] = [:], inheriting inherited: [String]? = nil,
    workingFolder: String? = nil, input: Stream = .pipe, output: Stream = .pipe,
    errors: Stream = .inherited, leadsGroup: Bool = false, maximumLineBytes: Int = 64 << 20
  ) throws(StartError) {
    precondition(!command.isEmpty, "a command begins with its program")
    // What is written to a process that has ended is an error and no signal.
    if case .pipe = input { signal(SIGPIPE, SIG_IGN) }
    self.leadsGroup = leadsGroup
    lines = LineBuffer(maximumLineBytes: maximumLineBytes)
    var pipes: [Pipe] = []
    var actions = FileActions()
    defer {
      actions.destroy()
      for pipe in pipes { close(pipe.childEnd) }
    }
    var ends: [Int32] = []
    let streams = [(input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO)]
    for (stream, descriptor) in streams {
      switch stream {
      case .pipe:
        guard let pipe = Pipe(childReads: descriptor == STDIN_FILENO) else {
          let code = errno
          for pipe in pipes { close(pipe.ownEnd) }
          throw StartError(program: command[0], code: code)
        }
        pipes.append(pipe)
        actions.duplicate(pipe.childEnd, as: descriptor)
        ends.append(pipe.ownEnd)
      case .file(let path):
        actions.open(path, as: descriptor)
        ends.append(-1)
      case .inherited:
        ends.append(-1)
      }
    }
    do throws(StartError) {
      if let workingFolder { actions.changeFolder(to: workingFolder) }
      let variables = Self.variables(inheriting: inherited, and: environment)
      processID = try Self.spawn(command, variables, &actions, leadsGroup: leadsGroup)
    } catch {
      for pipe in pipes { close(pipe.ownEnd) }
      throw error
    }
    (self.input, self.output, self.errors) = (ends[0], ends[1], ends[2])
  }

  deinit {
    end(patience: .zero)
  }

  private static func spawn(
    _ command: [String], _ variables: [String], _ actions: inout FileActions, leadsGroup: Bool
  ) throws(StartError) -> pid_t {
    var attributes = SpawnAttributes(leadsGroup: leadsGroup)
    defer { attributes.destroy() }
    let words = CStrings(command)
    let settings = CStrings(variables)
    var processID: pid_t = 0
    let code = posix_spawn(
      &processID, command[0], &actions.value, &attributes.value, words.pointers, settings.pointers)
    guard code == 0 else { throw StartError(program: command[0], code: code) }
    return processID
  }

  /// The environment as `NAME=VALUE`: what is given goes before what is inherited.
  private static func variables(
    inheriting inherited: [String]?, and given: [String: String]
  ) -> [String] {
    var variables = given.map { "\($0.key)=\($0.value)" }
    var place = environ
    while let variable = place.pointee {
      let text = String(cString: variable)
      let name = String(text.prefix { $0 != "=" })
      if given[name] == nil, inherited?.contains(name) ?? true { variables.append(text) }
      place += 1
    }
    return variables
  }
}
