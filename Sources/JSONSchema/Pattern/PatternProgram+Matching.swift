extension PatternProgram {
  /// Whether the program matches somewhere in the text.
  ///
  /// Thompson's simulation: the set of steps that the machine is at moves over the text one scalar
  /// at a time. A step is entered at most once per scalar, which bounds the time.
  func matches(_ text: String) -> Bool {
    // Four lists of at most as many entries as there are steps. The mark of a step says at which
    // position it was last entered; -1 is none.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 4 * steps.count) { storage in
      storage.initialize(repeating: -1)
      let count = steps.count
      var machine = Machine(
        program: self,
        marks: UnsafeMutableBufferPointer(rebasing: storage[..<count]),
        waiting: UnsafeMutableBufferPointer(rebasing: storage[count..<(2 * count)]),
        entered: UnsafeMutableBufferPointer(rebasing: storage[(2 * count)..<(3 * count)]),
        stack: UnsafeMutableBufferPointer(rebasing: storage[(3 * count)...]))
      return machine.run(over: text)
    }
  }
}

/// The state of one match. Steps wait to be entered until the scalar behind them is known, because
/// assertions look at it.
private struct Machine {
  let program: PatternProgram
  let marks: UnsafeMutableBufferPointer<Int>
  let waiting: UnsafeMutableBufferPointer<Int>
  let entered: UnsafeMutableBufferPointer<Int>
  let stack: UnsafeMutableBufferPointer<Int>
  private var waitingCount = 0
  private var enteredCount = 0
  private var position = 0

  init(
    program: PatternProgram, marks: UnsafeMutableBufferPointer<Int>,
    waiting: UnsafeMutableBufferPointer<Int>, entered: UnsafeMutableBufferPointer<Int>,
    stack: UnsafeMutableBufferPointer<Int>
  ) {
    self.program = program
    self.marks = marks
    self.waiting = waiting
    self.entered = entered
    self.stack = stack
  }

  mutating func run(over text: String) -> Bool {
    var scalars = text.unicodeScalars.makeIterator()
    var previous: Unicode.Scalar?
    while true {
      let next = scalars.next()
      enteredCount = 0
      for index in 0..<waitingCount {
        if enter(waiting[index], between: previous, and: next) { return true }
      }
      if position == 0 || !program.isAnchored {
        if enter(0, between: previous, and: next) { return true }
      }
      guard let next, enteredCount > 0 || !program.isAnchored else { return false }
      consume(next)
      previous = next
      position += 1
    }
  }

  /// Follows a step to all that can be reached without a scalar.
  /// - Returns: whether the end of the program is among them.
  private mutating func enter(
    _ start: Int, between previous: Unicode.Scalar?, and next: Unicode.Scalar?
  ) -> Bool {
    guard marks[start] != position else { return false }
    marks[start] = position
    stack[0] = start
    var height = 1
    // A step is marked when it is pushed, so that the stack never holds one twice.
    func push(_ step: Int) {
      guard marks[step] != position else { return }
      marks[step] = position
      stack[height] = step
      height += 1
    }
    while height > 0 {
      height -= 1
      let step = stack[height]
      switch program.steps[step] {
      case .match: return true
      case .jump(let target): push(target)
      case .split(let first, let second):
        push(second)
        push(first)
      case .assertion(let assertion):
        if assertion.holds(between: previous, and: next) { push(step + 1) }
      case .scalar, .set:
        entered[enteredCount] = step
        enteredCount += 1
      }
    }
    return false
  }

  private mutating func consume(_ scalar: Unicode.Scalar) {
    waitingCount = 0
    for index in 0..<enteredCount {
      let step = entered[index]
      let goesOn =
        switch program.steps[step] {
        case .scalar(let expected): expected == scalar
        case .set(let set): program.sets[set].contains(scalar)
        default: false
        }
      if goesOn {
        waiting[waitingCount] = step + 1
        waitingCount += 1
      }
    }
  }
}
