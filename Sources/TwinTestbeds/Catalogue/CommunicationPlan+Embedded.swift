extension CommunicationPlan {
  /// The plan of a plant that comes with the program.
  static func embedded(_ design: CommunicationDesign, for plant: some Plant) -> CommunicationPlan {
    do {
      return try CommunicationPlan(design, for: plant)
    } catch {
      preconditionFailure("the embedded network fits its plant: \(error)")
    }
  }
}
