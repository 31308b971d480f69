/// A request or response of HTTP/1.1.
///
/// Source: RFC 9110 (semantics), RFC 9112 (HTTP/1.1).
public struct HTTPTransfer: Sendable, Equatable {
  /// The method, such as `GET`.
  public var method: String
  /// The path, such as `/v1/tags/LIT101`.
  public var path: String
  /// The status code of a response; `nil` in a request.
  public var status: Int?
  /// The value that is asked to be set or that is told; `nil` when there is none.
  public var value: Double?
  /// Bytes of a body that is not a value: an update of the federation.
  public var bodyBytes: Int

  /// Creates a request.
  public init(_ method: String, _ path: String, value: Double? = nil, bodyBytes: Int = 0) {
    self.method = method
    self.path = path
    self.value = value
    self.bodyBytes = bodyBytes
  }

  /// The response to this request.
  public func response(_ status: Int, value: Double? = nil) -> HTTPTransfer {
    var response = HTTPTransfer(method, path, value: value)
    response.status = status
    return response
  }

  /// Whether it belongs to the federation.
  public var isFederation: Bool { path.hasPrefix("/v1/federation/") }
}
