private import Lessons
import Weaving

// What the names in a cell were declared as, for its code and for the list under it.

extension WovenCell {
  /// The declarations by the offset of their name in the cell's code, in UTF-8 bytes.
  var declarationsByOffset: [Int: String] {
    var starts = [0]
    for line in lines { starts.append(starts[starts.count - 1] + line.text.utf8.count + 1) }
    let declarations = names.filter { lines.indices.contains($0.line) }
      .map { (starts[$0.line] + $0.column - 1, $0.declaration) }
    return Dictionary(declarations) { first, _ in first }
  }
}

extension NamesContext {
  /// Each declaration once, in the order of the code; `nil` where there is none.
  init?(_ cell: WovenCell, id: String) {
    var seen: Set<String> = []
    let declarations = cell.names.map(\.declaration).filter { seen.insert($0).inserted }
    guard !declarations.isEmpty else { return nil }
    self.init(id: id, declarations: declarations)
  }
}
