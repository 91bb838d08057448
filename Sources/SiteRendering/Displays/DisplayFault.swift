/// Why a value's form cannot be in a page.
struct DisplayFault: Error {
  let message: String
}
