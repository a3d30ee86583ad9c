import JSON

/// What a replayed session has shown.
package struct ReplayReport: Sendable, Equatable {
  /// A message that is not what it was.
  package struct Finding: Sendable, Equatable {
    /// Where the recording has it; 0 for one that it has not.
    package var line: Int
    /// What it answers, or which notification it is.
    package var subject: String
    package var differences: [Difference]
  }

  /// How many messages of the server were compared.
  package private(set) var comparedCount = 0
  /// In the order of the recording.
  package private(set) var findings: [Finding] = []
  /// What else to know.
  package private(set) var notes: [String] = []

  /// Compares what a server writes now with what was recorded.
  init(
    recorded: Transcript, present: Transcript, _ requests: RequestLog, _ volatile: VolatileFields
  ) {
    for id in recorded.ids + present.ids.filter({ recorded.responses[$0] == nil }) {
      compareResponses(id, recorded, present, requests, volatile)
    }
    let methods = recorded.methods + present.methods.filter { recorded.notifications[$0] == nil }
    for method in methods where !volatile.includes(notification: method) {
      let old = recorded.notifications[method] ?? []
      let new = present.notifications[method] ?? []
      for index in 0..<max(old.count, new.count) {
        compare(old.at(index), new.at(index), method, volatile)
      }
    }
    findings.sort { $0.line != 0 && ($1.line == 0 || $0.line < $1.line) }
  }

  private mutating func compareResponses(
    _ id: String, _ recorded: Transcript, _ present: Transcript, _ requests: RequestLog,
    _ volatile: VolatileFields
  ) {
    let old = recorded.responses[id] ?? []
    let new = present.responses[id] ?? []
    for index in 0..<max(old.count, new.count) {
      let subject = requests.subject(ofID: id, at: index)
      if index >= old.count || index >= new.count, requests.cancelledIDs.contains(id) { continue }
      if index >= old.count, index < requests.subjects[id]?.count ?? 0 {
        notes.append("the recording has no answer to \(subject): not compared")
        continue
      }
      compare(old.at(index), new.at(index), subject, volatile)
    }
  }

  private mutating func compare(
    _ recorded: Transcript.Item?, _ present: Transcript.Item?, _ subject: String,
    _ volatile: VolatileFields
  ) {
    comparedCount += 1
    let differences: [Difference]
    if let recorded, let present {
      differences = Difference.all(
        recorded: volatile.settled(recorded.message), present: volatile.settled(present.message))
    } else {
      differences = [
        Difference(pointer: "", recorded: recorded?.message, present: present?.message)
      ]
    }
    guard !differences.isEmpty else { return }
    findings.append(
      Finding(line: recorded?.line ?? 0, subject: subject, differences: differences))
  }
}

extension [Transcript.Item] {
  fileprivate func at(_ index: Int) -> Transcript.Item? {
    index < count ? self[index] : nil
  }
}
