import Foundation

/// EPANET's own C library, opened while running, for a comparison on the same machine in the same run.
struct EPANETLibrary {
  private typealias Create = @convention(c) (UnsafeMutablePointer<OpaquePointer?>) -> Int32
  private typealias Open =
    @convention(c) (OpaquePointer, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Int32
  private typealias Plain = @convention(c) (OpaquePointer) -> Int32
  private typealias Initialise = @convention(c) (OpaquePointer, Int32) -> Int32
  private typealias Move = @convention(c) (OpaquePointer, UnsafeMutablePointer<Int>) -> Int32
  private typealias SetOption = @convention(c) (OpaquePointer, Int32, Double) -> Int32
  private typealias SetTime = @convention(c) (OpaquePointer, Int32, Int) -> Int32

  private let project: OpaquePointer
  private let initialise: Initialise
  private let run: Move
  private let next: Move

  /// Opens the library at `path` and an input file in it; `nil` when one of the two cannot be opened.
  init?(path: String, inputFile: String, accuracy: Double) {
    guard let handle = dlopen(path, RTLD_NOW) else { return nil }
    func symbol<T>(_ name: String, as type: T.Type) -> T? { dlsym(handle, name).map { unsafeBitCast($0, to: type) } }
    guard let create = symbol("EN_createproject", as: Create.self), let open = symbol("EN_open", as: Open.self),
      let openHydraulics = symbol("EN_openH", as: Plain.self), let initialise = symbol("EN_initH", as: Initialise.self),
      let run = symbol("EN_runH", as: Move.self), let next = symbol("EN_nextH", as: Move.self),
      let setOption = symbol("EN_setoption", as: SetOption.self)
    else { return nil }
    let folder = FileManager.default.temporaryDirectory
    let input = folder.appending(path: "network-\(ProcessInfo.processInfo.processIdentifier).inp")
    guard (try? Data(inputFile.utf8).write(to: input)) != nil else { return nil }
    defer { try? FileManager.default.removeItem(at: input) }
    let report = input.path + ".rpt"
    defer { try? FileManager.default.removeItem(atPath: report) }
    var project: OpaquePointer?
    guard create(&project) == 0, let project, open(project, input.path, report, "") == 0,
      setOption(project, 1, accuracy) == 0, openHydraulics(project) == 0
    else { return nil }
    self.project = project
    self.initialise = initialise
    self.run = run
    self.next = next
  }

  /// Back to time 0 with flows at their starting values.
  func reset() { _ = initialise(project, 10) }

  /// Solves the present moment.
  func solve() {
    var time = 0
    _ = run(project, &time)
  }

  /// Moves to the next moment; 0 at the end.
  func advance() -> Int {
    var step = 0
    _ = next(project, &step)
    return step
  }
}
