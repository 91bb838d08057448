/// Why a value's form cannot stand in a page.
struct DisplayFault: Error {
  let message: String
}
