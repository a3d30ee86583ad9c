import Files

extension ClientEnvironment {
  /// The environment of a working folder: the project is the nearest folder upward that holds `.git`, short of
  /// the home folder, whose own files are the user's and no project's.
  /// - Parameter workingFolder: an absolute path.
  package init(
    workingFolder: String, home: String, variables: [String: String], platform: Platform = .current
  ) {
    var folder = workingFolder
    let realHome = realPath(home) ?? home
    while folder != "/", folder != realHome, folder != home {
      if FileKind(at: join(folder, ".git")) != nil {
        self.init(
          platform: platform, home: home, projectFolder: folder, isInRepository: true,
          variables: variables)
        return
      }
      folder = parentFolder(of: folder)
    }
    self.init(
      platform: platform, home: home, projectFolder: workingFolder, isInRepository: false,
      variables: variables)
  }
}
