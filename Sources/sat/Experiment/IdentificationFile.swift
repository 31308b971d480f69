internal import Foundation
internal import TwinDiagnosis

/// An identification model as JSON; the same model gives the same bytes.
func identificationText(_ model: IdentificationModel) throws(Failure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do { return String(decoding: try encoder.encode(model), as: UTF8.self) + "\n" } catch {
    throw Failure("the model cannot be written: \(error)")
  }
}

/// Reads an identification model.
func readIdentification(_ path: String) throws(Failure) -> IdentificationModel {
  let bytes = try readFile(path, limit: 64 << 20)
  let model: IdentificationModel
  do { model = try JSONDecoder().decode(IdentificationModel.self, from: Data(bytes)) } catch {
    throw Failure("\(path) is no identification model; make one with 'sat experiment identification'")
  }
  guard model.isWhole else {
    throw Failure(
      "\(path) was made for other features or is not whole; make it again with 'sat experiment identification'")
  }
  return model
}
