import HandbookModel
import HandbookServer
import JSON
import JSONRPC
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The whole server in this process, spoken to through pipes as a client does.
final class InProcessServer {
  private let requests: Int32
  private let responses: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Serves the repository's own tools, pages and skills.
  init() throws {
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0, pipe(&output) == 0 else { throw Failure() }
    (requests, responses) = (input[1], output[0])
    let folders = ServedFolders(
      tools: [("Tools", shownAs: "Tools")], handbook: "seeds", skills: ("Skills", shownAs: "Skills")
    )
    let host = HandbookHost(Equipment(folders)) { equipment, look, report in
      try HandbookModel.load(
        folder: folders.handbook, documents: equipment.searchDocuments, tree: look, progress: report
      )
    }
    let server = HandbookServer(host: host, log: { _ in })
    let connection = server.connect(input: input[0], output: output[1])
    startThread { connection.run() }
    // The first answer waits until the handbook is read.
    _ = try answer(Self.call("search", #"{"query": "small teams"}"#), count: 1)
  }

  struct Failure: Error {}

  /// A request line as clients write it.
  static func call(_ tool: String, _ arguments: String) -> [UInt8] {
    Array(
      (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(tool)","arguments":"#
        + arguments + #","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","#
        + #""io.modelcontextprotocol/clientCapabilities":{}}}}"# + "\n").utf8)
  }

  /// Sends requests together and reads all answers.
  /// - Parameter lines: not more than a pipe holds.
  /// - Returns: the bytes of the answers.
  func answer(_ lines: [UInt8], count: Int) throws -> Int {
    guard write(requests, lines, lines.count) == lines.count else { throw Failure() }
    var (lineCount, byteCount) = (0, 0)
    while lineCount < count {
      let length = read(responses, &buffer, buffer.count)
      guard length > 0 else { throw Failure() }
      byteCount += length
      for byte in buffer[..<length] where byte == UInt8(ascii: "\n") { lineCount += 1 }
    }
    return byteCount
  }
}
