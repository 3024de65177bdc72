import LedgerDomain

/// Which cell formats show a number as a date.
struct CellFormats {
    fileprivate(set) var isDate: [Bool] = []

    /// Reads `xl/styles.xml`.
    static func read(_ name: String, of package: ZipPackage, _ limits: WorkbookLimits) throws(Fault) -> CellFormats {
        let handler = CellFormatsHandler(limits)
        try XMLPart.read(name, of: package, handler)
        var formats = CellFormats()
        formats.isDate = handler.numberFormats.map { id in
            if let code = handler.codes[id] { return isDate(code: code) }
            return isDate(builtIn: id)
        }
        return formats
    }

    /// ECMA-376 part 1, 18.8.30: 14 to 17 and 22 are dates; 27 to 36 and 50 to 58 are in the East Asian locales.
    /// 18 to 21 and 45 to 47 are times of day, which are no dates.
    static func isDate(builtIn id: Int) -> Bool {
        (14...17).contains(id) || id == 22 || (27...31).contains(id) || id == 36 || (50...54).contains(id)
            || (57...58).contains(id)
    }

    /// Whether a format code shows a year or a day, or a month without hours: `yyyy"年"m"月"d"日"`, `m/d`, `[$-804]mmm`.
    static func isDate(code: String) -> Bool {
        var letters: Set<Character> = []
        var rest = Substring(code.split(separator: ";", omittingEmptySubsequences: false).first ?? "")
        if rest.lowercased() == "general" { return false }
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "[":
                // [h] and [mm] count hours and minutes; colours, locales and conditions say nothing here.
                let inside = rest.prefix { $0 != "]" }.lowercased()
                if inside.allSatisfy({ "hms".contains($0) }) { letters.insert("h") }
                rest = rest.drop { $0 != "]" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            default: letters.formUnion(character.lowercased())
            }
        }
        if letters.contains("y") || letters.contains("d") { return true }
        return letters.contains("m") && letters.isDisjoint(with: ["h", "s", "0", "#"])
    }
}

private final class CellFormatsHandler: XMLPartHandler {
    private(set) var fault: Fault?
    let isDone = false
    var codes: [Int: String] = [:]
    var numberFormats: [Int] = []
    private var isInCellFormats = false
    private let limits: WorkbookLimits

    init(_ limits: WorkbookLimits) { self.limits = limits }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "numFmt" {
            if let id = attributes.number("numFmtId"), let code = attributes.text("formatCode") { codes[id] = code }
        } else if name == "cellXfs" {
            isInCellFormats = true
        } else if name == "xf", isInCellFormats {
            numberFormats.append(attributes.number("numFmtId") ?? 0)
        }
        if codes.count > limits.lists || numberFormats.count > limits.lists {
            fault = WorkbookFault.tooLarge("styles", Label("至多 \(limits.lists) 种格式", "at most \(limits.lists) formats"))
        }
    }

    func end(_ name: XMLName) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) {}
}
