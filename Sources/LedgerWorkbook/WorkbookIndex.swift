import LedgerDomain

/// Where the parts of a workbook are: from the package to the workbook, and from it to its sheets.
struct WorkbookIndex {
    /// Sheets in the order of their tabs, with the names of their parts.
    private(set) var sheets: [(sheet: WorkbookSheet, part: String)] = []
    private(set) var sharedStrings: String?
    private(set) var styles: String?
    /// Whether day 0 is 1904-01-01, as in old workbooks from Macintosh.
    private(set) var countsFrom1904 = false

    init(_ package: ZipPackage) throws(Fault) {
        let root = try WorkbookRelations.read("_rels/.rels", of: package, folder: "")
        guard let book = root.all.first(where: { $0.value.kind == "officeDocument" })?.value.target, package.has(book)
        else { throw WorkbookFault.missing(part: "xl/workbook.xml") }
        let folder = book.split(separator: "/").dropLast().joined(separator: "/")
        let file = book.split(separator: "/").last.map(String.init) ?? ""
        let relations = try WorkbookRelations.read("\(folder)/_rels/\(file).rels", of: package, folder: folder)
        sharedStrings = relations.all.first { $0.value.kind == "sharedStrings" }?.value.target
        styles = relations.all.first { $0.value.kind == "styles" }?.value.target
        let handler = WorkbookHandler()
        try XMLPart.read(book, of: package, handler)
        countsFrom1904 = handler.countsFrom1904
        for entry in handler.sheets {
            guard let relation = relations.all[entry.relation] else { throw WorkbookFault.missing(part: entry.name) }
            // Charts and dialogs have tabs and no cells.
            guard relation.kind == "worksheet" else { continue }
            sheets.append(
                (WorkbookSheet(name: entry.name, isHidden: entry.isHidden, index: sheets.count), relation.target))
        }
        guard !sheets.isEmpty else { throw WorkbookFault.missing(part: "xl/worksheets") }
    }
}

/// One sheet of a workbook.
public struct WorkbookSheet: Sendable, Hashable {
    /// The name on its tab.
    public let name: String
    /// Whether its tab is not shown.
    public let isHidden: Bool
    let index: Int
}

/// The relations of a part: identifier to kind and target.
private final class WorkbookRelations: XMLPartHandler {
    let fault: Fault? = nil
    let isDone = false
    private(set) var all: [String: (kind: String, target: String)] = [:]
    private let folder: String

    private init(folder: String) { self.folder = folder }

    static func read(_ name: String, of package: ZipPackage, folder: String) throws(Fault) -> WorkbookRelations {
        let relations = WorkbookRelations(folder: folder)
        try XMLPart.read(name, of: package, relations)
        return relations
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        guard name == "Relationship", let id = attributes.text("Id"), let type = attributes.text("Type"),
            let target = attributes.text("Target"), attributes.text("TargetMode") != "External"
        else { return }
        all[id] = (type.split(separator: "/").last.map(String.init) ?? "", resolved(target))
    }

    func end(_ name: XMLName) {}
    func characters(_ text: UnsafeBufferPointer<UInt8>) {}

    /// A target against the folder of its source; `..` never leaves the package, since parts are found by name.
    private func resolved(_ target: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}

private final class WorkbookHandler: XMLPartHandler {
    let fault: Fault? = nil
    let isDone = false
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var countsFrom1904 = false

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "workbookPr" {
            countsFrom1904 = attributes.flag("date1904")
        } else if name == "sheet" {
            // `id` is the relation, `sheetId` a number of the program's own.
            let state = attributes.text("state") ?? "visible"
            sheets.append((attributes.text("name") ?? "", attributes.text("id") ?? "", state != "visible"))
        }
    }

    func end(_ name: XMLName) {}
    func characters(_ text: UnsafeBufferPointer<UInt8>) {}
}
