import LedgerDomain

/// The strings that cells share, one after the other in one buffer, with the place where each ends.
///
/// A string object each would take four times the memory.
struct SharedStrings {
    private(set) var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    subscript(index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return EscapedText.decoded(bytes[start..<Int(ends[index])])
    }

    var count: Int { ends.count }

    fileprivate mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }

    fileprivate mutating func endString() { ends.append(UInt32(truncatingIfNeeded: bytes.count)) }

    /// Reads `xl/sharedStrings.xml`.
    static func read(_ name: String, of package: ZipPackage, _ limits: WorkbookLimits) throws(Fault) -> SharedStrings {
        let handler = SharedStringsHandler(limits)
        try XMLPart.read(name, of: package, handler)
        return handler.strings
    }
}

/// Runs of text of a string item: `t` directly or in `r`, but not in `rPh`, which says how names are pronounced.
struct TextRuns {
    private(set) var isText = false
    private var phonetic = 0

    mutating func start(_ name: XMLName) {
        if name == "rPh" { phonetic += 1 }
        if name == "t", phonetic == 0 { isText = true }
    }

    mutating func end(_ name: XMLName) {
        if name == "rPh" { phonetic -= 1 }
        if name == "t" { isText = false }
    }
}

private final class SharedStringsHandler: XMLPartHandler {
    private(set) var fault: Fault?
    let isDone = false
    var strings = SharedStrings()
    private let limits: WorkbookLimits
    private var runs = TextRuns()
    private var start = 0

    init(_ limits: WorkbookLimits) { self.limits = limits }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "si" { start = strings.bytes.count }
        runs.start(name)
    }

    func end(_ name: XMLName) {
        runs.end(name)
        guard name == "si" else { return }
        strings.endString()
        if strings.count > limits.sharedStrings {
            fault = WorkbookFault.tooLarge(
                "sharedStrings", Label("至多 \(limits.sharedStrings) 个字符串", "at most \(limits.sharedStrings) strings"))
        }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {
        guard runs.isText else { return }
        strings.append(text)
        if strings.bytes.count - start > limits.cellBytes || strings.bytes.count > limits.sharedBytes {
            fault = WorkbookFault.tooLarge(
                "sharedStrings",
                Label("每格至多 \(limits.cellBytes >> 10) KiB", "at most \(limits.cellBytes >> 10) KiB a cell"))
        }
    }
}
