internal import Foundation

extension IdentificationModel {
  /// The model that comes with the program, learned on the testbeds' incidents as Docs/Diagnosis.md says; `nil` only when it
  /// was learned for other features, which a test rules out.
  public static let shipped: IdentificationModel? = {
    guard let model = try? JSONDecoder().decode(Self.self, from: Data(shippedText.utf8)), model.isWhole else {
      return nil
    }
    return model
  }()
}
