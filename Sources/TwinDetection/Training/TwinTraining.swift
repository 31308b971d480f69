internal import TwinModel

/// Identifies the twin's physics for one unit: from its learned rows, at the decimals of each variant.
struct TwinTraining: Sendable {
  /// What is declared.
  let site: Site
  /// Rows of all stretches.
  let record: OperatingRecord
  /// Identified on the rows as recorded; taken where coarser decimals do not determine the numbers.
  let recorded: PlantPhysics
  /// The stretches of `record` that the unit has.
  let stretches: [Int]

  /// - Throws: `TrainingError.physics` when the declaration and the recording do not go together.
  init(_ site: Site, rows: TrainingRows, period: Double?) throws(TrainingError) {
    self.site = site
    var record = OperatingRecord(tags: rows.tags, period: period)
    for (stretch, seconds) in zip(rows.stretches, rows.seconds(period: period)) {
      record.append(
        OperatingRecord.Stretch(
          series: stretch.series, sequences: stretch.sequences, values: stretch.values, seconds: seconds))
    }
    self.record = record
    stretches = Array(record.stretches.indices)
    do throws(IdentificationError) {
      recorded = try PlantPhysics.identify(site, on: record)
    } catch {
      throw .physics(error)
    }
  }

  private init(_ whole: TwinTraining, stretches: [Int]) {
    site = whole.site
    record = whole.record
    recorded = whole.recorded
    self.stretches = stretches
  }

  /// The part that concerns some stretches.
  func selecting(_ stretches: [Int]) -> TwinTraining { TwinTraining(self, stretches: stretches) }

  /// Shape `[stretch][row]`: the plant's clock.
  var seconds: [[Double]] { stretches.map { record.stretches[$0].seconds } }

  /// The physics of the first `learned[i]` rows of each stretch, whose values may have been rounded.
  func physics(values: [[Double]], learned: [Int]) -> PlantPhysics {
    var part = OperatingRecord(tags: record.tags, period: record.period)
    for (index, stretch) in stretches.enumerated() {
      let whole = record.stretches[stretch]
      part.append(
        OperatingRecord.Stretch(
          series: whole.series, sequences: Array(whole.sequences.prefix(learned[index])),
          values: Array(values[index].prefix(learned[index] * record.tags.count)),
          seconds: Array(whole.seconds.prefix(learned[index]))))
    }
    do throws(IdentificationError) {
      return try PlantPhysics.identify(site, on: part, checksRules: false)
    } catch {
      return recorded
    }
  }
}
