/// The DocC catalogue that an article is in.
struct DocCCatalogue {
  /// The path of its folder, with a slash at its end; empty outside of catalogues.
  let path: String

  init(around file: String) {
    let folders = file.split(separator: "/").dropLast()
    let end = folders.lastIndex { $0.hasSuffix(".docc") }
    path = end.map { folders[...$0].joined(separator: "/") + "/" } ?? ""
  }

  /// The name of the module that it documents: that of its folder.
  var name: String {
    String((path.split(separator: "/").last ?? "").dropLast(".docc".count))
  }

  /// The file of an image that an article names without its folder, its extension or its variants, such as
  /// `flow` for `Resources/flow~dark@2x.png`: the light one, as large as there is.
  func image(_ name: String, among files: Set<String>) -> String? {
    let candidates = files.filter { file in
      guard file.hasPrefix(path), let last = file.split(separator: "/").last else { return false }
      return last == name || last.imageName == name
        || "\(last.imageName).\(last.imageExtension)" == name
    }
    return candidates.min { first, second in
      let keys = [first, second].map { file in
        (file.contains("~dark") ? 1 : 0, -file.imageScale, file)
      }
      return keys[0] < keys[1]
    }
  }
}

extension StringProtocol {
  /// The name without variants and extension.
  fileprivate var imageName: String {
    let stem = prefix { $0 != "." }
    return String(stem.prefix { $0 != "@" && $0 != "~" })
  }

  fileprivate var imageExtension: Substring {
    Substring(split(separator: ".").last ?? "")
  }

  fileprivate var imageScale: Int { contains("@3x") ? 3 : contains("@2x") ? 2 : 1 }
}
