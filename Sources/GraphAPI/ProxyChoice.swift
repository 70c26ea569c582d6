/// Which proxy the environment names for a host, read as curl reads it: `HTTPS_PROXY` and `NO_PROXY`, small letters first.
package struct ProxyChoice: Hashable, Sendable {
  /// The proxy's host.
  let host: String
  /// The proxy's port; 1080 when none is named, as curl has it.
  let port: Int

  /// The proxy for an address; `nil` when it is asked directly. This machine is never asked through a proxy.
  ///
  /// - Throws: `GraphSetupError` of kind proxy for a proxy that cannot be used.
  package init?(for address: GraphAddress, in environment: [String: String]) throws(GraphSetupError) {
    let named = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].compactMap { environment[$0] }
      .first { !$0.isEmpty }
    let exceptions = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    guard let named, !GraphAddress.isLoopback(address.host), !Self.excepts(exceptions, address.host) else {
      return nil
    }
    var rest = named[...]
    if let mark = named.firstRange(of: "://") {
      guard named[..<mark.lowerBound].lowercased() == "http" else {
        throw GraphSetupError(
          .proxy, "HTTPS_PROXY names a proxy that is not spoken to by http://; only such a proxy can be used")
      }
      rest = named[mark.upperBound...]
    }
    guard !rest.contains("@") else {
      throw GraphSetupError(
        .proxy,
        "HTTPS_PROXY holds a name and a password, which are not taken from there; name the proxy without")
    }
    guard let (host, port) = GraphAddress.split(rest.prefix { $0 != "/" }) else {
      throw GraphSetupError(.proxy, "HTTPS_PROXY names no host; expected http://HOST:PORT")
    }
    (self.host, self.port) = (host, port ?? 1080)
  }

  /// Whether a list of exceptions (`example.com,.local,*`) holds a host or a domain that it is in.
  private static func excepts(_ list: String, _ host: String) -> Bool {
    list.split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
      if entry == "*" { return true }
      let domain = (entry.hasPrefix(".") ? entry.dropFirst() : entry).lowercased()
      return host == domain || host.hasSuffix("." + domain)
    }
  }
}
