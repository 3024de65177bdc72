public import LedgerDomain
import CXLSXWriter

/// How a cell looks and what its numbers mean.
public struct CellStyle: Hashable, Sendable {
    /// What the cell's values are, which decides the number format.
    public enum Form: Hashable, Sendable {
        case general
        /// Text, so that codes keep their zeros and their digits after the 15th.
        case text
        /// An amount with thousands commas.
        case amount(MoneyUnit)
        case integer
        /// A ratio as per cent with two decimals.
        case percent
        /// A ratio as per cent with one decimal.
        case percentTenths
        case day

        var format: String {
            switch self {
            case .general: "General"
            case .text: "@"
            case .amount(.fen), .integer: "0"
            case .amount(.yuan): "#,##0.00"
            case .amount(.wanYuan): "#,##0.00####"
            case .amount(.yiYuan): "#,##0.00########"
            case .percent: "0.00%"
            case .percentTenths: "0.0%"
            case .day: "yyyy-mm-dd"
            }
        }

        /// Whether its values stand to the right.
        var isNumeric: Bool {
            switch self {
            case .general, .text, .day: false
            case .amount, .integer, .percent, .percentTenths: true
            }
        }
    }

    /// What the cell is for.
    public enum Look: Hashable, Sendable {
        case plain
        case title
        case heading
        /// A heading whose column must be filled.
        case requiredHeading
        /// An example or a remark.
        case faint
        /// Wrong, marked for its reader.
        case wrong
        /// Right, in a row that is wrong elsewhere, or worth a look.
        case noted
    }

    /// What its values are.
    public var form: Form
    /// What it is for.
    public var look: Look
    /// Whether long text goes on in further lines.
    public var wraps: Bool
    /// Whether it can be changed in a protected sheet.
    public var isUnlocked: Bool
    /// Whether thin lines stand around it.
    public var hasBorder: Bool

    /// A style from its parts.
    public init(
        _ form: Form = .general, _ look: Look = .plain, wraps: Bool = false, isUnlocked: Bool = false,
        hasBorder: Bool = false
    ) {
        (self.form, self.look, self.wraps) = (form, look, wraps)
        (self.isUnlocked, self.hasBorder) = (isUnlocked, hasBorder)
    }

    /// Sets the library's format.
    func apply(to format: UnsafeMutablePointer<lxw_format>) {
        format_set_font_name(format, "宋体")
        format_set_font_size(format, look == .title ? 14 : 11)
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        if form != .general { format_set_num_format(format, form.format) }
        if form.isNumeric, look != .heading, look != .requiredHeading {
            format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
            // Keeps numbers off the text on their right.
            format_set_indent(format, 1)
        }
        if form == .day { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
        if hasBorder {
            format_set_border(format, UInt8(LXW_BORDER_HAIR.rawValue))
            format_set_border_color(format, 0x9FA8B8)
        }
        if wraps { format_set_text_wrap(format) }
        if isUnlocked { format_set_unlocked(format) }
        switch look {
        case .plain: break
        case .title: format_set_bold(format)
        case .heading, .requiredHeading:
            format_set_bold(format)
            format_set_text_wrap(format)
            format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_bg_color(format, look == .heading ? 0xE7ECF4 : 0xFFE9B8)
        case .faint:
            format_set_font_color(format, 0x7F7F7F)
            format_set_italic(format)
        case .wrong:
            format_set_bg_color(format, 0xFFC7CE)
            format_set_font_color(format, 0x9C0006)
        case .noted: format_set_bg_color(format, 0xFFF2CC)
        }
    }
}
