/// Why a value cannot be shown on a page.
struct DisplayFault: Error {
  let message: String
}
