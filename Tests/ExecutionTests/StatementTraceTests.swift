import Foundation
import LessonProtocol
import Testing

@testable import Execution

@Suite struct StatementTraceTests {
  private func data(_ numbers: [Int]) -> Data {
    let rest = [Int](repeating: 0, count: StatementTraceLayout.length - numbers.count)
    return (numbers + rest).withUnsafeBytes { Data($0) }
  }

  @Test func `what was running is read, outer statements first`() {
    let trace = StatementTrace(data([2, 7, 3, 1, 4, 1, 7, 3]))
    #expect(trace.running == [.init(line: 4, column: 1), .init(line: 7, column: 3)])
    #expect(trace.last == .init(line: 7, column: 3))
    #expect(trace.lastEnded)
  }

  @Test func `a trace that a program has overwritten harms nobody`() {
    #expect(StatementTrace(StatementTrace.empty).last == nil)
    #expect(StatementTrace(Data()).running.isEmpty)
    #expect(StatementTrace(Data(count: 17)).running.isEmpty)
    #expect(StatementTrace(data([.max])).running.count == StatementTraceLayout.limit)
    #expect(StatementTrace(data([.min, .min])).running.isEmpty)
  }
}
