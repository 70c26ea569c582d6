/// The values of one row by column; what the row does not have is empty.
struct LogRow: ~Copyable {
  private let fields: UnsafeMutablePointer<Field>
  private let nothing: UnsafeMutablePointer<UInt8>

  /// A row without values.
  init() {
    nothing = .allocate(capacity: 1)
    nothing.initialize(to: 0)
    fields = .allocate(capacity: LogColumn.count)
    fields.initialize(repeating: Field(UnsafePointer(nothing), 0), count: LogColumn.count)
  }

  deinit {
    fields.deallocate()
    nothing.deallocate()
  }

  subscript(column: LogColumn) -> Field {
    @inline(__always) get { fields[column.rawValue] }
    @inline(__always) nonmutating set { fields[column.rawValue] = newValue }
  }

  /// Empties every column.
  @inline(__always)
  func clear() { fields.update(repeating: Field(UnsafePointer(nothing), 0), count: LogColumn.count) }
}
