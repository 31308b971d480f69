extension AttackType {
  /// What the type is called.
  public var name: String { entry.name }
  /// Techniques of ATT&CK for ICS and ATLAS that it uses.
  public var techniques: [String] { entry.techniques }
  /// Mitigations of ATT&CK for ICS against it; `ATLAS` stands for those that ATLAS names for its techniques.
  public var mitigations: [String] { entry.mitigations }
  /// How it shows in telemetry, in messages and in models.
  public var signs: Signs { entry.signs }

  /// How an attack shows to somebody who looks.
  public struct Signs: Sendable, Equatable {
    /// In the values that the plant reports.
    public let telemetry: String
    /// In the messages on the network.
    public let network: String
    /// In the models that watch, and their updates.
    public let model: String
  }

  private struct Entry: Sendable {
    let name: String
    let techniques: [String]
    let signs: Signs
    let mitigations: [String]
  }

  private var entry: Entry {
    switch self {
    case .falseData: Self.falseDataEntry
    case .flooding: Self.floodingEntry
    case .poisoning: Self.poisoningEntry
    case .maskedActuation: Self.maskedActuationEntry
    case .replay: Self.replayEntry
    case .rogueNode: Self.rogueNodeEntry
    case .unauthorisedCommand: Self.unauthorisedCommandEntry
    case .supplyChain: Self.supplyChainEntry
    }
  }

  private static let falseDataEntry = Entry(
    name: "False data injection (measurement)",
    techniques: ["T0856", "T0832"],
    signs: Signs(
      telemetry: "constant/scale/ramp/noise bias on k sensors; stealthy a=H*c on state estimation (J unchanged)",
      network: "normal frames, valid signature if device key stolen, else signature failure",
      model: "twin residual r=y-yhat, AE error; DC-SE chi2 blind to a=Hc: needs dynamics/PMU/load prior"),
    mitigations: ["M0802", "M0813", "M0937"])

  private static let floodingEntry = Entry(
    name: "DDoS / flooding",
    techniques: ["T0814", "T0815", "T0804", "T0813"],
    signs: Signs(
      telemetry: "gaps, stale timestamps, frozen last value, late batches",
      network: "rate, SYN/conn count, queue depth, inter-arrival; nodes silent",
      model: "update missing in FL round, sync lag of twin grows"),
    mitigations: ["M0815", "M0810", "M0811"])

  private static let poisoningEntry = Entry(
    name: "Model / training-data poisoning (federation)",
    techniques: ["AML.T0020", "AML.T0018"],
    signs: Signs(
      telemetry: "slow drift inside limits during training windows; label/threshold shift",
      network: "client sends valid but abnormal updates; sybil clients",
      model: "update norm/cosine outlier, per-client validation loss, backdoor trigger rate"),
    mitigations: ["ATLAS", "M0947"])

  private static let maskedActuationEntry = Entry(
    name: "Cyber-physical false telemetry (process attack + masking)",
    techniques: ["T0836", "T0855", "T0856", "T0831", "T0878"],
    signs: Signs(
      telemetry:
        "actuator/setpoint moved while sensors play a recorded or synthetic normal; mass/energy balance broken",
      network: "unexpected write function codes or new writer; replayed payloads with new MAC/sequence",
      model: "physics residual, cross-sensor balance, watermark missing in response"),
    mitigations: ["M0802", "M0810", "M0818"])

  private static let replayEntry = Entry(
    name: "Replay / adversary-in-the-middle / eavesdropping",
    techniques: ["T0830", "T0842", "T0801", "T0882"],
    signs: Signs(
      telemetry: "repeated windows, autocorrelation spike, constant delay",
      network:
        "ARP/route change, duplicate nonce/sequence, RTT step, extra listener (passive part undetectable: prevent by encryption)",
      model: "nonce/freshness failure, duplicate digest in ledger"),
    mitigations: ["M0802", "M0808", "M0814"])

  private static let rogueNodeEntry = Entry(
    name: "Identity spoofing / rogue node or twin",
    techniques: ["T0848", "T0849", "T0859", "T0860"],
    signs: Signs(
      telemetry: "two sources for one tag, value jump at hand-over",
      network: "unknown key, failed ZK proof, same id from 2 addresses, vote from unregistered validator",
      model: "sybil weight in aggregation/consensus"),
    mitigations: ["M0813", "M0804", "M0807"])

  private static let unauthorisedCommandEntry = Entry(
    name: "API exploitation / unauthorised command through the integration layer",
    techniques: ["T0819", "T0871", "T0855", "T0866"],
    signs: Signs(
      telemetry: "setpoint or mode change without operator session",
      network: "4xx bursts, new verb/path, scope escalation, bulk reads of model",
      model: "twin state forked or desired properties edited out of policy; model theft AML.T0024"),
    mitigations: ["M0800", "M0801", "M0818"])

  private static let supplyChainEntry = Entry(
    name: "Supply-chain compromise (firmware, logic, model artefact, dependency)",
    techniques: ["T0862", "T0857", "T0839", "T0873", "AML.T0010"],
    signs: Signs(
      telemetry: "behaviour change right after an update; delayed logic bomb",
      network: "hash/SBOM/signature mismatch, beacon",
      model: "attested digest != ledger digest, model hash changed, canary accuracy drop"),
    mitigations: ["M0817", "M0945", "M0947"])
}
