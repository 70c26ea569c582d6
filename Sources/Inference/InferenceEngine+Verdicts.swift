import Knowledge

extension InferenceEngine {
  /// What is known of one finding, for each of its entities, or for the case.
  package func verdicts(of finding: FindingIndex) -> [Verdict] {
    let maker = DiagnosisMaker(reading)
    return maker.instances(of: finding).map { maker.judge(finding, $0).verdict }
  }
}
