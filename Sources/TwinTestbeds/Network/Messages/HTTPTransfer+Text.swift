extension HTTPTransfer {
  /// The body's text; empty when there is none or it is bytes.
  var bodyText: String { value.map { "{\"value\":\($0.isFinite ? "\($0)" : "null")}" } ?? "" }

  /// Bytes of the body.
  var bodyLength: Int { bodyBytes > 0 ? bodyBytes : bodyText.utf8.count }

  /// Start line and header fields, up to the empty line.
  func headText(host: String) -> String {
    var lines: [String] = []
    if let status {
      lines = ["HTTP/1.1 \(status) \(Self.reason(status))", "Server: \(host)"]
    } else {
      lines = ["\(method) \(path) HTTP/1.1", "Host: \(host.lowercased())", "User-Agent: sat-testbed"]
    }
    if bodyBytes > 0 {
      lines.append("Content-Type: application/octet-stream")
    } else if value != nil {
      lines.append("Content-Type: application/json")
    }
    lines.append("Content-Length: \(bodyLength)")
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 202: "Accepted"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 422: "Unprocessable Content"
    default: "Status \(status)"
    }
  }
}
