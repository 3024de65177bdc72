import Foundation

/// A folder that is removed with its owner.
final class TemporaryFolder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("files-" + UUID().uuidString).path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
