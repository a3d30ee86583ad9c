import Files
import HandbookModel
import JSON
import SearchEvaluation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// A tool for developers of this package: how well search finds what the links of a folder of Markdown lead to, by
// the words of the links, against plain BM25 over whole pages.
//
//   evaluate-search FOLDER … [--json] [--misses] [--sample COUNT]
//
// The same folder gives the same figures. `--misses` lists the queries that plain BM25 answers better. Exit code 64
// for wrong usage, 66 where a folder cannot be read or has no links to learn from, 74 where the figures cannot be
// written.

var folders: [String] = []
var wantsJSON = false
var wantsMisses = false
var sampleSize = 500

var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
  switch word {
  case "--json": wantsJSON = true
  case "--misses": wantsMisses = true
  case "--sample":
    guard let count = words.popFirst().flatMap({ Int($0) }), count > 0 else { usage() }
    sampleSize = count
  case _ where word.hasPrefix("-"): usage()
  default: folders.append(word)
  }
}
guard !folders.isEmpty else { usage() }

for folder in folders {
  do {
    let model = try HandbookModel.load(folder: folder)
    let links = try LinkTexts(of: model)
    guard !links.queries.isEmpty else {
      fail("\(folder): no link between pages says what it leads to")
    }
    let evaluation = try Evaluation(links.sample(sampleSize, seed: 1), of: model)
    if wantsJSON {
      write(
        ([
          "folder": .string(folder), "pages": .integer(model.pages.count),
          "links": .integer(links.linkCount), "distinct_queries": .integer(links.queries.count),
          "measures": evaluation.json,
        ] as JSONValue).text)
    } else {
      write(
        "\(folder): \(model.pages.count) pages, \(links.linkCount) links between them, "
          + "\(links.queries.count) different queries")
      write(evaluation.text)
    }
    if wantsMisses { printMisses(of: evaluation, in: model) }
  } catch let error as FileError {
    fail("\(error)")
  } catch {
    fail("\(folder): \(error)")
  }
}

func printMisses(of evaluation: Evaluation, in model: HandbookModel) {
  for (index, query) in evaluation.queries.enumerated() {
    let (ours, plain) = (evaluation.search.places[index], evaluation.plain.places[index])
    guard ours ?? .max > plain ?? .max else { continue }
    let targets = query.pages.sorted().map { model.pages[$0 - 1].path }.joined(separator: " ")
    write("\(ours.map(String.init) ?? "-")\t\(plain ?? 0)\t\(query.text)\t\(targets)")
  }
}

func write(_ text: String) {
  guard !writeAll(Array((text + "\n").utf8), to: STDOUT_FILENO) else { return }
  fail(
    "the figures could not be written: \(String(cString: strerror(errno)).lowercased())", code: 74)
}

func usage() -> Never {
  fail("usage: evaluate-search FOLDER … [--json] [--misses] [--sample COUNT]", code: 64)
}

func fail(_ text: String, code: Int32 = 66) -> Never {
  _ = writeAll(Array((text + "\n").utf8), to: STDERR_FILENO)
  exit(code)
}
