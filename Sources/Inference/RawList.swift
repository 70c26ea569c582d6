/// A growing list in bare memory, for loops that must not pay for exclusivity and uniqueness checks.
///
/// A handle: copies share the list. The owner frees it once, by `deallocate`.
struct RawList<Element: BitwiseCopyable> {
  private struct Header {
    var base: UnsafeMutablePointer<Element>
    var count: Int
    var capacity: Int
  }
  private let header: UnsafeMutablePointer<Header>

  init(capacity: Int = 64) {
    header = .allocate(capacity: 1)
    header.initialize(to: Header(base: .allocate(capacity: max(1, capacity)), count: 0, capacity: max(1, capacity)))
  }

  /// A list of what an array holds.
  init(_ elements: some Collection<Element>) {
    self.init(capacity: elements.count)
    for element in elements { append(element) }
  }

  /// How many elements there are.
  @inline(__always)
  var count: Int { header.pointee.count }

  /// The first element; valid until the list grows.
  @inline(__always)
  var base: UnsafeMutablePointer<Element> { header.pointee.base }

  /// The element at a position, which must be below `count`.
  @inline(__always)
  subscript(position: Int) -> Element {
    get { header.pointee.base[position] }
    nonmutating set { header.pointee.base[position] = newValue }
  }

  /// Adds an element at the end.
  @inline(__always)
  func append(_ element: Element) {
    if header.pointee.count == header.pointee.capacity { grow() }
    header.pointee.base[header.pointee.count] = element
    header.pointee.count &+= 1
  }

  /// Adds so many elements from bare memory.
  @inline(__always)
  func append(_ elements: UnsafePointer<Element>, _ count: Int) {
    while header.pointee.count &+ count > header.pointee.capacity { grow() }
    (header.pointee.base + header.pointee.count).update(from: elements, count: count)
    header.pointee.count &+= count
  }

  /// Forgets the elements from a position on.
  func removeAll(from position: Int) { header.pointee.count = position }

  /// Forgets all elements and keeps the memory.
  @inline(__always)
  func removeAll() { header.pointee.count = 0 }

  /// Adds what another list holds.
  func append(contentsOf other: RawList) {
    for position in 0..<other.count { append(other[position]) }
  }

  /// Frees the memory; the handle and its copies are dead.
  func deallocate() {
    header.pointee.base.deallocate()
    header.deallocate()
  }

  @inline(never)
  private func grow() {
    let capacity = header.pointee.capacity * 2
    let base = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    base.update(from: header.pointee.base, count: header.pointee.count)
    header.pointee.base.deallocate()
    header.pointee.base = base
    header.pointee.capacity = capacity
  }
}
