import LedgerDomain

/// The faults of a workbook as a file. All of them are E01: nothing of such a file is read.
enum WorkbookFault {
    static func fault(_ given: String, _ expected: Label, _ remedy: Label) -> Fault {
        Fault(rule: EntryCheck.syntax.rawValue, path: "", given: given, expected: expected, remedy: remedy)
    }

    /// A package that its own directory contradicts, that was cut, or whose checksums fail.
    static func broken(_ what: String) -> Fault {
        fault(
            what, Label("完整的 .xlsx 文件", "a whole .xlsx file"),
            Label(
                "文件已损坏或没有传完；请重新取得文件，或在 Excel/WPS 中打开后另存为 .xlsx。",
                "The file is damaged or cut off; get it again, or open it and save it as .xlsx."))
    }

    static func missing(part: String) -> Fault {
        fault(
            part, Label(".xlsx 工作簿的全部部件", "all parts of an .xlsx workbook"),
            Label(
                "文件缺少必要部件；请在 Excel/WPS 中打开后另存为 .xlsx。",
                "A part is missing; open the file and save it as .xlsx."))
    }

    static let encrypted = fault(
        "", Label("没有密码的 .xlsx", "an .xlsx without a password"),
        Label("请先取消打开密码，再导入。", "Remove the password that opens the file, then import it."))

    /// More than a limit. Sheets that people fill stay far below all of them.
    static func tooLarge(_ given: String, _ expected: Label) -> Fault {
        fault(
            given, expected,
            Label(
                "文件过大或不是正常的表格；只保留数据，拆成几个文件后再导入。",
                "The file is too large or no ordinary sheet; keep the data alone and split it into several files."))
    }

    static let documentType = fault(
        "DOCTYPE", Label("不含 DOCTYPE 的部件", "parts without a DOCTYPE"),
        Label(
            "Excel/WPS 不会写出这样的文件，请核对来源。", "No spreadsheet program writes such a file; check where it comes from."))
}
