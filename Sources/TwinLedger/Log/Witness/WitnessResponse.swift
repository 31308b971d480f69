/// What a witness answers, in the words of HTTP.
public struct WitnessResponse: Sendable, Hashable {
  /// 200, 400, 403, 404, 409, 422, or 500 where the record could not be kept.
  public var status: Int
  /// `text/x.tlog.size` for a size, otherwise plain text.
  public var contentType: String
  /// The body.
  public var body: String

  /// Creates an answer.
  public init(status: Int, contentType: String = "text/plain; charset=utf-8", body: String) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
