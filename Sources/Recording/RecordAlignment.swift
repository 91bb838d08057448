/// Pairs the values of a results file with the computed ones.
struct RecordAlignment {
  enum Pair {
    case both(recorded: Int, computed: Int)
    /// Recorded, but no longer in the lesson.
    case recorded(Int)
    /// Not recorded yet.
    case computed(Int)
  }

  /// The pairs, in the order of the document.
  let pairs: [Pair]

  /// Complexity: O(n·d) for n values and d differences between the two lists of expressions.
  init(_ recorded: [RecordedValue], _ computed: [RecordedValue]) {
    let changes = computed.map(\.key).difference(from: recorded.map(\.key))
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var pairs: [Pair] = []
    var old = 0
    var new = 0
    while old < recorded.count || new < computed.count {
      if removed.contains(old) {
        pairs.append(.recorded(old))
        old += 1
      } else if inserted.contains(new) {
        pairs.append(.computed(new))
        new += 1
      } else {
        pairs.append(.both(recorded: old, computed: new))
        old += 1
        new += 1
      }
    }
    self.pairs = pairs
  }
}
