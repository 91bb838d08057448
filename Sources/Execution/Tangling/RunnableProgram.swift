package import Lessons
private import Markdown

/// A lesson's cells as one file of Swift that runs without the tool.
package struct RunnableProgram: Sendable {
  package let text: String

  /// Puts the cells of a lesson one after the other, behind a comment that says how to run them.
  ///
  /// Complexity: O(n) in the length of the lesson's code.
  package init(_ lesson: Lesson, imports siteImports: [String]) {
    let modules = siteImports + lesson.frontMatter.imports
    var text = "// The code of \(lesson.fileName), from its first cell to its last.\n"
    let flags = "-swift-version 6 -default-isolation MainActor"
    if modules.isEmpty {
      text += "// Run it with: swift \(flags) FILE\n"
    } else {
      text += """
        // It imports \(modules.joined(separator: ", ")). Where SwiftPM has built them for release:
        // swiftc \(flags) FILE -I .build/release/Modules \
        \(modules.map { ".build/release/\($0).build/*.o" }.joined(separator: " "))

        """
      for module in modules { text += "import \(module)\n" }
    }
    for case .cell(let cell) in lesson.units where cell.options.fate.belongsToProgram {
      text += "\n" + cell.code.text
    }
    self.text = text
  }
}
