/// When a tap changer moves: a voltage outside its dead band for long enough.
public struct TapRule: Sendable, Equatable {
  /// Voltage it holds, pu.
  public var target: Double
  /// Half-width of the band in which it rests, pu.
  public var deadband: Double
  /// Seconds outside the band before the first step.
  public var firstDelay: Double
  /// Seconds between further steps.
  public var nextDelay: Double
  /// Change of the ratio by one step.
  public static let stepSize = 0.00625
  /// Furthest position in either direction.
  public static let furthest = 16

  /// Creates a rule.
  public init(target: Double, deadband: Double, firstDelay: Double, nextDelay: Double) {
    self.target = target
    self.deadband = deadband
    self.firstDelay = firstDelay
    self.nextDelay = nextDelay
  }
}

/// When a capacitor switches one step.
public struct CapacitorRule: Sendable, Equatable {
  /// Voltage below which a step is closed, pu.
  public var closeBelow: Double
  /// Voltage above which a step is opened, pu.
  public var openAbove: Double
  /// Seconds beyond either before it switches.
  public var delay: Double

  /// Creates a rule.
  public init(closeBelow: Double, openAbove: Double, delay: Double) {
    self.closeBelow = closeBelow
    self.openAbove = openAbove
    self.delay = delay
  }
}

/// A tap changer's controller: counts how long its voltage has been outside.
struct TapController: Sendable, Equatable {
  private(set) var position = 0
  private var outside = 0.0
  private var isMoving = false

  /// The position wanted after `seconds` more at a reading; a reading that is no number changes nothing.
  mutating func command(_ rule: TapRule, voltage: Double, seconds: Double) -> Int {
    let error = rule.target - voltage
    guard abs(error) > rule.deadband else {
      outside = 0
      isMoving = false
      return position
    }
    outside += seconds
    if outside >= (isMoving ? rule.nextDelay : rule.firstDelay) {
      outside = 0
      isMoving = true
      position = min(TapRule.furthest, max(-TapRule.furthest, position + (error > 0 ? 1 : -1)))
    }
    return position
  }
}

/// A capacitor's controller.
struct CapacitorController: Sendable, Equatable {
  private(set) var steps: Int
  private var low = 0.0
  private var high = 0.0

  init(steps: Int) { self.steps = steps }

  /// The steps wanted after `seconds` more at a reading; a reading that is no number changes nothing.
  mutating func command(_ rule: CapacitorRule, voltage: Double, of available: Int, seconds: Double) -> Int {
    low = voltage < rule.closeBelow ? low + seconds : 0
    high = voltage > rule.openAbove ? high + seconds : 0
    if low >= rule.delay && steps < available {
      steps += 1
      low = 0
    }
    if high >= rule.delay && steps > 0 {
      steps -= 1
      high = 0
    }
    return steps
  }
}
