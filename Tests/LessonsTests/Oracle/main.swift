// Prints the statements that the compiler's own parser finds in the files named on standard input: a
// line `file PATH`, then `START END` of each, in UTF-8 bytes.

import Foundation
import SwiftParser
import SwiftSyntax

final class StatementFinder: SyntaxAnyVisitor {
  var lines: [String] = []

  func add(_ start: some SyntaxProtocol, _ end: some SyntaxProtocol) {
    let range =
      start.positionAfterSkippingLeadingTrivia
      .utf8Offset..<end.endPositionBeforeTrailingTrivia
      .utf8Offset
    if !range.isEmpty { lines.append("\(range.lowerBound) \(range.upperBound)") }
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    switch node.as(SyntaxEnum.self) {
    case .codeBlockItem(let item):
      if !item.item.is(IfConfigDeclSyntax.self) { add(item.item, item.item) }
    case .memberBlockItem(let item):
      if !item.decl.is(IfConfigDeclSyntax.self) { add(item.decl, item.decl) }
    case .accessorDecl(let accessor): add(accessor, accessor)
    case .switchCase(let label): add(label, label.label)
    case .ifConfigDecl(let condition) where !isPart(condition):
      for clause in condition.clauses {
        if let expression = clause.condition {
          add(clause.poundKeyword, expression)
        } else {
          add(clause.poundKeyword, clause.poundKeyword)
        }
      }
      add(condition.poundEndif, condition.poundEndif)
    default: break
    }
    return .visitChildren
  }

  /// Whether a condition is among attributes or members of an expression.
  private func isPart(_ condition: IfConfigDeclSyntax) -> Bool {
    condition.parent?.is(PostfixIfConfigExprSyntax.self) == true
      || condition.parent?.is(AttributeListSyntax.self) == true
  }
}

while let path = readLine() {
  guard let data = FileManager.default.contents(atPath: path) else { continue }
  let tree = Array(data).withUnsafeBufferPointer { Parser.parse(source: $0) }
  let finder = StatementFinder(viewMode: .sourceAccurate)
  if !tree.hasError { finder.walk(tree) }
  print(tree.hasError ? "fault \(path)" : "file \(path)")
  for line in finder.lines { print(line) }
}
