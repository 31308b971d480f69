extension Evidence {
  /// What kind of behaviour a piece of evidence shows: one vocabulary for all layers, so that diagnosis can weigh signs of
  /// detectors that do not know each other.
  ///
  /// A sign says what was seen, never who did it. Raw values are stable: they stand in records.
  public enum Sign: String, Sendable, Codable, CaseIterable {
    // What values say.

    /// A value or its rate of change lies outside what normal operation showed.
    case limit
    /// A value contradicts the other tags of the same moment.
    case crossSensor = "cross-sensor"
    /// A value contradicts its own recent past.
    case dynamics
    /// A value's change contradicts the changes of the other tags.
    case conditionalDynamics = "conditional-dynamics"
    /// The frame is unlike what a network learned.
    case reconstruction
    /// The last frames together are unlike what a network learned.
    case windowReconstruction = "window-reconstruction"
    /// A declared conservation law is broken.
    case balance
    /// A declared relation between tags is broken.
    case relation
    /// An actuator does not do what its controller's rule asks.
    case controllerRule = "controller-rule"
    /// A value repeats itself to the bit although it never does.
    case frozen
    /// A value stands at an end of what its instrument can show.
    case saturated
    /// A window of values repeats an earlier one.
    case repeatedWindow = "repeated-window"

    // How they arrive.

    /// A value does not arrive.
    case missing
    /// A value arrives, but is old.
    case stale
    /// Messages that should have come by now.
    case silence
    /// More messages than usual, or closer together.
    case rate
    /// Messages that were lost or refused because a queue was full.
    case overload
    /// Answers come sooner or later than they did.
    case roundTrip = "round-trip"

    // What messages say.

    /// Somebody speaks who never did.
    case newTalker = "new-talker"
    /// Two speak to each other who never did.
    case newConversation = "new-conversation"
    /// A function, verb or topic that a conversation never had.
    case newOperation = "new-operation"
    /// A write where only reads were, or by somebody who never wrote there.
    case newWriter = "new-writer"
    /// Registers or a path that an operation never named.
    case newTarget = "new-target"
    /// A written value lies outside what was written in normal operation.
    case writtenValue = "written-value"
    /// A count that goes back, jumps or repeats.
    case sequence
    /// A payload that says that it is older than payloads of its kind ever were.
    case staleness
    /// An answer to which there was no question.
    case unsolicited
    /// A window of payloads that comes again to the bit.
    case replay
    /// Somebody is told something else than the source said.
    case contradiction
    /// Two sources for one tag or one address.
    case twoSources = "two-sources"
    /// An identity at an address where it never was.
    case identity
    /// A proof of identity that is missing, wrong or of nobody enrolled.
    case authentication
    /// Calls and requests that were refused.
    case refusal
    /// More strangers than can be told apart.
    case crowd

    // What people and programs did.

    /// A set point or a mode changed without an operator's session.
    case unauthorisedChange = "unauthorised-change"
    /// A set point or a mode changed, within an operator's session.
    case authorisedChange = "authorised-change"
    /// A call that policy refuses.
    case policy
    /// Software, logic or firmware was changed.
    case softwareChange = "software-change"
    /// A digest is not the one that was recorded.
    case digest
    /// A model's update is unlike the others'.
    case modelUpdate = "model-update"
    /// Work on the equipment was announced.
    case maintenance

    /// Whether it only says what else happened: it explains an incident, and opens none.
    public var isContext: Bool {
      switch self {
      case .authorisedChange, .softwareChange, .maintenance: true
      default: false
      }
    }
  }
}
