extension Language {
  /// English.
  public static let english: Language = {
    do {
      return try Language(englishTable)
    } catch {
      preconditionFailure("the English table is complete: \(error)")
    }
  }()

  /// English, key by key: the pattern for another language's file.
  public static let englishTable: [String: String] = [
    "whatProbably": "{asset}: probably {class} ({probability}).",
    "whatLooksLike": "{asset}: looks like {class}.",
    "whatUnknown": "{asset}: abnormal, of unknown kind.",
    "whatBenign": "{asset}: probably {class}, no attack ({probability}).",

    "sinceTime": "Since {onset}; alarm after {delay}.",
    "sinceRows": "Alarm {rows} rows after it began.",
    "alarmAtOnce": "Since {onset}; alarm at once.",

    "evidenceAbove": "{tag} reads {observed}, {deviation} above the expected {expected}.",
    "evidenceBelow": "{tag} reads {observed}, {deviation} below the expected {expected}.",
    "evidenceEqual": "{tag} reads {observed}, as expected; it stood out before.",
    "evidenceMissing": "{tag} does not report; {expected} is expected.",

    "wouldOne": "Had it read {first}, there would be no alarm.",
    "wouldTwo": "Had it read {first} and {secondTag} {second}, there would be no alarm.",
    "wouldThree": "Had it read {first}, {secondTag} {second} and {thirdTag} {third}, there would be no alarm.",
    "wouldLower": "Had it read {first}, the score would fall from {before} to {after}: still an alarm.",
    "wouldNothing": "No change of a few tags explains it.",

    "lawBalance": "Balance {law} is broken by {deviations} deviations.",
    "lawRelation": "Relation {law} is broken by {deviations} deviations.",
    "lawRule": "Rule {law} is broken by {deviations} times its margin.",
    "lawsHold": "The declared laws hold.",
    "lawsNone": "No physics is declared.",

    "limitHigh": "Unattended, {tag} passes its high limit {limit} in {time} ({low} to {high}).",
    "limitLow": "Unattended, {tag} passes its low limit {limit} in {time} ({low} to {high}).",
    "limitHighShort": "Unattended, {tag} passes its high limit {limit} in {time}.",
    "limitLowShort": "Unattended, {tag} passes its low limit {limit} in {time}.",
    "limitPassedHigh": "{tag} is above its limit {limit}.",
    "limitPassedLow": "{tag} is below its limit {limit}.",
    "limitNone": "No limit is near.",

    "actReadOnSite": "Read {tag} on site",
    "actHoldLoop": "Hold {tag} by hand and read it on site",
    "actCheckNetwork": "Check the network of {asset}",
    "actVerifyUpdate": "Verify the software of {asset}",
    "actRevokeAccess": "Revoke foreign access to {asset}",
    "actCheckInstrument": "Check the instrument {tag}",
    "actStopLearning": "Stop learning from {asset}",
    "actionNote": "({class}, {rehearsal}, {reversibility}).",
    "actionClass": "({class}).",
    "rehearsalNone": "not rehearsed",
    "rehearsalSafe": "safe on the twin",
    "rehearsalUnsafe": "unsafe on the twin",
    "reversible": "reversible",
    "irreversible": "irreversible",

    "respondWithin": "Respond within {time}.",
    "respondFree": "No deadline.",

    "againstFaultySensor": "A faulty sensor would look alike.",
    "againstSecondOpinion": "Against: a second method names {tag}.",
    "againstNotEnough": "Against: the alarm remains without it.",
    "againstRival": "Against: {tag} explains it nearly as well.",
    "againstLawsHold": "Against: the declared laws hold.",
    "againstAlternative": "Alternative: {class} ({probability}).",

    "confidenceHigh": "Confidence high.",
    "confidenceMedium": "Confidence medium.",
    "confidenceLow": "Confidence low.",
    "limitOutsideTraining": "Outside training: {count} tags.",
    "limitTwinFidelity": "The twin errs by {error}.",
    "limitMissing": "Missing values: {count}.",
    "limitNoTwin": "No twin to check against.",
    "limitShortHistory": "Little history.",

    "ids": "Incident {incident}, model {model}, data {data}.",

    "classA1": "false data injection",
    "classA2": "flooding",
    "classA3": "poisoning",
    "classA4": "masked actuation",
    "classA5": "replay",
    "classA6": "a rogue node",
    "classA7": "an unauthorised command",
    "classA8": "a supply-chain compromise",
    "classBenign": "a fault or maintenance",
    "classUnknown": "something unknown",

    "roleCause": "cause",
    "roleCompanion": "companion",
    "roleSymptom": "symptom",

    "headTag": "Tag",
    "headReads": "reads",
    "headExpected": "expected",
    "headOff": "off by",
    "headShare": "share",
    "headRole": "role",
    "headDescription": "description",
    "headSurprise": "deviations",
    "headMoved": "moved after",
    "headFact": "Fact",
    "headValue": "value",
    "headSource": "source",
    "headAfterRows": "After",
    "headScore": "score",
    "headMethod": "Method",

    "methodCounterfactual": "counterfactual",
    "methodGradients": "integrated gradients",
    "methodTwin": "errors of the twin",
    "stepLine": "If {tag} had read {value}: score {after}.",
    "revisionLine": "Seen {rows} rows later: {tag}; score without it {after}.",
    "scoreLine": "Score {score}, alarm above {threshold}, detector {detector}.",
    "noneNamed": "none",
    "lawLineBalance": "Balance {law}: {deviations} deviations.",
    "lawLineRelation": "Relation {law}: {deviations} deviations.",
    "lawLineRule": "Rule {law}: {deviations} times its margin.",

    "partWhat": "What",
    "partSince": "Since",
    "partEvidence": "Evidence",
    "partCounterfactual": "Otherwise",
    "partPhysics": "Physics",
    "partConsequence": "Consequence",
    "partAction": "Action",
    "partRespond": "Respond",
    "partAgainst": "Against",
    "partConfidence": "Confidence",
    "partIds": "Record",

    "unitSecond": "s",
    "unitMinute": "min",
    "unitHour": "h",
    "unitDay": "days",
    "blank": "–",
    "rowsAfter": "{rows} rows",
  ]
}
