import Foundation
import Processes
import TestSupport
import Testing

struct ProgramSearchTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["one/tool": "", "two/tool": "", "two/data": ""])
    try folder.makeFolder("one/data")
    #expect(chmod(folder.path + "/two/tool", 0o700) == 0)
    return folder
  }

  @Test func findsTheFirstThatIsExecutableInThePath() throws {
    let folder = try folder()
    let path = "\(folder.path)/none:\(folder.path)/one:\(folder.path)/two"
    #expect(ProgramSearch("tool", path: path).result == .found("\(folder.path)/two/tool"))
    #expect(
      ProgramSearch("data", path: path).result == .notExecutable("\(folder.path)/two/data"))
    #expect(ProgramSearch("other", path: path).result == .missing)
    #expect(ProgramSearch("tool", path: nil).result == .missing)
    #expect(ProgramSearch("", path: path).result == .missing)
  }

  @Test func takesPathsFromTheWorkingFolder() throws {
    let folder = try folder()
    func search(_ program: String) -> ProgramSearch.Result {
      ProgramSearch(program, path: "", workingFolder: folder.path + "/two").result
    }
    #expect(search("./tool") == .found("./tool"))
    #expect(search("tool") == .found("./tool"))  // an empty path is the working folder
    #expect(search("../one/tool") == .notExecutable("../one/tool"))
    #expect(search("../one/data") == .folder)
    #expect(search("\(folder.path)/two/tool") == .found("\(folder.path)/two/tool"))
    #expect(search("./none") == .missing)
  }
}
