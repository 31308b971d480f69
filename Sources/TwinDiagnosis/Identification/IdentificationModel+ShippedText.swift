extension IdentificationModel {
  /// As `sat experiment identification --output` writes it.
  static let shippedText = #"""
    {}
    """#
}
