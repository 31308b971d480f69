/// A recording's file name without folder, `.gz` and `.csv`.
func recordingName(_ path: String) -> String {
  var name = path.split(separator: "/").last.map(String.init) ?? path
  for ending in [".gz", ".csv"] where name.lowercased().hasSuffix(ending) && name.count > ending.count {
    name = String(name.dropLast(ending.count))
  }
  return name
}
