import JSONText

/// Files that are not laid out as `wabadoctor kb tidy` writes them (`untidy`): one layout keeps differences small and blame honest.
enum LayoutCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    KnowledgeTidying.files(of: context.folder).compactMap { file in
      guard let change = try? KnowledgeTidying.change(of: file, in: context.folder) else { return nil }
      return KnowledgeFault(
        .untidy, at: change.place, "not laid out as it should be, from here on; run: wabadoctor kb tidy")
    }
  }
}
