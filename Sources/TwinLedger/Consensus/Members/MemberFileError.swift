/// What is wrong with a member file, and where.
public struct MemberFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file as the caller named it.
  public var file: String
  /// Line, from 1; 0 where the file as a whole is meant.
  public var line: Int
  /// Column in characters, from 1; 0 where there is none.
  public var column: Int
  /// What is wrong and what to do.
  public var problem: Problem

  /// The kinds of problem.
  public enum Problem: Sendable, Hashable {
    /// More bytes than `MemberFile.maximumBytes`.
    case tooLarge(Int)
    /// No UTF-8 text, or control characters in it.
    case notText
    /// A line of another form than the file's; says which was expected.
    case syntax(expected: String)
    /// A field that members do not have.
    case unknownField(String)
    /// A field that stands twice.
    case repeatedField(String)
    /// A field that is missing in what begins here.
    case missingField(String)
    /// A value that is none; says which was expected.
    case badValue(field: String, expected: String)
    /// The members are no member set.
    case members(MemberSetError)
  }

  /// `file:line:column: what is wrong`.
  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return "\(place): \(message)"
  }

  private var message: String {
    switch problem {
    case .tooLarge(let bytes): "the file has \(bytes) bytes; a member file has at most \(MemberFile.maximumBytes)"
    case .notText: "not UTF-8 text without control characters"
    case .syntax(let expected): "expected \(expected)"
    case .unknownField(let field): "members have no field \"\(field)\"; they have id, address, algorithm, key"
    case .repeatedField(let field): "\"\(field)\" is given twice; keep one"
    case .missingField(let field): "\"\(field)\" is missing"
    case .badValue(let field, let expected): "\(field): expected \(expected)"
    case .members(.tooFew(let count)):
      "\(count) members tolerate no liar; list at least four, or say --unsafe-single for development"
    case .members(.tooMany(let count)): "\(count) members; at most \(MemberSet.maximumCount) are possible"
    case .members(.duplicateID(let id, let first, _)): "id \(id) is taken by member \(first + 1); ids are unique"
    case .members(.duplicateKey(let first, _)): "this key is member \(first + 1)'s; every member needs its own"
    case .members(.badKey(_, let reason)): "key: \(reason)"
    case .members(.badAddress): "address: expected 1 to 255 bytes"
    }
  }
}
