/// Sums over the recipients of an arm, for the delta method (Deng, Knoblich and Lu 2018): a recipient is a cluster.
///
/// n is the recipient's intended messages (chains), d those delivered at the first attempt, c those clicked at it. Messages
/// without a usable recipient are a cluster each.
package struct ClusterSums: Hashable, Sendable {
  /// Clusters.
  package var clusters = 0
  /// Σn
  package var n = 0
  /// Σd
  package var d = 0
  /// Σc
  package var c = 0
  /// Σn²
  package var nn = 0
  /// Σn·d
  package var nd = 0
  /// Σn·c
  package var nc = 0
  /// Σd²
  package var dd = 0
  /// Σd·c
  package var dc = 0
  /// Σc²
  package var cc = 0

  /// Nothing summed yet.
  package init() {}

  /// Adds a cluster.
  @inline(__always)
  mutating func add(_ n: Int, _ d: Int, _ c: Int) {
    clusters &+= 1
    self.n &+= n
    self.d &+= d
    self.c &+= c
    nn &+= n &* n
    nd &+= n &* d
    nc &+= n &* c
    dd &+= d &* d
    dc &+= d &* c
    cc &+= c &* c
  }

  /// Adds the sums over other recipients.
  package static func += (left: inout Self, right: Self) {
    left.clusters += right.clusters
    left.n += right.n
    left.d += right.d
    left.c += right.c
    left.nn += right.nn
    left.nd += right.nd
    left.nc += right.nc
    left.dd += right.dd
    left.dc += right.dc
    left.cc += right.cc
  }
}

/// Sums of products over the recipients who are in both arms, for the covariance of the two rates.
///
/// The first letter is of the Marketing Messages API, the second of Cloud API; the letters are those of `ClusterSums`.
package struct CrossSums: Hashable, Sendable {
  /// Recipients in both arms.
  package var clusters = 0
  /// Σn₁n₂
  package var nn = 0
  /// Σn₁d₂
  package var nd = 0
  /// Σn₁c₂
  package var nc = 0
  /// Σd₁n₂
  package var dn = 0
  /// Σd₁d₂
  package var dd = 0
  /// Σd₁c₂
  package var dc = 0
  /// Σc₁n₂
  package var cn = 0
  /// Σc₁d₂
  package var cd = 0
  /// Σc₁c₂
  package var cc = 0

  /// Nothing summed yet.
  package init() {}

  /// Adds a recipient: n, d and c of the one arm and of the other.
  mutating func add(_ one: (n: Int, d: Int, c: Int), _ other: (n: Int, d: Int, c: Int)) {
    clusters += 1
    nn += one.n * other.n
    nd += one.n * other.d
    nc += one.n * other.c
    dn += one.d * other.n
    dd += one.d * other.d
    dc += one.d * other.c
    cn += one.c * other.n
    cd += one.c * other.d
    cc += one.c * other.c
  }

  /// Adds the sums over other recipients.
  package static func += (left: inout Self, right: Self) {
    left.clusters += right.clusters
    left.nn += right.nn
    left.nd += right.nd
    left.nc += right.nc
    left.dn += right.dn
    left.dd += right.dd
    left.dc += right.dc
    left.cn += right.cn
    left.cd += right.cd
    left.cc += right.cc
  }
}
