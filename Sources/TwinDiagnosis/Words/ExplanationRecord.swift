/// Everything that an explanation may say, as facts: what is written to the incident file, and what every number of a text
/// is checked against.
///
/// Self-contained: no model, recording or site is needed to read it. Raw values are stable; absent facts are absent, never
/// guessed.
public struct ExplanationRecord: Sendable, Equatable, Codable {
  /// Version of this form.
  public var version = ExplanationRecord.currentVersion
  /// What it is a record of, for whoever opens the file.
  public var format = ExplanationRecord.formatName
  /// Id of the incident.
  public var incident: String
  /// The asset where it began, or the first tag's name where no site says more.
  public var asset: String
  /// The plant.
  public var site: String?
  /// What it is taken for.
  public var verdict: Verdict
  /// When.
  public var time: Timeline
  /// The detector's score.
  public var score: Score
  /// The tags that show it, most suspect first; none where it shows in other signs alone.
  public var tags: [TagFacts]
  /// What else shows it, loudest first: how values arrive, what is said on the network, what people did; absent in records of
  /// single alarms.
  public var signs: [SignFacts]?
  /// What would have had to be reported.
  public var counterfactual: CounterfactualFacts
  /// Other methods' opinions.
  public var opinions: Opinions
  /// Laws of the twin that are broken, worst first.
  public var laws: [LawFacts]
  /// What happens if nothing is done; `nil` where nothing can be said.
  public var consequence: Consequence?
  /// What to do.
  public var action: Action
  /// What speaks against the conclusion.
  public var against: [Objection]
  /// How sure one may be.
  public var confidence: Confidence
  /// What bounds the knowledge.
  public var limits: [KnowledgeLimit]
  /// The explanation at later rows.
  public var trajectory: [Revision]
  /// What it stands on.
  public var ids: Identifiers

  /// The newest version.
  public static let currentVersion = 1
  /// The name of the form.
  public static let formatName = "Secure-AI Twin explanation"

  /// What the incident is taken for.
  public struct Verdict: Sendable, Equatable, Codable {
    /// `A1`…`A8`, `benign` or `unknown`.
    public var kind: String
    /// Calibrated probability, 0…1; `nil` where nobody estimated one.
    public var probability: Double?
    /// The next class and its probability.
    public var alternative: String?
    /// Likewise.
    public var alternativeProbability: Double?
    /// Techniques of ATT&CK for ICS and ATLAS.
    public var techniques: [String]

    /// Creates a verdict.
    public init(
      kind: String, probability: Double? = nil, alternative: String? = nil, alternativeProbability: Double? = nil,
      techniques: [String]
    ) {
      self.kind = kind
      self.probability = probability
      self.alternative = alternative
      self.alternativeProbability = alternativeProbability
      self.techniques = techniques
    }
  }

  /// When it began and when it was seen; nanoseconds since 1970 where the source states times.
  public struct Timeline: Sendable, Equatable, Codable {
    /// The first row that shows it.
    public var onset: Int64?
    /// The first row above the alarm threshold.
    public var alarm: Int64?
    /// Seconds from the first to the second; `nil` when unknown.
    public var delay: Double?
    /// Rows from the first to the second.
    public var delayRows: Int
    /// Series of the rows.
    public var series: String
    /// Position of the explained row within its series.
    public var row: Int
  }

  /// The detector's score at the explained row.
  public struct Score: Sendable, Equatable, Codable {
    /// In multiples of the alarm threshold.
    public var value: Double
    /// The alarm threshold, in the same unit: 1.
    public var threshold: Double
    /// The detector.
    public var detector: String
  }

  /// One tag.
  public struct TagFacts: Sendable, Equatable, Codable {
    /// Its name.
    public var name: String
    /// What it is, in words.
    public var description: String?
    /// Its unit.
    public var unit: String?
    /// The asset it belongs to.
    public var asset: String?
    /// What its figures are rounded to, in its unit: its resolution, or what the expectation resolves.
    public var step: Double
    /// What the plant reported; `nil` when nothing arrived.
    public var observed: Double?
    /// What was to be expected.
    public var expected: Double
    /// Standard deviation of the expectation.
    public var spread: Double
    /// Observed less expected.
    public var deviation: Double?
    /// The same in standard deviations, without sign.
    public var surprise: Double?
    /// Share in what speaks against the window, 0…1.
    public var share: Double
    /// `cause`, `companion` or `symptom`.
    public var role: String
    /// Rows of the window before it moved; `nil` when it did not.
    public var firstRow: Int?
  }

  /// One kind of sign besides values.
  public struct SignFacts: Sendable, Equatable, Codable {
    /// An `Evidence.Sign`.
    public var sign: String
    /// The layer at which it arose.
    public var layer: String
    /// The detector or check.
    public var source: String
    /// What it is about: a conversation, a tag, an asset.
    public var place: String
    /// The loudest piece, in multiples of the alarm threshold.
    public var strength: Double
    /// When it was first heard, nanoseconds since 1970; `nil` when unknown.
    public var first: Int64?
  }

