import Foundation

/// The resources that a session uses, as the system reports them.
struct ProcessUsage {
  private(set) var processes: [pid_t] = []
  /// Resident memory in bytes.
  private(set) var memory = 0

  /// Asks the system for all processes of a session; finds none if the system does not report them (anywhere
  /// but on Linux).
  ///
  /// Complexity: O(p) in the number of processes of the machine.
  init(ofSession session: pid_t) {
    let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for name in names where name.first?.isNumber ?? false {
      guard let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        // The program's name is in parentheses and may contain anything.
        let end = stat.lastIndex(of: ")")
      else { continue }
      let fields = stat[end...].dropFirst(2).split(separator: " ")
      // Fields counted from the state: the session is the 4th, resident pages the 22nd.
      guard fields.count > 21, pid_t(fields[3]) == session, let pages = Int(fields[21]),
        let process = pid_t(name)
      else { continue }
      processes.append(process)
      memory += pages * pageSize
    }
  }
}
