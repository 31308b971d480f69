/// Heads, flows and events that EPANET 2.3.5 computes for C-Town.
struct EPANETVectors: Decodable {
  let a_steady_state_t0: SingleSolve
  let b_extended_period: ExtendedPeriod
  let c_single_solves: [SingleSolve]

  struct SingleSolve: Decodable {
    let name: String?
    let commanded_status: [String: String]?
    let burst: Burst?
    let tank_levels_changed_m: [String: Double]?
    let settings_changed: [String: Double]?
    let status: [String: String]
    let head_m: [String: Double]
    let flow_Lps: [String: Double]
    let closed_pipes: [String]
  }

  struct Burst: Decodable {
    let node: String
    let Lps: Double
  }

  struct ExtendedPeriod: Decodable {
    let solves: Int
    let hourly: Hourly
    let status_events: Events
  }

  struct Hourly: Decodable {
    let level_m: [String: [Double]]
    let status: [String: [Int]]
    let flow_Lps: [String: [Double]]
    let pressure_m: [String: [Double]]
  }

  struct Events: Decodable {
    let rows: [Event]
  }

  struct Event: Decodable {
    let time: Int
    let link: String
    let to: String

    init(from decoder: any Decoder) throws {
      var row = try decoder.unkeyedContainer()
      time = try row.decode(Int.self)
      link = try row.decode(String.self)
      _ = try row.decode(String.self)
      to = try row.decode(String.self)
    }
  }
}
