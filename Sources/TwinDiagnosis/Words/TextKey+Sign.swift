internal import TwinModel

extension TextKey {
  /// The words for a sign; `nil` for those that tags' readings tell.
  init?(_ sign: Evidence.Sign) {
    let key: TextKey? =
      switch sign {
      case .frozen: .signFrozen
      case .saturated: .signSaturated
      case .repeatedWindow: .signRepeatedWindow
      case .missing: .signMissing
      case .stale: .signStale
      case .silence: .signSilence
      case .rate: .signRate
      case .overload: .signOverload
      case .roundTrip: .signRoundTrip
      case .newTalker: .signNewTalker
      case .newConversation: .signNewConversation
      case .newOperation: .signNewOperation
      case .newWriter: .signNewWriter
      case .newTarget: .signNewTarget
      case .writtenValue: .signWrittenValue
      case .sequence: .signSequence
      case .staleness: .signStaleness
      case .unsolicited: .signUnsolicited
      case .replay: .signReplay
      case .contradiction: .signContradiction
      case .twoSources: .signTwoSources
      case .identity: .signIdentity
      case .authentication: .signAuthentication
      case .refusal: .signRefusal
      case .crowd: .signCrowd
      case .unauthorisedChange: .signUnauthorisedChange
      case .authorisedChange: .signAuthorisedChange
      case .policy: .signPolicy
      case .softwareChange: .signSoftwareChange
      case .digest: .signDigest
      case .modelUpdate: .signModelUpdate
      case .maintenance: .signMaintenance
      case .limit, .crossSensor, .dynamics, .conditionalDynamics, .reconstruction, .windowReconstruction, .balance,
        .relation, .controllerRule:
        nil
      }
    guard let key else { return nil }
    self = key
  }
}
