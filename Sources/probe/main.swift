import Files

print(CommandLine.arguments.dropFirst().compactMap { try? FileContents.read($0).count })
