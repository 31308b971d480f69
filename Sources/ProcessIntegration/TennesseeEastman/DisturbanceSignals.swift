extension TennesseeEastmanProcess {
  /// Twelve quantities that wander while their disturbance is on, each a chain of cubic pieces.
  ///
  /// Nine are random walks: each piece runs smoothly (cubic Hermite) to a new random value. Three are pulses: a
  /// parabola rises from 0 to 1 over a random length, then falls back within 0.1 h. Pieces are made, and random numbers
  /// drawn, also while a disturbance is off, so switching one on takes effect at its next piece.
  /// Source: Downs & Vogel 1993, process disturbances, and the accompanying simulation.
  struct DisturbanceSignals: Sendable, Equatable {
    /// The signals by their position.
    enum Signal: Int, CaseIterable {
      case acFeedA, acFeedB, dFeedTemperature, acFeedTemperature, reactorCoolantInlet, condenserCoolantInlet
      case reaction1, reaction2, stripperSteam, reactorHeatTransfer, condenserHeatTransfer, reactorOutlet
    }

    private var pieces: InlineArray<12, Piece>

    /// All signals at their nominal value until the first pieces end at 0.1 h.
    init() {
      pieces = InlineArray { Piece(value: Self.laws[$0].nominal, slope: 0, start: 0, length: 0.1) }
    }

    /// The value of a signal at a time in hours that ``advance(to:disturbances:using:)`` has reached.
    func value(_ signal: Signal, at time: Double) -> Double { pieces[signal.rawValue].value(at: time) }

    /// Makes new pieces for the signals whose piece has ended by `time`, one each, in the order of signals.
    ///
    /// - Parameter variation: share of their spread by which feeds and cooling water wander while no disturbance of
    ///   theirs is on.
    mutating func advance(
      to time: Double, disturbances: Disturbances, variation: Double = 0,
      using random: inout some RandomNumberGenerator
    ) {
      for index in 0..<12 where time >= pieces[index].end {
        let law = Self.laws[index]
        let flag = max(disturbances.flag(law.disturbance), law.isWeather ? variation : 0)
        if law.isPulse {
          pieces[index] = pieces[index].nextPulse(law, flag: flag, using: &random)
        } else {
          pieces[index] = pieces[index].nextWalk(law, flag: flag, using: &random)
        }
      }
    }

    static func == (left: Self, right: Self) -> Bool {
      (0..<12).allSatisfy { left.pieces[$0] == right.pieces[$0] }
    }

    private static let laws: [SignalLaw] = [
      SignalLaw(.acFeedCompositionVariation, length: 0.5, lengthSpread: 0.2, nominal: 0.485, spread: 0.03),
      SignalLaw(.acFeedCompositionVariation, length: 1, lengthSpread: 0.7, nominal: 0.005, spread: 0.003),
      SignalLaw(.dFeedTemperatureVariation, length: 0.5, lengthSpread: 0.25, nominal: 45, spread: 10),
      SignalLaw(.acFeedTemperatureVariation, length: 1, lengthSpread: 0.7, nominal: 45, spread: 10),
      SignalLaw(.reactorCoolantInletVariation, length: 0.25, lengthSpread: 0.15, nominal: 35, spread: 10),
      SignalLaw(.condenserCoolantInletVariation, length: 0.25, lengthSpread: 0.15, nominal: 40, spread: 10),
      SignalLaw(.kineticsDrift, length: 2, lengthSpread: 1, nominal: 1, spread: 0.25),
      SignalLaw(.kineticsDrift, length: 2, lengthSpread: 1, nominal: 1, spread: 0.25),
      SignalLaw(.stripperSteamVariation, length: 0.5, lengthSpread: 0.4, nominal: 0, spread: 0.25),
      SignalLaw(pulse: .reactorHeatTransferLoss, length: 2, lengthSpread: 1.5),
      SignalLaw(pulse: .condenserHeatTransferLoss, length: 3, lengthSpread: 2),
      SignalLaw(pulse: .reactorOutletFlowLoss, length: 2, lengthSpread: 1.5),
    ]
  }

  /// How one signal behaves.
  private struct SignalLaw: Sendable {
    var disturbance: Disturbance
    /// Mean length of a piece and half the width of its distribution, hours.
    var length, lengthSpread: Double
    /// Value while off, and half the width of the values while on.
    var nominal, spread: Double
    var isPulse: Bool
    /// Whether it is a feed's composition or temperature, or the cooling water's: what varies on ordinary days too.
    var isWeather: Bool {
      switch disturbance {
      case .acFeedCompositionVariation, .dFeedTemperatureVariation, .acFeedTemperatureVariation,
        .reactorCoolantInletVariation, .condenserCoolantInletVariation:
        true
      default: false
      }
    }

    init(_ disturbance: Disturbance, length: Double, lengthSpread: Double, nominal: Double, spread: Double) {
      (self.disturbance, self.length, self.lengthSpread) = (disturbance, length, lengthSpread)
      (self.nominal, self.spread, isPulse) = (nominal, spread, false)
    }

    init(pulse disturbance: Disturbance, length: Double, lengthSpread: Double) {
      (self.disturbance, self.length, self.lengthSpread) = (disturbance, length, lengthSpread)
      (nominal, spread, isPulse) = (0, 0, true)
    }
  }

  /// One cubic piece a + b s + c s² + d s³, s = time − start, in hours.
  private struct Piece: Sendable, Equatable {
    var a, b, c, d: Double
    var start, end: Double

    init(value: Double, slope: Double, start: Double, length: Double) {
      (a, b, c, d) = (value, slope, 0, 0)
      self.start = start
      end = start + length
    }

    func value(at time: Double) -> Double {
      let s = time - start
      return a + s * (b + s * (c + s * d))
    }

    private var endValue: Double { value(at: end) }
    private var endSlope: Double {
      let h = end - start
      return b + h * (2 * c + 3 * h * d)
    }

    /// The piece that follows in a random walk. Three numbers are drawn although the third, for the slope at the
    /// target, has no effect: all published slopes are 0.
    func nextWalk(_ law: SignalLaw, flag: Double, using random: inout some RandomNumberGenerator) -> Piece {
      let h = law.lengthSpread * symmetricUniform(using: &random) + law.length
      let target = law.spread * symmetricUniform(using: &random) * flag + law.nominal
      _ = symmetricUniform(using: &random)
      var piece = Piece(value: endValue, slope: endSlope, start: end, length: h)
      piece.c = (3 * (target - piece.a) - h * (2 * piece.b)) / (h * h)
      piece.d = (2 * (piece.a - target) + h * piece.b) / (h * h * h)
      return piece
    }

    /// The piece that follows in a chain of pulses: the fall after a rise, otherwise a rise if the flag is on.
    func nextPulse(_ law: SignalLaw, flag: Double, using random: inout some RandomNumberGenerator) -> Piece {
      let value = endValue
      guard value > 0.1 else {
        let h = law.lengthSpread * symmetricUniform(using: &random) + law.length
        var rise = Piece(value: 0, slope: 0, start: end, length: h)
        rise.c = flag / (h * h)
        return rise
      }
      var fall = Piece(value: value, slope: endSlope, start: end, length: 0.1)
      fall.c = -(3 * fall.a + 0.2 * fall.b) / 0.01
      fall.d = (2 * fall.a + 0.1 * fall.b) / 0.001
      return fall
    }
  }
}
