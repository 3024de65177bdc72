/// How a sheet is laid out on the screen and on paper: A4 landscape, one page wide, the page's number at its foot.
public struct PageLayout: Sendable {
    /// One column.
    public struct Column: Sendable {
        /// In characters of the normal font; a Chinese one takes two.
        public var width: Double
        /// How its empty cells are formatted.
        public var style: CellStyle?

        /// A column from its parts.
        public init(width: Double, style: CellStyle? = nil) { (self.width, self.style) = (width, style) }
    }

    /// The columns from the first on.
    public var columns: [Column] = []
    /// How many rows stay in sight at the top; those from `repeatedFrom` on are printed on each page.
    public var frozenRows = 0
    /// How many columns stay in sight at the left.
    public var frozenColumns = 0
    /// The first row printed on each page.
    public var repeatedFrom = 0
    /// What stands at the head of each page.
    public var pageHeader = ""
    /// Whether the sheet is seen only by those who look for it.
    public var isHidden = false
    /// Whether cells whose style is not unlocked keep their content, without a password.
    public var isProtected = false

    /// An empty layout.
    public init() {}
}

/// What may be filled into cells, and what is said about it when one is chosen (数据验证、输入信息).
public struct CellValidation: Sendable {
    /// What is checked by the spreadsheet program.
    public enum Check: Sendable {
        /// Nothing; only the message is shown.
        case none
        /// One of the values in these cells, as `=代码表!$A$1:$A$9`. Others may still be typed after a warning.
        case list(cells: String)
        /// A number of at least this.
        case number(atLeast: Int)
        /// A date of this and the next century.
        case day
    }

    /// What is checked.
    public var check: Check
    /// The head of the message; cut at 32 characters.
    public var title: String
    /// The message; cut at 255 characters.
    public var message: String

    /// A validation from its parts.
    public init(_ check: Check, title: String, message: String) {
        (self.check, self.title, self.message) = (check, title, message)
    }
}

/// What a workbook says about itself.
public struct WorkbookProperties: Sendable {
    /// Its title.
    public var title: String
    /// What it is about.
    public var subject: String
    /// The program.
    public var author: String
    /// The organisation.
    public var company: String
    /// Seconds since 1970 that stand as its time of creation. The same for all workbooks unless told, so that equal
    /// content gives equal bytes.
    public var created: Int64

    /// Properties from their parts; `created` is 2000-01-01 by default.
    public init(
        title: String, subject: String = "", author: String = "linkedfund", company: String = "",
        created: Int64 = 946_684_800
    ) {
        (self.title, self.subject, self.author, self.company, self.created) = (title, subject, author, company, created)
    }
}
