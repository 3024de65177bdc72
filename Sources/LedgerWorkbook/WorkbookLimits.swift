/// How large a workbook may be. What exceeds a limit is refused before it takes memory or time.
///
/// A county's sheet of a year holds some thousands of rows. The limits are far above that and far below what hurts.
public struct WorkbookLimits: Sendable {
    /// Parts of the package.
    public var parts = 4_096
    /// Bytes of all parts together, unpacked.
    public var unpackedBytes: UInt64 = 2 << 30
    /// Unpacked bytes to one packed byte, for parts above ``ratioFloor``. Sheets pack 5 to 40 to 1; a bomb 1000 to 1.
    public var ratio: UInt64 = 200
    /// Parts up to so many bytes may have any ratio.
    public var ratioFloor: UInt64 = 1 << 20
    /// Rows of a sheet: what Excel can hold.
    public var rows = 1_048_576
    /// Columns that hold something.
    public var columns = 256
    /// Cells of a sheet that hold something.
    public var cells = 20_000_000
    /// Bytes of one cell.
    public var cellBytes = 131_072
    /// Bytes of all shared strings.
    public var sharedBytes = 256 << 20
    /// Shared strings.
    public var sharedStrings = 5_000_000
    /// Cell formats, and ranges of merged cells.
    public var lists = 200_000

    /// The product's limits.
    public init() {}
}
