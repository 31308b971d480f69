/// Every text that an explanation may use; a language says how each of them reads.
enum TextKey: String, CaseIterable, Sendable {
  // 1 What.
  case whatProbably, whatLooksLike, whatUnknown, whatBenign
  // 2 Since when.
  case sinceTime, sinceRows, alarmAtOnce
  // 3 Evidence.
  case evidenceAbove, evidenceBelow, evidenceEqual, evidenceMissing, evidenceSign, evidenceLoudSign
  // 4 Counterfactual.
  case wouldOne, wouldTwo, wouldThree, wouldLower, wouldNothing, wouldCalm
  // 5 Physics.
  case lawBalance, lawRelation, lawRule, lawsHold, lawsNone
  // 6 Consequence.
  case limitHigh, limitLow, limitHighShort, limitLowShort, limitPassedHigh, limitPassedLow, limitNone
  // 7 Action.
  case actReadOnSite, actHoldLoop, actCheckNetwork, actVerifyUpdate, actRevokeAccess, actCheckInstrument,
    actStopLearning
  case actionNote, actionClass, rehearsalNone, rehearsalSafe, rehearsalUnsafe, reversible, irreversible
  // 8 Respond by.
  case respondWithin, respondFree
  // 9 Against.
  case againstFaultySensor, againstSecondOpinion, againstNotEnough, againstRival, againstLawsHold, againstAlternative
  // 10 Confidence.
  case confidenceHigh, confidenceMedium, confidenceLow
  case limitOutsideTraining, limitTwinFidelity, limitMissing, limitNoTwin, limitShortHistory
  // 11 Identifiers.
  case ids

  // Names of classes.
  case classA1, classA2, classA3, classA4, classA5, classA6, classA7, classA8, classBenign, classUnknown
  // Signs besides values.
  case signFrozen, signSaturated, signRepeatedWindow, signMissing, signStale, signSilence, signRate, signOverload,
    signRoundTrip,
    signNewTalker, signNewConversation, signNewOperation, signNewWriter, signNewTarget, signWrittenValue,
    signSequence, signStaleness, signUnsolicited, signReplay, signContradiction, signTwoSources, signIdentity,
    signAuthentication, signRefusal, signCrowd, signUnauthorisedChange, signAuthorisedChange, signPolicy,
    signSoftwareChange, signDigest, signModelUpdate, signMaintenance
  // Roles.
  case roleCause, roleCompanion, roleSymptom
  // Headings of tables.
  case headTag, headReads, headExpected, headOff, headShare, headRole, headDescription, headSurprise, headMoved
  case headFact, headValue, headSource, headAfterRows, headScore, headMethod, headSign, headPlace, headStrength
  // Headings of the engineer's sections.
  case methodCounterfactual, methodGradients, methodTwin, stepLine, revisionLine, scoreLine, noneNamed
  case lawLineBalance, lawLineRelation, lawLineRule
  // Headings of the eleven parts.
  case partWhat, partSince, partEvidence, partCounterfactual, partPhysics, partConsequence, partAction, partRespond
  case partAgainst, partConfidence, partIds
  // Units of durations, and signs.
  case unitSecond, unitMinute, unitHour, unitDay, blank, rowsAfter

  /// The slots that a text of this key must have, in any order; a slot may be used once.
  var slots: [String] {
    switch self {
    case .whatProbably, .whatBenign: ["asset", "class", "probability"]
    case .whatLooksLike: ["asset", "class"]
    case .whatUnknown: ["asset"]
    case .sinceTime: ["onset", "delay"]
    case .sinceRows: ["rows"]
    case .alarmAtOnce: ["onset"]
    case .evidenceAbove, .evidenceBelow: ["tag", "observed", "deviation", "expected"]
    case .evidenceEqual: ["tag", "observed"]
    case .evidenceMissing: ["tag", "expected"]
    case .evidenceSign: ["sign", "place", "strength"]
    case .evidenceLoudSign: ["sign", "place"]
    case .wouldOne: ["first"]
    case .wouldTwo: ["first", "secondTag", "second"]
    case .wouldThree: ["first", "secondTag", "second", "thirdTag", "third"]
    case .wouldLower: ["first", "before", "after"]
    case .lawBalance, .lawRelation, .lawRule, .lawLineBalance, .lawLineRelation, .lawLineRule: ["law", "deviations"]
    case .limitHigh, .limitLow: ["tag", "limit", "time", "low", "high"]
    case .limitHighShort, .limitLowShort: ["tag", "limit", "time"]
    case .actionClass: ["class"]
    case .limitPassedHigh, .limitPassedLow: ["tag", "limit"]
    case .actReadOnSite, .actHoldLoop, .actCheckInstrument: ["tag"]
    case .actCheckNetwork, .actVerifyUpdate, .actRevokeAccess, .actStopLearning: ["asset"]
    case .actionNote: ["class", "rehearsal", "reversibility"]
    case .respondWithin: ["time"]
    case .againstSecondOpinion, .againstRival: ["tag"]
    case .againstAlternative: ["class", "probability"]
    case .limitOutsideTraining, .limitMissing: ["count"]
    case .limitTwinFidelity: ["error"]
    case .ids: ["incident", "model", "data"]
    case .stepLine: ["tag", "value", "after"]
    case .revisionLine: ["rows", "tag", "after"]
    case .scoreLine: ["score", "threshold", "detector"]
    case .rowsAfter: ["rows"]
    default: []
    }
  }
}
