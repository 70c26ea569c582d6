import Casework
import Collectors

/// A bundle of the caller's, with everything hidden that must not be seen.
struct BundleFile {
  let bytes: [UInt8]
  let recording: Recording

  /// Reads it.
  ///
  /// - Throws: `CaseworkError` when it is not there or is no recording.
  init(_ path: String) throws(CaseworkError) {
    bytes = Redaction.process.redacted(document: try InputFile.bytes(of: path))
    do throws(RecordingError) {
      recording = try Recording(bytes, file: InputFile.name(of: path))
    } catch {
      throw CaseworkError(.unreadableInput, error.description)
    }
  }
}
