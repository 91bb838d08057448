private import CIndexStore
private import DynamicLibraries
import Foundation

/// Reads the index that the compiler writes while it compiles a program: version 5 of the format, as Swift
/// 6.3.1 writes it (llvm-project, `clang/lib/Index`, `IndexStore`).
struct SymbolIndex {
  private let functions: Functions

  /// - Parameter library: the toolchain's libIndexStore.
  /// - Throws: `DynamicLibrary.Failure` if it is not available.
  init(library: URL) throws {
    functions = try Functions(DynamicLibrary(anyOf: [library.path], prefix: "indexstore_"))
  }

  /// The variables, functions, enumeration cases and types that the code of a file names.
  ///
  /// - Parameters:
  ///   - source: the name of the file.
  ///   - folder: the folder of the index, which may hold only one file of this name.
  /// - Returns: the occurrences in the order of the code; none if there is no index.
  /// - Complexity: O(n) in the number of names.
  func occurrences(in source: String, _ folder: URL) -> [SymbolOccurrence] {
    let records = folder.appending(path: "v5/records")
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: records.path)) ?? []
    let name = paths.compactMap { $0.split(separator: "/").last }.first {
      $0.hasPrefix("\(source)-")
    }
    guard let name, let store = functions.makeStore(folder.path, nil) else { return [] }
    defer { functions.disposeStore(store) }
    guard let reader = functions.makeReader(store, String(name), nil) else { return [] }
    defer { functions.disposeReader(reader) }
    let visit = Visit(functions)
    _ = functions.apply(reader, Unmanaged.passUnretained(visit).toOpaque()) { context, occurrence in
      guard let context, let occurrence else { return true }
      Unmanaged<Visit>.fromOpaque(context).takeUnretainedValue().add(occurrence)
      return true
    }
    return visit.found
  }

  /// Collects the occurrences that the library passes one by one.
  private final class Visit {
    private let functions: Functions
    private(set) var found: [SymbolOccurrence] = []

    private static let implicit: UInt64 = 1 << 8
    private static let definition: UInt64 = 1 << 1

    init(_ functions: Functions) {
      self.functions = functions
    }

    func add(_ occurrence: indexstore_occurrence_t) {
      let symbol = functions.symbol(occurrence)
      let roles = functions.roles(occurrence)
      guard roles & Self.implicit == 0,
        let kind = SymbolOccurrence.Kind(functions.kind(symbol))
      else { return }
      let identifier = text(functions.identifier(symbol))
      // A C symbol has no name from which Swift's runtime could read its type.
      guard identifier.hasPrefix("s:") else { return }
      var line: UInt32 = 0
      var column: UInt32 = 0
      functions.place(occurrence, &line, &column)
      found.append(
        SymbolOccurrence(
          line: Int(line),
          column: Int(column),
          name: text(functions.name(symbol)),
          kind: kind,
          isDefinition: roles & Self.definition != 0,
          mangledName: "$s\(identifier.dropFirst(2))"
        )
      )
    }

    private func text(_ text: indexstore_string_ref_t) -> String {
      text.data.map { start in
        start.withMemoryRebound(to: UInt8.self, capacity: text.length) {
          String(decoding: UnsafeBufferPointer(start: $0, count: text.length), as: UTF8.self)
        }
      } ?? ""
    }
  }

  private struct Functions {
    let makeStore: indexstore_store_create_t
    let disposeStore: indexstore_store_dispose_t
    let makeReader: indexstore_record_reader_create_t
    let disposeReader: indexstore_record_reader_dispose_t
    let apply: indexstore_record_reader_occurrences_apply_f_t
    let symbol: indexstore_occurrence_get_symbol_t
    let roles: indexstore_occurrence_get_roles_t
    let place: indexstore_occurrence_get_line_col_t
    let kind: indexstore_symbol_get_kind_t
    let name: indexstore_symbol_get_text_t
    let identifier: indexstore_symbol_get_text_t

    init(_ library: DynamicLibrary) throws(DynamicLibrary.Failure) {
      makeStore = try library.function("store_create", as: indexstore_store_create_t.self)
      disposeStore = try library.function("store_dispose", as: indexstore_store_dispose_t.self)
      makeReader = try library.function(
        "record_reader_create",
        as: indexstore_record_reader_create_t.self
      )
      disposeReader = try library.function(
        "record_reader_dispose",
        as: indexstore_record_reader_dispose_t.self
      )
      apply = try library.function(
        "record_reader_occurrences_apply_f",
        as: indexstore_record_reader_occurrences_apply_f_t.self
      )
      symbol = try library.function(
        "occurrence_get_symbol",
        as: indexstore_occurrence_get_symbol_t.self
      )
      roles = try library.function(
        "occurrence_get_roles",
        as: indexstore_occurrence_get_roles_t.self
      )
      place = try library.function(
        "occurrence_get_line_col",
        as: indexstore_occurrence_get_line_col_t.self
      )
      kind = try library.function("symbol_get_kind", as: indexstore_symbol_get_kind_t.self)
      name = try library.function("symbol_get_name", as: indexstore_symbol_get_text_t.self)
      identifier = try library.function("symbol_get_usr", as: indexstore_symbol_get_text_t.self)
    }
  }
}

extension SymbolOccurrence.Kind {
  /// The kind for a number of libIndexStore's.
  fileprivate init?(_ number: Int32) {
    switch number {
    case 13, 14, 19, 20, 21, 25: self = .variable
    case 12, 16, 17, 18, 22: self = .function
    case 15: self = .enumCase
    case 5, 6, 7, 8, 11: self = .type
    default: return nil
    }
  }
}
