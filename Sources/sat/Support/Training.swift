internal import TwinConnectors
internal import TwinDetection
internal import TwinModel

/// Learns normal operation from recordings.
struct Training {
  /// Recordings of normal operation, with the same tags.
  var recordings: [String]
  /// How to read them.
  var reading = RecordingOptions()
  /// What the user decides; a period that is `nil` is taken from the first recording with times.
  var options: TrainingOptions
  /// The plant's site file; `nil` where none is given.
  var site: String?

  /// What came of it.
  struct Outcome {
    var model: DetectorModel
    /// The model as a file.
    var bytes: [UInt8]

    var digest: String { DetectorModel.digest(of: bytes) }
  }

  func run(_ progress: Progress) throws(Failure) -> Outcome {
    let plant = try readPlant()
    let (rows, arrivals, period) = try read(progress, plant)
    var options = options
    options.period = options.period ?? period
    progress.show("training on \(rows.count) rows …")
    do throws(TrainingError) {
      var model = try DetectorTraining.train(on: rows, options: options, site: plant)
      progress.show("listening to \(rows.count) rows …")
      model.normality = .init(
        calibration: WitnessCalibration(model: model, normal: rows.heldOutFrames), arrivals: arrivals)
      return Outcome(model: model, bytes: model.encoded())
    } catch {
      throw Failure(error, in: recordings.joined(separator: ", "))
    }
  }

  private func readPlant() throws(Failure) -> Site? {
    guard let site else { return nil }
    let plant = try readSite(site)
    if !plant.declaresPhysics {
      warn("\(site) declares no balances, relations or rules, so the model is the same as without it")
    }
    return plant
  }

  private func read(_ progress: Progress, _ plant: Site?) throws(Failure) -> (
    TrainingRows, ArrivalBaseline, period: Double?
  ) {
    var rows: TrainingRows?
    var arrivals: ArrivalBaseline?
    var period: Double?
    for path in recordings {
      var reader = try RecordingReader(opening: path, options: reading)
      try refuseTooManyTags(reader.tags.count, file: path)
      var gathered = rows ?? TrainingRows(tags: reader.tags)
      let columns = try matchColumns(of: gathered.tags, in: reader.tags, file: path, whose: "the first recording")
      var heard = arrivals ?? ArrivalBaseline(tags: reader.tags, site: plant)
      while let block = try reader.next() {
        let frames = block.selecting(columns)
        gathered.append(frames)
        for row in 0..<frames.count where frames.labels.isEmpty || !frames.labels[row] {
          heard.learn(frames.frame(at: row))
        }
        progress.show("reading \(path): \(gathered.count) rows")
      }
      period = period ?? reader.summary.rowPeriod
      (rows, arrivals) = (gathered, heard)
    }
    guard let rows, let arrivals else { throw Failure("no recording given") }
    return (rows, arrivals, period)
  }

  /// Training refuses them too, but only after reading everything.
  private func refuseTooManyTags(_ count: Int, file: String) throws(Failure) {
    guard count > DetectorModel.tagLimit else { return }
    throw Failure(TrainingError.tooManyTags(found: count, limit: DetectorModel.tagLimit), in: file)
  }
}
