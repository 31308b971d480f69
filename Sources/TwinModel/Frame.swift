/// What the plant said at one instant: one value per tag, in the order of the tag list that goes with the stream.
public struct Frame: Sendable, Equatable {
  /// The run or stream the frame belongs to; frames of different series are not neighbours in time.
  public var series: String
  /// Position within the series, as the source counts it; strictly increasing within one series.
  public var sequence: Int
  /// When the source says the values were taken; `nil` when the source states no time.
  public var sourceTime: SourceTime?
  /// Shape `[tag]`, in each tag's own unit; `NaN` where there is no usable value.
  public var values: [Double]
  /// Shape `[tag]`; empty means that every finite value is good and every `NaN` is missing.
  public var quality: [Quality]

  /// Creates a frame; `quality` may be left empty when the source states none.
  public init(
    series: String, sequence: Int, sourceTime: SourceTime? = nil, values: [Double], quality: [Quality] = []
  ) {
    self.series = series
    self.sequence = sequence
    self.sourceTime = sourceTime
    self.values = values
    self.quality = quality
  }
}
