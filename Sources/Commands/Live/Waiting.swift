import Dispatch
import Synchronization

/// Waits in a program that does not wait for anything else.
enum Waiting {
  /// What asynchronous work comes to.
  static func value<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Value?>(nil)
    Task.detached {
      let value = await work()
      result.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    guard let value = result.withLock({ $0 }) else {
      preconditionFailure("signalled before the value was there")
    }
    return value
  }
}