  /// The counterfactual.
  public struct CounterfactualFacts: Sendable, Equatable, Codable {
    /// Score as reported, in multiples of the alarm threshold.
    public var before: Double
    /// Score with all changes.
    public var after: Double
    /// Whether that is no alarm.
    public var isEnough: Bool
    /// Each change on top of those before it.
    public var steps: [Step]

    /// One tag's change.
    public struct Step: Sendable, Equatable, Codable {
      /// Place within `tags` of the record.
      public var tag: Int
      /// What it would have had to read in the explained row; rounded like the tag.
      public var wouldRead: Double
      /// The score then.
      public var after: Double
      /// The least share of the change that is enough, 0…1.
      public var leastShare: Double?
    }
  }

  /// What other methods say.
  public struct Opinions: Sendable, Equatable, Codable {
    /// Names of tags by integrated gradients, largest first.
    public var gradients: [String]
    /// Names of tags by the twin's errors, largest first.
    public var twin: [String]
    /// Whether the first of the gradients is the cause.
    public var agrees: Bool
  }

  /// One law of the twin.
  public struct LawFacts: Sendable, Equatable, Codable {
    /// Its name in the site file.
    public var name: String
    /// `balance`, `relation` or `rule`.
    public var kind: String
    /// By how many standard deviations of normal operation (of what is normal, for a rule) it is broken.
    public var deviations: Double
  }

  /// Where the plant is going.
  public struct Consequence: Sendable, Equatable, Codable {
    /// The tag whose limit comes first.
    public var tag: String
    /// Its unit.
    public var unit: String?
    /// What its figures are rounded to.
    public var step: Double
    /// `high` or `low`.
    public var side: String
    /// The limit, in the tag's unit.
    public var limit: Double
    /// Seconds until it is passed, median; 0 when it is passed already.
    public var seconds: Double
    /// 5 % quantile.
    public var secondsLow: Double
    /// 95 % quantile.
    public var secondsHigh: Double
    /// `forecast` of the twin or `slope` of the readings.
    public var basis: String
  }

  /// What to do.
  public struct Action: Sendable, Equatable, Codable {
    /// A key of the language's table of actions.
    public var key: String
    /// Class of the response, such as `R0`.
    public var responseClass: String
    /// What the rehearsal on the twin said: `none`, `safe` or `unsafe`.
    public var rehearsal: String
    /// Whether it can be taken back.
    public var isReversible: Bool
    /// Seconds from the alarm within which to respond; `nil` where no limit is near.
    public var respondWithin: Double?
  }

  /// What speaks against the conclusion.
  public enum Objection: String, Sendable, Codable, CaseIterable {
    /// A broken instrument would look the same.
    case faultySensor
    /// The second opinion names another cause.
    case secondOpinion
    /// The counterfactual does not bring the score down.
    case notEnough
    /// Another tag explains the alarm nearly as well.
    case rival
    /// The twin's laws hold.
    case lawsHold
  }

  /// How sure one may be of the cause.
  public enum Confidence: String, Sendable, Codable, CaseIterable {
    /// The score is normal without the cause, and the opinions agree.
    case high
    /// One of both.
    case medium
    /// Neither.
    case low
  }

  /// A bound of what is known.
  public struct KnowledgeLimit: Sendable, Equatable, Codable {
    /// Which.
    public var kind: Kind
    /// What it is about, in the kind's unit; see `Kind`.
    public var value: Double?
    /// The tag it is about.
    public var tag: String?

    /// Bounds of knowledge.
    public enum Kind: String, Sendable, Codable, CaseIterable {
      /// Tags outside the range that training saw; how many.
      case outsideTraining
      /// The twin's error as a share of the span; large.
      case twinFidelity
      /// Values missing in the explained row; how many.
      case missing
      /// No physics is declared.
      case noTwin
      /// Less than a window of history.
      case shortHistory
    }
  }

  /// The explanation at a later row.
  public struct Revision: Sendable, Equatable, Codable {
    /// Rows after the alarm.
    public var rows: Int
    /// The cause as seen then.
    public var cause: String
    /// Share of the cause.
    public var share: Double
    /// Score with the counterfactual.
    public var after: Double
  }

  /// What an explanation stands on.
  public struct Identifiers: Sendable, Equatable, Codable {
    /// SHA-256 of the model's file, hexadecimal.
    public var model: String
    /// Where the model's file was.
    public var modelFile: String?
    /// SHA-256 of the rows explained, hexadecimal.
    public var data: String
    /// Where the recording was.
    public var recording: String?
    /// The program and its version.
    public var program: String

    /// Creates identifiers.
    public init(model: String, modelFile: String? = nil, data: String, recording: String? = nil, program: String) {
      self.model = model
      self.modelFile = modelFile
      self.data = data
      self.recording = recording
      self.program = program
    }
  }
}
