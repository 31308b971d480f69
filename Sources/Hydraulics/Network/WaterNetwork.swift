/// A water distribution network as an engineer describes it: nodes, links, patterns, controls and options.
///
/// All quantities are SI: head, level, length and diameter in m, pressure in m of water column, flow in m³/s, volume
/// in m³, power in W. Nodes and links are called by name; `HydraulicModel` resolves the names and reports the ones that
/// do not fit.
public struct WaterNetwork: Sendable, Equatable {
  /// Lines of the title, for people.
  public var title: [String] = []
  /// Nodes whose head is computed.
  public var junctions: [Junction] = []
  /// Nodes whose head is given and never changes by what the network draws.
  public var reservoirs: [Reservoir] = []
  /// Nodes whose head follows the volume stored.
  public var tanks: [Tank] = []
  /// Pipes, with and without check valve.
  public var pipes: [Pipe] = []
  /// Pumps.
  public var pumps: [Pump] = []
  /// Control valves.
  public var valves: [Valve] = []
  /// Time patterns by name.
  public var patterns: [Pattern] = []
  /// Simple controls, evaluated in this order.
  public var controls: [Control] = []
  /// Rules, evaluated in this order and weighed by priority.
  public var rules: [Rule] = []
  /// How the equations are solved.
  public var options = HydraulicOptions()
  /// How time passes.
  public var times = HydraulicTimes()

  /// An empty network.
  public init() {}
}
