/// The compiler's own names for its messages (swift, `include/swift/AST/Diagnostics*.def`), which stay the
/// same when the wording changes. Checked with Swift 6.3.1.
enum CompilerMessageNames {
  /// A name is declared again.
  static let redeclarations: Set = [
    "invalid_redecl", "invalid_redecl_by_optionality", "invalid_redecl_init",
    "invalid_redecl_implicit", "invalid_redecl_implicit_wrapper", "operator_redeclared",
    "precedence_group_redeclared", "redundant_conformance", "redundant_conformance_conditional",
    "macro_redeclared",
  ]

  /// A name cannot be found; the number is the index of the quotation that holds the name.
  static let missing: [String: Int] = [
    "cannot_find_in_scope": 0, "cannot_find_type_in_scope": 0, "cannot_find_in_scope_corrected": 0,
    "cannot_find_type_in_scope_did_you_mean": 0, "use_nonoperator_unresolved": 0,
    "use_unresolved_identifier": 0, "undeclared_type": 0, "no_such_operator": 0,
    "could_not_find_value_member": 1, "could_not_find_type_member": 1,
    "could_not_find_value_member_corrected": 1, "cannot_find_in_scope_corrected_adding_wildcard": 0,
    "macro_undefined": 0, "unknown_binop": 0, "unary_operator": 0,
  ]

  /// A name is declared nowhere, as opposed to a member that a known type lacks.
  static let outOfScope: Set = [
    "cannot_find_in_scope", "cannot_find_type_in_scope", "cannot_find_in_scope_corrected",
    "cannot_find_type_in_scope_did_you_mean", "use_nonoperator_unresolved",
    "use_unresolved_identifier", "undeclared_type", "macro_undefined", "no_such_operator",
    "unknown_binop", "unary_operator", "cannot_find_in_scope_corrected_adding_wildcard",
    // A name that only a macro has.
    "macro_expansion_missing_pound",
    // A name that the code declares itself, further down.
    "use_local_before_declaration",
    "cannot_find_self_in_scope", "self_refers_to_method", "unknown_attr_name",
    "super_invalid_context",
  ]

  /// The compiler gives up on an expression.
  static let tooComplex = "expression_too_complex"

  /// A name may not be used here because of its access level.
  static let inaccessible: Set = [
    "candidate_inaccessible", "init_candidate_inaccessible", "inaccessible_setter",
  ]

  /// `@main` in a program with top-level statements.
  static let beginsProgram = "attr_ApplicationMain_with_script"
}
