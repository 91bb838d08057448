import Basics
import Synchronization
import Testing

@Suite struct ConcurrentMapTests {
  @Test func `results keep the order of the elements, and no more run at once than may`()
    async throws
  {
    let running = Mutex((now: 0, most: 0))
    let squares = try await concurrentMap(Array(1...50), atMost: 4) { number in
      running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
      // The later an element, the sooner it is done.
      try await Task.sleep(for: .microseconds(10 * (50 - number)))
      running.withLock { $0.now -= 1 }
      return number * number
    }
    #expect(squares == (1...50).map { $0 * $0 })
    #expect(running.withLock(\.most) <= 4)
  }

  @Test func `an error ends what still runs`() async {
    struct Failure: Error {}
    await #expect(throws: Failure.self) {
      try await concurrentMap(Array(1...4)) { number in
        if number == 2 { throw Failure() }
        // Ends by being cancelled, or never.
        try await Task.sleep(for: .seconds(3600))
      }
    }
  }
}
