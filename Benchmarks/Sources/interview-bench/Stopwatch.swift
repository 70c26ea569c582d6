import Glibc

/// Nanoseconds of processor time that this thread has spent.
func processorTime() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// Nanoseconds on the wall.
func wallTime() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The median processor time of several runs of some work, divided by how many pieces of work it was.
///
/// - Parameter atLeast: nanoseconds that each run lasts at least; the work is repeated until then.
func median(runs: Int = 7, atLeast: Int = 100_000_000, _ work: () -> Int) -> Double {
  var results: [Double] = []
  for _ in 0..<runs {
    let start = processorTime()
    var pieces = 0
    while processorTime() - start < atLeast { pieces += work() }
    results.append(Double(processorTime() - start) / Double(max(1, pieces)))
  }
  return results.sorted()[runs / 2]
}
