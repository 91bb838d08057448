import Diagnostics
import Execution
import Lessons
import Recording

/// How much of the documentation was checked, and what was left out, by kind.
struct ExampleCoverage: Sendable {
  private var blocks = 0
  private var compiled = 0
  private var refused = 0
  /// Examples that stopped before the results that they state.
  private var stopped = 0
  private var ran = 0
  private var compared = 0
  /// Results that differ in every run.
  private var varying = 0
  /// Comments that may state a result, but were not understood.
  private var unread = 0
  private var omitted: [Example.Omission: Int] = [:]
  /// A line for each block, on what was found.
  private(set) var details: [String] = []
  /// The files and folders that are not looked at.
  private let leftOut: [String]

  init(leftOut: [String]) {
    self.leftOut = leftOut
  }

  mutating func add(_ page: PageVerdicts, _ record: LessonRecord, varying: Int) {
    compared += record.count - varying
    self.varying += varying
    unread += record.unreadLines.count
    for line in record.unreadLines {
      details.append(
        "\(page.page.lesson.file.path):\(line): not compared: no result is read from this comment"
      )
    }
    for (index, (unit, verdict)) in zip(page.page.lesson.units, page.verdicts).enumerated()
    where !page.page.examples[index].isHidden {
      blocks += 1
      let place = "\(page.page.lesson.file.path):\(unit.lines?.lowerBound ?? 0)"
      switch verdict {
      case .omitted(let omission, let why):
        omitted[omission, default: 0] += 1
        details.append("\(place): left out: \(omission.description)\(why.map { ", \($0)" } ?? "")")
      case .compiles:
        compiled += 1
        details.append("\(place): compiles")
      case .ran:
        compiled += 1
        ran += 1
        details.append("\(place): runs")
      case .stopped(let why, _):
        compiled += 1
        stopped += 1
        details.append("\(place): stops: \(why)")
      case .refused:
        refused += 1
        details.append("\(place): does not compile")
      }
    }
  }

  /// The counts, in which every block is once: it compiles, does not, or is left out. For example
  /// `86 blocks: 58 compile, 2 do not, 45 ran, 80 results compared; left out: 20 elided, 6 of a manifest`.
  var summary: String {
    let parts = Example.Omission.allCases.compactMap { kind in
      omitted[kind].map { "\($0) \(kind.description)" }
    }
    var rest = parts.isEmpty ? "" : "; left out: \(parts.joined(separator: ", "))"
    if !leftOut.isEmpty {
      let shown = leftOut.prefix(4).joined(separator: ", ") + (leftOut.count > 4 ? ", …" : "")
      rest += "\nnot looked at: \(shown) (name what is to be checked)"
    }
    let counts = [
      "\(compiled) compile\(compiled == 1 ? "s" : "")",
      refused > 0 ? "\(refused) do\(refused == 1 ? "es" : "") not" : nil,
      "\(ran) ran",
      stopped > 0 ? "\(stopped) stopped" : nil,
      "\(compared) result\(compared == 1 ? "" : "s") compared",
      varying > 0 ? "\(varying) differ in every run" : nil,
      unread > 0 ? "\(unread) not understood" : nil,
    ]
    let all = counts.compactMap(\.self).joined(separator: ", ")
    return "\(blocks) block\(blocks == 1 ? "" : "s"): \(all)\(rest)"
  }
}

/// The counts for tools; those of blocks that were left out are by kind: `"leftOut":{"elided":20}`.
extension ExampleCoverage: Encodable {
  private enum CodingKeys: String, CodingKey {
    case blocks, compiled, refused, stopped, ran, compared, varying, notUnderstood, leftOut
    case notLookedAt
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(blocks, forKey: .blocks)
    try container.encode(compiled, forKey: .compiled)
    try container.encode(refused, forKey: .refused)
    try container.encode(stopped, forKey: .stopped)
    try container.encode(ran, forKey: .ran)
    try container.encode(compared, forKey: .compared)
    try container.encode(varying, forKey: .varying)
    try container.encode(unread, forKey: .notUnderstood)
    let kinds = omitted.map { ($0.key.rawValue, $0.value) }
    try container.encode(Dictionary(uniqueKeysWithValues: kinds), forKey: .leftOut)
    try container.encode(leftOut, forKey: .notLookedAt)
  }
}
