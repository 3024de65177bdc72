import ArgumentParser
import LedgerDomain
import LedgerInterchange
import LedgerService

/// How rows are printed, and where to.
struct FormatOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Words.pick("输出格式；默认按文件后缀，屏幕上为 table。", "How to print; by the suffix of the file, else as a table.")))
    var format: OutputFormat?

    @Flag(help: ArgumentHelp(Words.pick("等于 --format json。", "The same as --format json.")))
    var json = false

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(Words.pick("写到新文件：.xlsx、.csv 或 .json。", "Write to a new file: .xlsx, .csv or .json.")))
    var output: String?

    @Flag(
        help: ArgumentHelp(
            Words.pick("CSV 不加 BOM（供程序读取）。", "CSV without a byte order mark, for programs.")))
    var noBom = false

    /// The format asked for.
    ///
    /// - Throws: ``ServiceError/usage(_:)`` where the file's suffix does not tell it, or a workbook has no file.
    var chosen: OutputFormat {
        get throws {
            if json { return .json }
            if format == .xlsx, output == nil {
                throw ServiceError.usage(Label("工作簿要用 -o 文件.xlsx", "a workbook takes -o FILE.xlsx"))
            }
            if let format { return format }
            guard let output else { return .table }
            let suffix = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
            guard let found = OutputFormat(rawValue: suffix), found != .table else {
                throw ServiceError.usage(
                    Label("输出文件的后缀应为 .xlsx、.csv 或 .json", "the file's suffix is .xlsx, .csv or .json"))
            }
            return found
        }
    }

    /// Refuses what cannot be written, before any work is done.
    func check(outside ledger: String?) throws {
        _ = try chosen
        if let output { try FileOutput.check(output, outside: ledger) }
    }

    /// Prints the rows or writes them to the file asked for. Only what is asked for is made.
    ///
    /// - Parameters:
    ///   - table: the rows for CSV and workbooks.
    ///   - unit: the unit of amounts in files; 元 where none was asked for.
    ///   - namesUnits: whether headings of printed CSV name units; in files they always do.
    func deliver(
        _ table: () throws -> DataTable, unit: MoneyUnit? = nil, namesUnits: Bool = true, json: () throws -> String,
        text: () throws -> String, outside ledger: String?
    ) throws {
        let style = TableStyle(Words.language, in: output == nil ? .yuan : unit ?? .yuan)
        switch try chosen {
        case .table: try put(try text() + "\n", outside: ledger)
        case .json: try put(try json() + "\n", outside: ledger)
        case .csv:
            try put(
                try table().csv(style, hasMark: !noBom, namesUnits: namesUnits || output != nil), outside: ledger)
        case .xlsx:
            guard let output else { return }
            let table = try table()
            try FileOutput.writeWorkbook(to: output, outside: ledger) { path in
                try TableWorkbook.write(table, to: path, style)
            }
            said(output)
        }
    }

    private func put(_ text: String, outside ledger: String?) throws {
        guard let output else { return print(text, terminator: "") }
        try FileOutput.write(Array(text.utf8), to: output, outside: ledger)
        said(output)
    }

    private func said(_ path: String) { print(Words.pick("已写入 \(path)", "written to \(path)")) }
}
